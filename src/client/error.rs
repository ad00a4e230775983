//! Why a call brought no answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::error_code::{Class, ErrorCode, Retry};
use crate::protocol::{Failure, Fate, Happening};
use crate::xml::WriteError;
use crate::xml::exchange::{AnswerError, RequestRefusal};

/// Why a call brought no answer, and what may have become of its request.
///
/// One line, the cause in `source()`. Neither holds credentials, bodies or queries.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    problem: Problem,
    fate: Fate,
    tries: u32,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What went wrong.
#[derive(Debug)]
pub(super) enum Problem {
    /// The client cannot be built.
    Setup(&'static str),
    /// The command cannot be written.
    Write(WriteError),
    /// There is no connection.
    Connect { host: String, timeout: bool },
    /// The connection broke.
    Lost,
    /// The time ran out.
    Timeout,
    /// An HTTP status that leads elsewhere.
    Redirect { status: u16, to: Option<String> },
    /// Another HTTP status than success.
    Status {
        status: u16,
        retry_after: Option<Duration>,
    },
    /// The answer is too large.
    TooLarge { most: usize },
    /// The answer was cut off, or cannot be unpacked.
    CutOff,
    /// The server refused the request as a whole.
    Refused(RequestRefusal),
    /// The answer is none of this API.
    Unreadable {
        error: AnswerError,
        content_type: Option<String>,
    },
}

impl Problem {
    /// What the machine of a call has to know of it.
    pub(super) fn happening(&self) -> Happening {
        match self {
            Self::Setup(_) | Self::Write(_) | Self::Connect { .. } => Happening::NotSent,
            Self::Lost | Self::Timeout => Happening::Lost,
            Self::Redirect { status, .. } => Happening::http_status(*status, None),
            Self::Status {
                status,
                retry_after,
            } => Happening::http_status(*status, *retry_after),
            Self::TooLarge { .. } | Self::CutOff | Self::Unreadable { .. } => Happening::Unreadable,
            Self::Refused(refusal) => Happening::refused(refusal.code, refusal.bare),
        }
    }
}

/// A problem with its cause.
#[derive(Debug)]
pub(super) struct Trouble {
    pub(super) problem: Problem,
    pub(super) source: Option<Box<dyn StdError + Send + Sync>>,
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            source: None,
        }
    }
}

impl Trouble {
    pub(super) fn new(problem: Problem, source: impl StdError + Send + Sync + 'static) -> Self {
        Self {
            problem,
            source: Some(Box::new(source)),
        }
    }
}

impl Error {
    /// Before anything was tried.
    pub(super) fn before(trouble: impl Into<Trouble>) -> Self {
        let Trouble { problem, source } = trouble.into();
        Self(Box::new(Inner {
            problem,
            fate: Fate::NotSent,
            tries: 0,
            source,
        }))
    }

    pub(super) fn after(failure: Failure, Trouble { problem, source }: Trouble) -> Self {
        Self(Box::new(Inner {
            problem,
            fate: failure.fate,
            tries: failure.tries,
            source,
        }))
    }

    /// What may have become of the request, all tries taken together.
    pub fn fate(&self) -> Fate {
        self.0.fate
    }

    /// Whether commands of the request may have been carried out.
    pub fn may_have_been_applied(&self) -> bool {
        self.fate().may_have_been_applied()
    }

    /// The code with which the server refused the request as a whole.
    pub fn server_code(&self) -> Option<ErrorCode> {
        match &self.0.problem {
            Problem::Refused(refusal) => Some(refusal.code),
            _ => None,
        }
    }

    /// Whether the server does not accept who is asking: API key, login, token.
    pub fn is_auth(&self) -> bool {
        match &self.0.problem {
            Problem::Refused(refusal) => {
                !refusal.bare
                    || refusal.code.class() == Some(Class::Auth)
                    || refusal.code.retry() == Retry::AfterLogin
            }
            Problem::Status { status, .. } => *status == 401,
            _ => false,
        }
    }

    /// Whether the server takes no more requests for now: 556, HTTP 429.
    pub fn is_throttled(&self) -> bool {
        match &self.0.problem {
            Problem::Refused(refusal) => refusal.code == ErrorCode::REQUEST_RATE_EXCEEDED,
            Problem::Status { status, .. } => *status == 429,
            _ => false,
        }
    }

    /// Whether the time ran out, for the connection or for the answer.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.0.problem,
            Problem::Timeout | Problem::Connect { timeout: true, .. }
        )
    }

    /// How long the server asks to wait before the next request.
    pub fn retry_after(&self) -> Option<Duration> {
        match &self.0.problem {
            Problem::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setup(what) => formatter.write_str(what),
            Self::Write(_) => formatter.write_str("the request cannot be written"),
            Self::Connect {
                host,
                timeout: false,
            } => write!(formatter, "no connection to {host}"),
            Self::Connect {
                host,
                timeout: true,
            } => write!(formatter, "no connection to {host} in time"),
            Self::Lost => formatter.write_str("the connection broke before the answer"),
            Self::Timeout => formatter.write_str("no answer in time"),
            Self::Redirect { status, to } => {
                write!(
                    formatter,
                    "the server answered HTTP {status} and points to "
                )?;
                match to {
                    Some(to) => write!(formatter, "{to}")?,
                    None => formatter.write_str("another address")?,
                }
                formatter.write_str(", expected an answer: use the address of the account")
            }
            Self::Status { status, .. } => write!(formatter, "the server answered HTTP {status}"),
            Self::TooLarge { most } => {
                write!(formatter, "the answer has more than {most} bytes")
            }
            Self::CutOff => formatter.write_str("the answer was cut off"),
            Self::Refused(refusal) => {
                write!(formatter, "the server refused the request: {refusal}")
            }
            Self::Unreadable {
                error,
                content_type,
            } => {
                write!(formatter, "{error}")?;
                if let Some(content_type) = content_type {
                    write!(formatter, " (it is {content_type})")?;
                }
                Ok(())
            }
        }
    }
}

/// What went wrong; after how many tries; what may have become of the request.
impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.problem)?;
        if self.0.tries > 1 {
            write!(formatter, " (after {} tries)", self.0.tries)?;
        }
        if self.0.tries > 0 {
            write!(formatter, "; {}", self.0.fate)?;
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.problem {
            Problem::Write(error) => Some(error),
            Problem::Unreadable { error, .. } => error.source(),
            _ => self
                .0
                .source
                .as_deref()
                .map(|source| source as &(dyn StdError + 'static)),
        }
    }
}
