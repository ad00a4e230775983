//! Why a call brought no answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use suiteprojects::api::Secret;
use suiteprojects::protocol::{Failure, Fate, Happening};

use super::super::{AnswerError, Code, EndpointError, PagingError, Refusal, TokenError};

/// What went wrong.
#[derive(Clone, Debug)]
pub(super) enum Problem {
    Setup(&'static str),
    Connect { host: String, timeout: bool },
    Lost,
    Timeout,
    TooLarge { most: usize },
    CutOff,
    Answer(AnswerError, Option<Duration>),
    Deadline,
    Budget { wait: Duration },
    Token(TokenError),
    Domain(EndpointError),
    NotRenewed(Box<Problem>),
    Paging(PagingError),
}

impl Problem {
    pub(super) fn happening(&self) -> Happening {
        match self {
            Self::Lost | Self::Timeout => Happening::Lost,
            Self::TooLarge { .. } | Self::CutOff => Happening::Unreadable,
            Self::Answer(error, retry_after) => error.happening(*retry_after),
            Self::Setup(_)
            | Self::Connect { .. }
            | Self::Deadline
            | Self::Budget { .. }
            | Self::Token(_)
            | Self::Domain(_)
            | Self::NotRenewed(_)
            | Self::Paging(_) => Happening::NotSent,
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
            Self::Answer(error, _) => error.fmt(formatter),
            Self::Deadline => {
                formatter.write_str("the time for the call ran out before it was sent")
            }
            Self::Budget { wait } => write!(
                formatter,
                "the budget of requests is used up, expected to wait {} s",
                wait.as_secs().saturating_add(1)
            ),
            Self::Token(error) => error.fmt(formatter),
            Self::Domain(error) => error.fmt(formatter),
            Self::NotRenewed(problem) => write!(formatter, "the login was not renewed: {problem}"),
            Self::Paging(error) => error.fmt(formatter),
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

    /// The same without a credential that the server sent back.
    pub(super) fn without(self, secret: &Secret) -> Self {
        let problem = match self.problem {
            Problem::Answer(error, wait) => Problem::Answer(error.without(secret), wait),
            other => other,
        };
        Self { problem, ..self }
    }
}

/// Why a call brought no answer, and what may have become of its request.
///
/// One line, the cause in `source()`. Neither holds credentials or bodies.
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
        match self.problem() {
            Problem::Answer(error, _) => error.refusal(),
            _ => None,
        }
    }

    /// The code with which the server refused.
    pub fn code(&self) -> Option<Code> {
        self.refusal().map(|refusal| refusal.code)
    }

    /// The refusal to give a token, if it is one.
    pub fn token_error(&self) -> Option<&TokenError> {
        match self.problem() {
            Problem::Token(error) => Some(error),
            _ => None,
        }
    }

    /// Whether the server does not accept who is asking.
    pub fn is_auth(&self) -> bool {
        match self.problem() {
            Problem::Answer(AnswerError::Refused(refusal), _) => {
                refusal.status == 401 || refusal.code == Code::NOT_AUTHORIZED
            }
            Problem::Answer(AnswerError::Status { status }, _) => *status == 401,
            Problem::Token(TokenError::Refused(_)) => true,
            _ => false,
        }
    }

    /// Whether no more requests may be sent for now: one of the three limits, HTTP 429, or the budget of the
    /// client.
    pub fn is_throttled(&self) -> bool {
        match self.problem() {
            Problem::Answer(AnswerError::Refused(refusal), _) => {
                refusal.code.is_limit() || refusal.status == 429
            }
            Problem::Answer(AnswerError::Status { status }, _) => *status == 429,
            Problem::Budget { .. } => true,
            _ => false,
        }
    }

    /// Whether the time ran out, for the connection or for the answer.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.problem(),
            Problem::Timeout | Problem::Deadline | Problem::Connect { timeout: true, .. }
        )
    }

    /// How long to wait before the next request, if the server, the kind of its limit, or the budget of the
    /// client says so.
    pub fn retry_after(&self) -> Option<Duration> {
        match self.problem() {
            Problem::Answer(error, retry_after) => {
                retry_after.or_else(|| error.refusal().and_then(Refusal::wait))
            }
            Problem::Budget { wait } => Some(*wait),
            _ => None,
        }
    }

    fn problem(&self) -> &Problem {
        let mut problem = &self.0.problem;
        while let Problem::NotRenewed(inner) = problem {
            problem = inner;
        }
        problem
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
