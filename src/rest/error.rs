//! Why a reply is no answer.

use std::time::Duration;

use thiserror::Error;

use crate::api::Refusal;
use crate::error_code::ErrorCode;
use crate::json::ReadError;
use crate::text::one_line;

/// A reply that does not hold what was asked for.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReplyError {
    /// The server refused the request as a whole: nothing of it was carried out.
    #[error("the server refused the request with HTTP status {status}: {refusal}")]
    #[non_exhaustive]
    Refused {
        /// The status of HTTP.
        status: u16,
        /// What it means, see [`code_of`], and what the server said.
        refusal: Refusal,
        /// How long the server asks to wait, if it says so in seconds.
        retry_after: Option<Duration>,
    },
    /// The server, or something on the way to it, failed, and does not say how in the form of the resource.
    /// With 4xx nothing was carried out; with others, what was is not known.
    #[error("the reply has HTTP status {status}, expected one of success")]
    #[non_exhaustive]
    Status {
        /// The status of HTTP.
        status: u16,
        /// How long the server asks to wait, if it says so in seconds.
        retry_after: Option<Duration>,
    },
    /// The body is not JSON, or was cut off. What was carried out is not known.
    #[error("the reply cannot be read")]
    Unreadable(#[source] ReadError),
    /// The body is not text. What was carried out is not known.
    #[error("the reply is not UTF-8 at byte {offset}")]
    #[non_exhaustive]
    NotText {
        /// The first byte that is not.
        offset: usize,
    },
    /// The body is JSON, but no reply to this request. What was carried out is not known.
    #[error("the reply has {found}, expected {expected}")]
    #[non_exhaustive]
    Unexpected {
        /// What was found.
        found: &'static str,
        /// What was expected in its place.
        expected: &'static str,
    },
}

impl ReplyError {
    /// The refusal of the whole request, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused { refusal, .. } => Some(refusal),
            _ => None,
        }
    }
}

impl From<ReadError> for ReplyError {
    fn from(error: ReadError) -> Self {
        Self::Unreadable(error)
    }
}

/// The error code that a status of HTTP stands for, because replies have none of the vendor's codes
/// [our reading]: 401 an access token that is over, 403 no right, 404 no such record, 405 no such
/// command, 429 too many requests, all others an unspecified failure.
pub fn code_of(status: u16) -> ErrorCode {
    match status {
        401 => ErrorCode::SESSION_EXPIRED,
        403 => ErrorCode::new(803),
        404 => ErrorCode::new(601),
        405 => ErrorCode::NO_SUCH_COMMAND,
        429 => ErrorCode::new(556),
        _ => ErrorCode::UNSPECIFIED_FAILURE,
    }
}

/// The status of HTTP that says best what a code means: the other way round.
pub fn status_of(code: ErrorCode) -> u16 {
    use crate::error_code::Class;
    match (code.get(), code.class()) {
        (0, _) => 200,
        (601, _) => 404,
        (556, _) => 429,
        (5, _) => 405,
        (_, Some(Class::Auth)) => 401,
        (803, _) | (_, Some(Class::Permission)) => 403,
        _ => 400,
    }
}

/// A refusal with what the server said in `message`, and what it said of single fields.
pub(super) fn refusal(code: ErrorCode, message: Option<&str>, fields: &[String]) -> Refusal {
    let message = message.map(str::trim).filter(|text| !text.is_empty());
    let words: Vec<String> = message
        .map(str::to_owned)
        .into_iter()
        .chain(fields.iter().cloned())
        .map(|text| one_line(&text))
        .collect();
    Refusal {
        text: Some(words.join("; ")).filter(|text| !text.is_empty()),
        ..Refusal::new(code)
    }
}
