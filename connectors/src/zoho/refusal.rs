//! Answers that are none: refusals, other statuses of HTTP, and what cannot be read.

use std::fmt;
use std::time::Duration;

use suiteprojects::protocol::Happening;
use suiteprojects::text::{one_line, shortened};
use thiserror::Error;

use super::{Code, Meaning};
use crate::http::Failure;

/// How long an organization is blocked after too many requests in a minute: "about a minute or more".
const MINUTE_BLOCK: Duration = Duration::from_secs(60);

/// The wait after too many requests at once.
const MOMENT: Duration = Duration::from_secs(1);

/// The longest wait until the limit of a day is lifted. When its day begins is not documented.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A request that the server refused, in the one form that it has for that: a code and a message.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Refusal {
    /// The status of HTTP. It may be one of success: the code counts.
    pub status: u16,
    /// Why.
    pub code: Code,
    /// The words of the server, on one line. They may be in the language of the user.
    pub message: Box<str>,
}

impl Refusal {
    pub(super) fn new(status: u16, code: Code, message: &str) -> Self {
        Self {
            status,
            code,
            message: one_line(message).into(),
        }
    }

    /// How long to wait before anything is sent again, if the refusal is one of the three limits: a minute,
    /// up to a day, or a moment. All users and programs of an organization share them.
    pub const fn wait(&self) -> Option<Duration> {
        match self.code.meaning() {
            Meaning::MinuteLimit => Some(MINUTE_BLOCK),
            Meaning::DailyLimit => Some(DAY),
            Meaning::ConcurrentLimit => Some(MOMENT),
            _ => None,
        }
    }

    /// What a call has to know of it.
    ///
    /// A code with a status below 500 says that nothing was carried out, and which of the limits it is
    /// whatever the status. With 500 and more, as the internal error has it, nothing is known.
    pub(super) fn happening(&self, retry_after: Option<Duration>) -> Happening {
        match (
            self.wait().map(|wait| retry_after.unwrap_or(wait)),
            self.status,
        ) {
            (Some(wait), _) => Happening::http_status(429, Some(wait)),
            (None, 300..) => Happening::http_status(self.status, retry_after),
            // A code of failure in the dress of success.
            (None, _) if self.code == Code::INTERNAL => Happening::http_status(500, None),
            (None, _) => Happening::http_status(400, None),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "code {} (HTTP {})", self.code, self.status)?;
        let message = self.message.trim_end_matches('.');
        if !message.is_empty() {
            write!(formatter, ": {message}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// Why something is no answer.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum AnswerError {
    /// The server refused the request.
    #[error("the server refused the request: {0}")]
    Refused(Refusal),
    /// An HTTP status other than success, and nothing in the words of the API.
    #[error("the server answered HTTP {status}")]
    #[non_exhaustive]
    Status {
        /// The status.
        status: u16,
    },
    /// It has another form than an answer.
    #[error("the answer cannot be read: found {found}, expected {expected}")]
    #[non_exhaustive]
    Unreadable {
        /// What was found.
        found: Box<str>,
        /// What was expected.
        expected: &'static str,
    },
}

impl AnswerError {
    pub(super) fn unreadable(found: &str, expected: &'static str) -> Self {
        Self::Unreadable {
            found: shortened(&one_line(found)).into(),
            expected,
        }
    }

    /// The refusal, if it is one.
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Status { .. } | Self::Unreadable { .. } => None,
        }
    }
}

impl Failure for AnswerError {
    fn happening(&self, retry_after: Option<Duration>) -> Happening {
        match self {
            Self::Refused(refusal) => refusal.happening(retry_after),
            Self::Status { status } => Happening::http_status(*status, retry_after),
            Self::Unreadable { .. } => Happening::Unreadable,
        }
    }

    fn wait(&self) -> Option<Duration> {
        self.refusal().and_then(Refusal::wait)
    }

    fn is_auth(&self) -> bool {
        match self {
            Self::Refused(refusal) => refusal.status == 401 || refusal.code == Code::NOT_AUTHORIZED,
            Self::Status { status } => *status == 401,
            Self::Unreadable { .. } => false,
        }
    }

    fn is_throttled(&self) -> bool {
        match self {
            Self::Refused(refusal) => refusal.code.is_limit() || refusal.status == 429,
            Self::Status { status } => *status == 429,
            Self::Unreadable { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use suiteprojects::protocol::Fate;

    use super::*;

    fn refusal(status: u16, code: i64) -> Refusal {
        Refusal::new(status, Code::new(code), "No.\n\u{1b}[2J")
    }

    #[test]
    fn a_refusal_is_one_line() {
        assert_eq!(
            AnswerError::Refused(refusal(400, 1002)).to_string(),
            "the server refused the request: code 1002 (HTTP 400): No. [2J"
        );
        assert_eq!(
            Refusal::new(401, Code::NOT_AUTHORIZED, " ").to_string(),
            "code 57 (HTTP 401)"
        );
    }

    #[test]
    fn each_limit_has_a_wait_of_its_own_whatever_the_status() {
        for status in [200, 400, 429] {
            for (code, seconds) in [(44, 60), (45, 86_400), (1070, 1)] {
                let wait = Duration::from_secs(seconds);
                let happening = refusal(status, code).happening(None);
                assert_eq!(
                    happening,
                    Happening::http_status(429, Some(wait)),
                    "{status} {code}"
                );
            }
        }
    }

    #[test]
    fn what_a_refusal_says_about_the_fate() {
        for (status, code, fate) in [
            (200, 1002, Fate::Refused),
            (400, 20050, Fate::Refused),
            (401, 57, Fate::Refused),
            (404, 1002, Fate::Refused),
            (500, 1000, Fate::MaybeApplied),
            (200, 1000, Fate::MaybeApplied),
            (500, 1002, Fate::MaybeApplied),
        ] {
            assert_eq!(
                refusal(status, code).happening(None).fate(),
                Some(fate),
                "{status} {code}"
            );
        }
    }
}
