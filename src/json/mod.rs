//! Time entries and reference data as JSON.
//!
//! Numbers are read as the text they are written in, so nothing is rounded; a number given as a
//! string is as good as one.

mod entry;
mod error;
pub(crate) mod object;
mod reference;
mod reference_file;
mod reference_lists;

pub use entry::{read_entries, read_entry};
pub use error::{ReadError, ReadErrorKind};
pub use reference::read_reference;
pub use reference_file::{ReferenceFile, ReferenceRead, ReferenceRecord, ReferenceRecordError};
pub use reference_lists::{REFERENCE_LISTS, ReferenceField, ReferenceKind, ReferenceList};
