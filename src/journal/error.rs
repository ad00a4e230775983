//! Why a journal file cannot be used.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::text::shortened;

/// A journal file that cannot be opened, read or written. One line that names the file as the caller
/// named it; what the system or SQLite said is in `source`.
#[derive(Debug)]
pub struct SqliteJournalError {
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    problem: Problem,
}

/// What kind of trouble a [`SqliteJournalError`] is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum SqliteJournalErrorKind {
    /// Another process, or another part of this one, has the journal open.
    InUse,
    /// What stands at the path is something else. It was not touched.
    NotAJournal,
    /// A later version of this library made the journal. It was not touched.
    Newer,
    /// The journal was damaged.
    Damaged,
    /// The system or SQLite could not do what was asked.
    System,
}

#[derive(Debug)]
pub(super) enum Problem {
    InUse,
    NotAJournal {
        found: String,
    },
    Newer {
        found: i64,
        known: i64,
    },
    Damaged {
        found: String,
    },
    /// What was begun is gone.
    Undone,
    File {
        doing: &'static str,
        source: std::io::Error,
    },
    Database {
        doing: &'static str,
        source: Said,
    },
}

/// What SQLite said, once: its library has the same words again as the cause.
#[derive(Debug)]
pub(super) struct Said(rusqlite::Error);

impl fmt::Display for Said {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Error for Said {}

impl SqliteJournalError {
    /// What kind of trouble it is.
    pub fn kind(&self) -> SqliteJournalErrorKind {
        match self.inner.problem {
            Problem::InUse => SqliteJournalErrorKind::InUse,
            Problem::NotAJournal { .. } => SqliteJournalErrorKind::NotAJournal,
            Problem::Newer { .. } => SqliteJournalErrorKind::Newer,
            Problem::Damaged { .. } => SqliteJournalErrorKind::Damaged,
            Problem::Undone | Problem::File { .. } | Problem::Database { .. } => {
                SqliteJournalErrorKind::System
            }
        }
    }

    /// The journal file, as the caller named it.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    #[cold]
    pub(super) fn new(path: &Path, problem: Problem) -> Self {
        Self {
            inner: Box::new(Inner {
                path: path.to_owned(),
                problem,
            }),
        }
    }
}

impl Problem {
    /// What SQLite said while doing this.
    #[cold]
    pub(super) fn database(doing: &'static str, source: rusqlite::Error) -> Self {
        use rusqlite::{Error, ErrorCode};
        match (&source, source.sqlite_error_code()) {
            (_, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => Self::InUse,
            (_, Some(ErrorCode::NotADatabase)) => Self::not_a_journal("no SQLite file"),
            (_, Some(ErrorCode::DatabaseCorrupt))
            | (
                Error::FromSqlConversionFailure(..)
                | Error::IntegralValueOutOfRange(..)
                | Error::InvalidColumnType(..),
                _,
            ) => Self::damaged(source.to_string()),
            _ => Self::Database {
                doing,
                source: Said(source),
            },
        }
    }

    pub(super) fn not_a_journal(found: impl Into<String>) -> Self {
        Self::NotAJournal {
            found: found.into(),
        }
    }

    pub(super) fn damaged(found: impl Into<String>) -> Self {
        Self::Damaged {
            found: found.into(),
        }
    }
}

impl fmt::Display for SqliteJournalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.inner.path.display();
        match &self.inner.problem {
            Problem::InUse => write!(
                formatter,
                "the journal {path} is in use: one push at a time can have it"
            ),
            Problem::NotAJournal { found } => {
                write!(formatter, "{path} is {found}, expected a journal")
            }
            Problem::Newer { found, known } => write!(
                formatter,
                "the journal {path} has format {found}, expected at most {known}: a later version made it"
            ),
            Problem::Damaged { found } => {
                let line = found.split_whitespace().collect::<Vec<_>>().join(" ");
                write!(
                    formatter,
                    "the journal {path} is damaged: {}",
                    shortened(&line)
                )
            }
            Problem::Undone => write!(
                formatter,
                "cannot write the journal {path}: an earlier error undid what was begun"
            ),
            Problem::File { doing, .. } | Problem::Database { doing, .. } => {
                write!(formatter, "cannot {doing} the journal {path}")
            }
        }
    }
}

impl Error for SqliteJournalError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.inner.problem {
            Problem::File { source, .. } => Some(source),
            Problem::Database { source, .. } => Some(source),
            _ => None,
        }
    }
}
