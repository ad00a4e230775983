//! Why a call brought no answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use suiteprojects::protocol::{Failure, Fate, Happening};

use super::super::{CallError, Refusal, RefusalKind};

/// What went wrong.
#[derive(Clone, Debug)]
pub(super) enum Problem {
    Setup(&'static str),
    Connect {
        host: String,
        timeout: bool,
    },
    Lost,
    Timeout,
    TooLarge {
        most: usize,
    },
    CutOff,
    Call(CallError, Option<Duration>),
    Deadline,
    /// The server takes no more requests for now.
    Hold {
        wait: Duration,
    },
    /// The list changed while it was read.
    Incomplete {
        seen: u64,
        total: u64,
    },
}

impl Problem {
    pub(super) fn happening(&self) -> Happening {
        match self {
            Self::Lost | Self::Timeout => Happening::Lost,
            Self::Call(CallError::Refused(refusal), wait) => {
                Happening::http_status(refusal.status, *wait)
            }
            Self::TooLarge { .. } | Self::CutOff | Self::Call(..) => Happening::Unreadable,
            Self::Setup(_)
            | Self::Connect { .. }
            | Self::Deadline
            | Self::Hold { .. }
            | Self::Incomplete { .. } => Happening::NotSent,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setup(what) => formatter.write_str(what),
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
            Self::TooLarge { most } => write!(formatter, "the answer has more than {most} bytes"),
            Self::CutOff => formatter.write_str("the answer was cut off"),
            Self::Call(CallError::Refused(refusal), _) => {
                write!(formatter, "the server refused the request: {refusal}")
            }
            Self::Call(error, _) => error.fmt(formatter),
            Self::Deadline => {
                formatter.write_str("the time for the call ran out before it was sent")
            }
            Self::Hold { wait } => write!(
                formatter,
                "the server takes no more requests for now, expected to wait {} s",
                wait.as_secs().saturating_add(1)
            ),
            Self::Incomplete { seen, total } => write!(
                formatter,
                "the list changed while it was read: {seen} records came, and the server tells of {total}; read it again"
            ),
        }
    }
}

pub(super) type Source = Box<dyn StdError + Send + Sync>;

/// A problem with its cause.
#[derive(Debug)]
pub(super) struct Trouble {
    pub(super) problem: Problem,
    pub(super) source: Option<Source>,
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

/// Why a call brought no answer, and what may have become of its request.
///
/// One line, the cause in `source()`. Neither holds the token or a body.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    problem: Problem,
    fate: Fate,
    tries: u32,
    source: Option<Source>,
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

    /// Whether the request may have been carried out.
    pub fn may_have_been_applied(&self) -> bool {
        self.fate().may_have_been_applied()
    }

    /// The refusal of the server, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.0.problem {
            Problem::Call(CallError::Refused(refusal), _) => Some(refusal),
            _ => None,
        }
    }

    /// Whether the server does not take the token, or not for this.
    pub fn is_auth(&self) -> bool {
        self.refusal()
            .is_some_and(|refusal| refusal.kind == RefusalKind::Unauthorized)
    }

    /// Whether no more requests may be sent for now.
    pub fn is_throttled(&self) -> bool {
        match &self.0.problem {
            Problem::Hold { .. } => true,
            _ => self
                .refusal()
                .is_some_and(|refusal| refusal.kind == RefusalKind::TooManyRequests),
        }
    }

    /// How long to wait before the next request, if the server says so.
    pub fn retry_after(&self) -> Option<Duration> {
        match &self.0.problem {
            Problem::Call(_, wait) => *wait,
            Problem::Hold { wait } => Some(*wait),
            _ => None,
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
        let source = self.0.source.as_deref();
        source.map(|source| source as &(dyn StdError + 'static))
    }
}
