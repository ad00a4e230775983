//! Why a call brought no answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::secrets::Secrets;
use crate::error_code::{Class, ErrorCode, Retry};
use crate::protocol::{Failure, Fate, Happening};
use crate::text::shortened;
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
    source: Option<Source>,
}

/// What went wrong.
#[derive(Clone, Debug)]
pub(super) enum Problem {
    /// The client cannot be built, or not be used where it is.
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
    /// No further request may leave for now.
    Budget { wait: Duration },
    /// The server gives no tokens.
    TokensRefused(String),
    /// The answer to a request for tokens is none.
    TokensUnreadable,
    /// An access token is needed, and there is nothing to get it by.
    NoRefreshToken,
    /// Another call tried in vain to get an access token.
    NotRenewed(Box<Problem>),
    /// New tokens could not be stored.
    NotStored,
}

impl Problem {
    /// What the machine of a call has to know of it.
    pub(super) fn happening(&self) -> Happening {
        match self {
            Self::Lost | Self::Timeout => Happening::Lost,
            Self::Redirect { status, .. } => Happening::http_status(*status, None),
            Self::Status {
                status,
                retry_after,
            } => Happening::http_status(*status, *retry_after),
            Self::TooLarge { .. } | Self::CutOff | Self::Unreadable { .. } => Happening::Unreadable,
            Self::Refused(refusal) => Happening::refused(refusal.code, refusal.bare),
            Self::Setup(_)
            | Self::Write(_)
            | Self::Connect { .. }
            | Self::Budget { .. }
            | Self::TokensRefused(_)
            | Self::TokensUnreadable
            | Self::NoRefreshToken
            | Self::NotRenewed(_)
            | Self::NotStored => Happening::NotSent,
        }
    }

    /// The same with the credentials in the words of the server replaced.
    fn without(self, secrets: &Secrets) -> Self {
        match self {
            Self::Redirect { status, to } => Self::Redirect {
                status,
                to: to.map(|to| secrets.hide(&to)),
            },
            Self::Refused(mut refusal) => {
                refusal.text = refusal.text.map(|text| secrets.hide(&text));
                Self::Refused(refusal)
            }
            Self::Unreadable {
                error,
                content_type,
            } => Self::Unreadable {
                error: if secrets.are_shown_by(&error) {
                    AnswerError::unexpected("a credential of the request in it", "an answer")
                } else {
                    error
                },
                content_type: content_type.map(|text| secrets.hide(&text)),
            },
            Self::TokensRefused(words) => Self::TokensRefused(secrets.hide(&words)),
            other => other,
        }
    }
}

/// A problem with its cause.
#[derive(Debug)]
pub(super) struct Trouble {
    pub(super) problem: Problem,
    pub(super) source: Option<Source>,
}

type Source = Box<dyn StdError + Send + Sync>;

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

    /// The same without any credential that the server sent back.
    pub(super) fn without(self, secrets: &Secrets) -> Self {
        Self {
            problem: self.problem.without(secrets),
            source: self
                .source
                .filter(|source| !secrets.are_shown_by(source.as_ref())),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(formatter)
    }
}

impl StdError for Trouble {}

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
        match self.problem() {
            Problem::Refused(refusal) => Some(refusal.code),
            _ => None,
        }
    }

    /// Whether the server does not accept who is asking: API key, login, token.
    pub fn is_auth(&self) -> bool {
        match self.problem() {
            Problem::Refused(refusal) => {
                refusal.code.class() == Some(Class::Auth)
                    || refusal.code.retry() == Retry::AfterLogin
                    || (!refusal.bare && refusal.code.class() == Some(Class::Permission))
            }
            Problem::Status { status, .. } => *status == 401,
            Problem::TokensRefused(_) | Problem::NoRefreshToken => true,
            _ => false,
        }
    }

    /// Whether no more requests may be sent for now: 556, HTTP 429, or the budget of the client.
    pub fn is_throttled(&self) -> bool {
        match self.problem() {
            Problem::Refused(refusal) => refusal.code == ErrorCode::REQUEST_RATE_EXCEEDED,
            Problem::Status { status, .. } => *status == 429,
            Problem::Budget { .. } => true,
            _ => false,
        }
    }

    /// Whether the time ran out, for the connection or for the answer.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.problem(),
            Problem::Timeout | Problem::Connect { timeout: true, .. }
        )
    }

    /// How long to wait before the next request, if the server or the budget of the client says so.
    pub fn retry_after(&self) -> Option<Duration> {
        match self.problem() {
            Problem::Status { retry_after, .. } => *retry_after,
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
                    Some(to) => formatter.write_str(&shortened(to))?,
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
                    write!(formatter, " (it is {})", shortened(content_type))?;
                }
                Ok(())
            }
            Self::Budget { wait } => write!(
                formatter,
                "the budget of requests is used up, expected to wait {} s",
                wait.as_secs().saturating_add(1)
            ),
            Self::TokensRefused(words) => {
                let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
                write!(
                    formatter,
                    "the server gives no access token: {}",
                    shortened(&line)
                )
            }
            Self::TokensUnreadable => {
                formatter.write_str("the answer to the request for an access token cannot be read")
            }
            Self::NoRefreshToken => formatter
                .write_str("the access token is not taken any more, and there is no refresh token"),
            Self::NotRenewed(problem) => write!(formatter, "the login was not renewed: {problem}"),
            Self::NotStored => formatter.write_str("the new tokens could not be stored"),
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
