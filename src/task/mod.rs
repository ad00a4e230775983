//! The time entry: its field table, the entry as received, the typed [`Task`] and the change for
//! a Modify, [`TaskPatch`].
//!
//! Everything that knows a field by name comes from one table, `table.rs`: see [`Field`].

mod entry;
mod field;
mod id;
mod patch;
mod received;
mod record;
mod table;
mod value;

pub use entry::{Entry, FieldError};
pub use field::{Access, Field, FieldName, Kind, Wire};
pub use id::{Id, IdError};
pub use patch::{Change, TaskPatch};
pub use received::{Lookup, LookupBy, NamedText, Span, Value};
pub use record::{CustomField, Task};
pub(crate) use value::FieldValue;
pub use value::{ValueError, ValueErrorKind};
