//! What went wrong with a request, before it is told what may have become of it.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::http::Incoming;
use super::secrets::Secrets;
use crate::error_code::ErrorCode;
use crate::protocol::Happening;
use crate::soap::exchange::EncodeError;
use crate::text::{one_line, shortened};
use crate::xml::exchange::{AnswerError, RequestRefusal};

/// What went wrong.
#[derive(Clone, Debug)]
pub(super) enum Problem {
    /// The client cannot be built, or not be used where it is.
    Setup(&'static str),
    /// The command cannot be written.
    Write(EncodeError),
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
    /// There was no time left to send it.
    Deadline,
    /// No further request may leave for now.
    Budget { wait: Duration },
    /// The server gives no tokens.
    TokensRefused(String),
    /// The answer to a request for tokens is none.
    TokensUnreadable,
    /// An access token is needed, and there is nothing to get it by.
    NoRefreshToken,
    /// A session was asked for in vain.
    NoSession(Box<Problem>),
    /// Another call tried in vain to get an access token or a session.
    NotRenewed(Box<Problem>),
    /// New tokens could not be stored.
    NotStored,
}

impl Problem {
    /// What cannot be read of an answer.
    pub(super) fn unreadable(error: AnswerError, answer: &Incoming, usual_type: &str) -> Self {
        Self::Unreadable {
            error,
            content_type: answer.odd_content_type(usual_type),
        }
    }

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
            | Self::Deadline
            | Self::Budget { .. }
            | Self::TokensRefused(_)
            | Self::TokensUnreadable
            | Self::NoRefreshToken
            | Self::NoSession(_)
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

pub(super) type Source = Box<dyn StdError + Send + Sync>;

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
            Self::Status { status: 404, .. } => formatter.write_str(
                "the server answered HTTP 404, expected an answer: use the address of the account",
            ),
            Self::Status { status, .. } => write!(formatter, "the server answered HTTP {status}"),
            Self::TooLarge { most } => {
                write!(formatter, "the answer has more than {most} bytes")
            }
            Self::CutOff => formatter.write_str("the answer was cut off"),
            Self::Refused(refusal) => {
                let words = refusal.to_string();
                let words = words.trim_end_matches('.');
                write!(formatter, "the server refused the request: {words}")?;
                if refusal.code == ErrorCode::ACCOUNT_DOMAIN_REQUIRED {
                    formatter.write_str(
                        "; expected the host of the account, such as acme.app.netsuitesuiteprojectspro.com",
                    )?;
                }
                Ok(())
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
            Self::Deadline => {
                formatter.write_str("the time for the call ran out before it was sent")
            }
            Self::Budget { wait } => write!(
                formatter,
                "the budget of requests is used up, expected to wait {} s",
                wait.as_secs().saturating_add(1)
            ),
            Self::TokensRefused(words) => {
                write!(
                    formatter,
                    "the server gives no access token: {}",
                    shortened(&one_line(words))
                )
            }
            Self::TokensUnreadable => {
                formatter.write_str("the answer to the request for an access token cannot be read")
            }
            Self::NoRefreshToken => formatter
                .write_str("the access token is not taken any more, and there is no refresh token"),
            Self::NoSession(problem) => write!(formatter, "no session has begun: {problem}"),
            Self::NotRenewed(problem) => write!(formatter, "the login was not renewed: {problem}"),
            Self::NotStored => formatter.write_str("the new tokens could not be stored"),
        }
    }
}
