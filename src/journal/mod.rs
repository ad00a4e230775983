//! A journal that lasts: the states of a push in one SQLite file (feature `sqlite`).
//!
//! [`SqliteJournal`] is a [`Journal`](crate::protocol::journal::Journal). What one of its methods
//! recorded survives the end of the process and, as far as disk and file system keep their
//! promises, the loss of power: a method returns after the data were flushed to the disk.
//!
//! The file belongs to one process at a time; a second one is refused. Only its owner may read it
//! (on Unix), because the entries stand in it.
//!
//! ```
//! use suiteprojects::journal::SqliteJournal;
//! use suiteprojects::protocol::journal::{Inserted, Journal, NewEntry, State, StateKind};
//!
//! # let folder = tempfile::tempdir()?;
//! let path = folder.path().join("week.journal");
//! let mut journal = SqliteJournal::open(&path)?;
//! let entry = NewEntry { key: "week 2, row 1".into(), payload: "{\"hours\":\"8\"}".into(), ask_first: false };
//! journal.begin()?;
//! assert_eq!(journal.insert(&[entry.clone()])?, [Inserted::New]);
//! journal.commit()?;
//! journal.record(&[(0, State::Accepted { id: None })])?;
//! drop(journal);
//!
//! let mut journal = SqliteJournal::open(&path)?;
//! assert_eq!(journal.insert(&[entry])?, [Inserted::Present(StateKind::Accepted)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod file;
mod row;
mod sqlite;
#[cfg(test)]
mod tests;

pub use error::{SqliteJournalError, SqliteJournalErrorKind};
pub use sqlite::SqliteJournal;
