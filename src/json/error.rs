//! Why a JSON text cannot be read, and where.

use thiserror::Error;

use crate::task::{FieldError, ValueError};

/// A JSON text that is none, or does not hold what it should.
#[derive(Debug, Error)]
#[error("{kind}")]
pub struct ReadError {
    offset: usize,
    // The kind is the message; what lies beneath it is its source.
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
    kind: ReadErrorKind,
}

impl ReadError {
    pub(crate) fn new(offset: usize, kind: ReadErrorKind) -> Self {
        Self {
            offset,
            source: None,
            kind,
        }
    }

    pub(crate) fn caused(
        offset: usize,
        kind: ReadErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            offset,
            source: Some(source.into()),
            kind,
        }
    }

    /// What `serde_json` found wrong in `text`, which begins at `base`.
    pub(crate) fn syntax(text: &str, base: usize, error: &serde_json::Error) -> Self {
        let line = error.line().saturating_sub(1);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let within = (start + error.column().saturating_sub(1)).min(text.len());
        // Its message ends in the place, which is said apart.
        let message = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = message.strip_suffix(&place).unwrap_or(&message).to_owned();
        Self::new(base + within, ReadErrorKind::Syntax { message })
    }

    /// The byte of the text at which the trouble was seen.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// What is wrong.
    pub const fn kind(&self) -> &ReadErrorKind {
        &self.kind
    }

    pub(crate) fn shifted(mut self, base: usize) -> Self {
        self.offset += base;
        self
    }
}

impl ReadError {
    pub(crate) fn field(offset: usize, error: FieldError) -> Self {
        Self::new(offset, ReadErrorKind::Field(error))
    }

    pub(crate) fn value(offset: usize, list: &'static str, error: ValueError) -> Self {
        Self::caused(offset, ReadErrorKind::Record { list }, error)
    }
}

/// What is wrong with a JSON text.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// Not JSON.
    #[error("not JSON: {message}")]
    #[non_exhaustive]
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// Something else stands where an object, array or scalar is expected.
    #[error("found {found}, expected {expected}")]
    #[non_exhaustive]
    Unexpected {
        /// What was found, such as `an array`.
        found: &'static str,
        /// What was expected.
        expected: &'static str,
    },
    /// A number that cannot be kept exactly.
    #[error(
        "found a number of {digits} digits, expected {} at most; write it as a string if it is not a quantity",
        crate::time::decimal::MAXIMUM_DIGITS
    )]
    #[non_exhaustive]
    LongNumber {
        /// How many digits it has.
        digits: usize,
    },
    /// A field stands twice, or there are too many or too long names.
    #[error(transparent)]
    Field(FieldError),
    /// A key stands twice in one object.
    #[error("`{}` stands twice in one object", name.escape_debug())]
    #[non_exhaustive]
    Duplicate {
        /// The key.
        name: String,
    },
    /// A key that the object does not have.
    #[error("found the key `{}`, expected one of: {expected}", found.escape_debug())]
    #[non_exhaustive]
    UnknownKey {
        /// The key found.
        found: String,
        /// The keys there are.
        expected: String,
    },
    /// A record without its id.
    #[error("a record of `{list}` has no `id`")]
    #[non_exhaustive]
    NoId {
        /// The list.
        list: &'static str,
    },
    /// Two records with one id.
    #[error("`{list}` has two records with the id {id}")]
    #[non_exhaustive]
    TwoRecords {
        /// The list.
        list: &'static str,
        /// The id.
        id: u64,
    },
    /// A value that does not fit its field.
    #[error("a record of `{list}` has a value that does not fit")]
    #[non_exhaustive]
    Record {
        /// The list.
        list: &'static str,
    },
    /// A value that does not fit the key.
    #[error("`{key}` is {found:?}, expected {expected}")]
    #[non_exhaustive]
    Value {
        /// The key.
        key: &'static str,
        /// The value found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
}
