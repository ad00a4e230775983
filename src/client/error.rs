//! Why a call brought no answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::problem::{Problem, Source, Trouble};
use crate::error_code::{Class, ErrorCode, Retry};
use crate::protocol::{Failure, Fate};

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

    /// Of a request for tokens, which is sent once.
    pub(super) fn of_exchange(trouble: Trouble) -> Self {
        let fate = match &trouble.problem {
            Problem::TokensRefused(_) => Fate::Refused,
            Problem::TokensUnreadable => Fate::MaybeApplied,
            problem => problem.happening().fate().unwrap_or(Fate::NotSent),
        };
        let Trouble { problem, source } = trouble;
        Self(Box::new(Inner {
            problem,
            fate,
            tries: 1,
            source,
        }))
    }

    /// The trouble of a call for which no session could begin because of this.
    pub(super) fn into_no_session(self) -> Trouble {
        let Inner {
            problem, source, ..
        } = *self.0;
        Trouble {
            problem: Problem::NoSession(Box::new(problem)),
            source,
        }
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
            Problem::Timeout | Problem::Deadline | Problem::Connect { timeout: true, .. }
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

    /// What went wrong first.
    fn problem(&self) -> &Problem {
        let mut problem = &self.0.problem;
        while let Problem::NotRenewed(inner) | Problem::NoSession(inner) = problem {
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
        match self.problem() {
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
