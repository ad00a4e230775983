//! Why an answer is no answer.

use std::fmt;

use thiserror::Error;

use crate::error_code::ErrorCode;
use crate::text::shortened_line;
use crate::xml::ReadError;

/// An answer that holds no results, or none that can be trusted.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum AnswerError {
    /// The server refused the request as a whole: nothing in it was carried out.
    #[error("the server refused the request: {0}")]
    Refused(RequestRefusal),
    /// The answer is not XML, or was cut off. What was carried out is not known.
    #[error("the answer cannot be read")]
    Unreadable(#[source] ReadError),
    /// The answer is XML, but no answer to this request. What was carried out is not known.
    #[error("the answer has {found}, expected {expected}")]
    #[non_exhaustive]
    Unexpected {
        /// What was found.
        found: Box<str>,
        /// What was expected in its place.
        expected: Box<str>,
    },
    /// The server, or something on the way to it, answered with a SOAP fault that has no error code.
    /// What was carried out is not known.
    #[error("the answer is the fault {}", Words { name, text: text.as_deref() })]
    #[non_exhaustive]
    Fault {
        /// The fault code without its prefix, such as `Server`.
        name: Box<str>,
        /// What it says, if anything.
        text: Option<Box<str>>,
    },
}

/// The words of a fault on one line, shortened.
struct Words<'w> {
    name: &'w str,
    text: Option<&'w str>,
}

impl fmt::Display for Words<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&shortened_line(self.name))?;
        match self.text {
            Some(text) => write!(formatter, ": {}", shortened_line(text)),
            None => Ok(()),
        }
    }
}

impl AnswerError {
    pub(crate) fn unexpected(found: impl Into<Box<str>>, expected: impl Into<Box<str>>) -> Self {
        Self::Unexpected {
            found: found.into(),
            expected: expected.into(),
        }
    }

    pub(crate) fn fault(name: String, text: Option<String>) -> Self {
        Self::Fault {
            name: name.into(),
            text: text.map(Into::into),
        }
    }

    /// The refusal of the whole request, if it is one.
    pub fn refusal(&self) -> Option<&RequestRefusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Unreadable(_) | Self::Unexpected { .. } | Self::Fault { .. } => None,
        }
    }
}

impl From<ReadError> for AnswerError {
    fn from(error: ReadError) -> Self {
        Self::Unreadable(error)
    }
}

/// The refusal of a whole request.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct RequestRefusal {
    /// The code.
    pub code: ErrorCode,
    /// What the server said besides.
    pub text: Option<String>,
    /// Whether the code stands on a `response` without any elements: the form that a passing 505 has.
    /// Otherwise it stands on `Auth`, or in a SOAP fault.
    pub bare: bool,
}

/// One line: the code, its meaning if it is known, and the words of the server, shortened.
impl fmt::Display for RequestRefusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refusal = crate::api::Refusal {
            text: self.text.clone(),
            ..crate::api::Refusal::new(self.code)
        };
        refusal.fmt(formatter)
    }
}
