//! Time entries and reference data as JSON.
//!
//! Numbers are read as the text they are written in, so nothing is rounded; a number given as a
//! string is as good as one.

mod entry;
mod error;
pub(crate) mod object;
mod reference;
mod reference_file;

pub use entry::{read_entries, read_entry};
pub use error::{ReadError, ReadErrorKind};
pub use reference::{
    REFERENCE_LISTS, ReferenceField, ReferenceKind, ReferenceList, read_reference,
};
pub use reference_file::{ReferenceFile, ReferenceRead, ReferenceRecord, ReferenceRecordError};
