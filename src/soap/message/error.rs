//! Why a document is no SOAP message.

use std::ops::Range;

use thiserror::Error;

use crate::xml::ReadError;

/// A document that is no SOAP message of this API.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum MessageError {
    /// The document cannot be read from some place on.
    #[error("the document cannot be read")]
    Xml(#[source] ReadError),
    /// The document is XML, but not laid out as a message.
    #[error("found {found}, expected {expected}")]
    #[non_exhaustive]
    Unexpected {
        /// Whose fault it is.
        kind: MessageErrorKind,
        /// What was found.
        found: Box<str>,
        /// What was expected in its place.
        expected: Box<str>,
        /// Where it stands in the input, in bytes.
        span: Range<usize>,
    },
}

/// What kind of trouble a [`MessageError`] is: each has a fault code of its own in SOAP 1.1.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum MessageErrorKind {
    /// The envelope is not one of SOAP 1.1.
    Version,
    /// A header must be understood, and is not.
    Header,
    /// The message is not laid out as it should be.
    Layout,
}

impl MessageError {
    pub(in crate::soap) fn layout(
        span: Range<usize>,
        found: impl Into<Box<str>>,
        expected: impl Into<Box<str>>,
    ) -> Self {
        Self::new(MessageErrorKind::Layout, span, found, expected)
    }

    pub(super) fn new(
        kind: MessageErrorKind,
        span: Range<usize>,
        found: impl Into<Box<str>>,
        expected: impl Into<Box<str>>,
    ) -> Self {
        Self::Unexpected {
            kind,
            found: found.into(),
            expected: expected.into(),
            span,
        }
    }

    /// Where the trouble is in the input, in bytes.
    pub fn span(&self) -> Range<usize> {
        match self {
            Self::Xml(error) => {
                let byte = error.position().byte;
                byte..byte + 1
            }
            Self::Unexpected { span, .. } => span.clone(),
        }
    }
}

impl From<ReadError> for MessageError {
    fn from(error: ReadError) -> Self {
        Self::Xml(error)
    }
}
