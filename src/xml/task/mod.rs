//! The time entry in XML: entries of requests and responses, the typed [`Task`], and writing both.
//!
//! ```
//! use suiteprojects::xml::{Limits, task};
//!
//! let xml = b"<Task><date><Date><year>2026</year><month>1</month><day>5</day></Date></date>\
//!             <hours>8</hours></Task>";
//! let task = task::parse(xml, Limits::default())?;
//! assert_eq!(task.date.map(|date| date.to_string()).as_deref(), Some("2026-01-05"));
//! assert_eq!(
//!     task::to_string(&task)?,
//!     "<Task><date><Date><year>2026</year><month>01</month><day>05</day></Date></date>\
//!      <hours>8</hours></Task>"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod entries;
mod read;
#[cfg(test)]
mod tests;
mod write;

use thiserror::Error;

pub use entries::{EntriesError, Found, read_entries};
pub use read::{EntryError, EntryErrorKind, read_entry};
pub(super) use write::write_date_element;
pub(in crate::xml) use write::write_whole_task;
pub use write::{write_entry, write_task};

use super::{Limits, WriteError, Writer};
use crate::task::{Task, ValueError};

/// Reads a document whose root is one `<Task>`.
///
/// Unknown elements are passed over; empty ones are fields without a value.
///
/// # Errors
///
/// [`ParseError`] if the document is not well-formed, is something else, or has a value that does
/// not fit its field.
pub fn parse(input: &[u8], limits: Limits) -> Result<Task, ParseError> {
    let mut task = None;
    read_entries(input, limits, |found| {
        if let Found::Entry { entry, .. } = found {
            task = Some(match entry {
                Ok(entry) => Task::try_from(entry).map_err(ParseError::Value),
                Err(error) => Err(ParseError::Entry(error)),
            });
        }
    })
    .map_err(ParseError::Document)?;
    task.unwrap_or(Err(ParseError::NoTask))
}

/// The typed entry as a document.
///
/// # Errors
///
/// [`WriteError`] if a text has a character that XML 1.0 cannot carry, or a custom field a name
/// that cannot name an element.
pub fn to_string(task: &Task) -> Result<String, WriteError> {
    let mut writer = Writer::new();
    write_task(writer.start("Task")?, task)?;
    Ok(writer.into_string())
}

/// Why a document is not one time entry.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ParseError {
    /// The document cannot be read.
    #[error("the document cannot be read")]
    Document(#[source] EntriesError),
    /// The entry cannot be read.
    #[error("the time entry cannot be read")]
    Entry(#[source] EntryError),
    /// A value does not fit its field.
    #[error("a value does not fit its field")]
    Value(#[source] ValueError),
    /// The document has no time entry.
    #[error("the document has no <Task>")]
    NoTask,
}
