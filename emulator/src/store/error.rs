//! What goes wrong with the store.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// The store cannot be opened, read or written.
#[derive(Debug, Error)]
#[error("the data {} cannot be {doing}", Named(.path))]
pub struct StoreError {
    path: Option<PathBuf>,
    doing: &'static str,
    source: Source,
}

/// The causes; none of their types is public.
#[derive(Debug, Error)]
enum Source {
    #[error(transparent)]
    Database(rusqlite::Error),
    #[error("{0}")]
    Content(String),
}

struct Named<'p>(&'p Option<PathBuf>);

impl std::fmt::Display for Named<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(path) => write!(formatter, "in {}", path.display()),
            None => formatter.write_str("in memory"),
        }
    }
}

impl StoreError {
    /// What went wrong and why, on one line.
    pub(crate) fn with_cause(&self) -> String {
        format!("{self}: {}", self.source)
    }

    pub(super) fn opening(path: Option<&Path>, source: rusqlite::Error) -> Self {
        Self {
            path: path.map(Path::to_owned),
            doing: "opened",
            source: Source::Database(source),
        }
    }

    /// Something else stands where the data are expected.
    pub(super) fn other(path: Option<&Path>, found: impl Into<String>) -> Self {
        Self {
            path: path.map(Path::to_owned),
            doing: "opened",
            source: Source::Content(found.into()),
        }
    }

    pub(super) fn damaged(found: impl Into<String>) -> Self {
        Self {
            path: None,
            doing: "understood",
            source: Source::Content(found.into()),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> Self {
        Self {
            path: None,
            doing: "read or written",
            source: Source::Database(source),
        }
    }
}
