//! What ends a command without a verdict.

use std::{fmt, io};

use suiteprojects::api::Refusal;
use suiteprojects::client;
use suiteprojects::journal::SqliteJournalError;
use suiteprojects::json::ReferenceRecordError;
use suiteprojects::protocol::IncompleteRead;
use suiteprojects::protocol::journal::JournalMismatch;
use suiteprojects::record::RecordError;
#[cfg(feature = "serve")]
use suiteprojects_emulator::StartError;
use thiserror::Error;

use crate::connection::ConnectionError;
use crate::input::{InputError, SourceText};

/// Why a command could not do its work. One line, the cause in `source`.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Failure {
    /// An input cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// A message, settings or reference file is not what it should be.
    #[error("{file}:{line}:{column}: {message}")]
    Unreadable {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
        column: usize,
        /// What was found and expected.
        message: String,
    },
    /// The arguments do not fit together.
    #[error("{0}")]
    Usage(String),
    /// It is not known where to connect, or as whom.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    /// The server gave no answer, or none that counts.
    #[error(transparent)]
    Call(#[from] CallError),
    /// The server refused a command that is not about single entries.
    #[error("the server refused {command}: {refusal}")]
    Refused {
        /// The command.
        command: &'static str,
        /// Why.
        refusal: Box<Refusal>,
    },
    /// A record of an answer cannot be understood.
    #[error("the answer cannot be understood")]
    Record(#[from] RecordError),
    /// A record does not fit into a reference file.
    #[error("the record cannot stand in a reference file")]
    Reference(#[from] ReferenceRecordError),
    /// There may be more records than the server gave.
    #[error("there may be further records")]
    Incomplete(#[from] IncompleteRead),
    /// The journal of a push cannot be used.
    #[error(transparent)]
    Journal(#[from] SqliteJournalError),
    /// A push cannot start with this journal, or with these entries.
    #[error("{0}; {1}")]
    PushInput(JournalMismatch, &'static str),
    /// A push ended before all was done.
    #[error("{0}; run the same command again to go on")]
    Push(String),
    #[cfg(feature = "serve")]
    /// The local server cannot be started.
    #[error(transparent)]
    Serve(#[from] StartError),
    /// The output cannot be written.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
    /// A named output file cannot be written.
    #[error("cannot write {file}")]
    OutputFile {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
}

/// A call without an answer that counts, and what to do about it.
#[derive(Debug)]
pub struct CallError(pub client::Error);

impl fmt::Display for CallError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)?;
        if self.0.is_auth() {
            formatter.write_str("; check login, API key and namespace")?;
        }
        Ok(())
    }
}

impl std::error::Error for CallError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

impl From<client::Error> for Failure {
    fn from(error: client::Error) -> Self {
        Self::Call(CallError(error))
    }
}

impl Failure {
    /// A file that is wrong at a byte of its text.
    pub fn at(file: String, text: &[u8], offset: usize, message: String) -> Self {
        let spot = SourceText::new(text).spot(offset..offset);
        Self::Unreadable {
            file,
            line: spot.line,
            column: spot.column,
            message,
        }
    }

    /// Whether the reader of the output went away, which is no trouble of ours.
    pub fn is_broken_pipe(&self) -> bool {
        let error = match self {
            Self::Output(error) => error,
            Self::Input(error) => error.io(),
            _ => return false,
        };
        error.kind() == io::ErrorKind::BrokenPipe
    }
}
