//! What became of each object of a command.

use std::fmt;

use crate::error_code::ErrorCode;
use crate::record::Received;
use crate::task::Id;
use crate::text::shortened_line;

/// What became of one object of a command.
///
/// ```
/// use suiteprojects::api::{Outcome, Refusal};
/// use suiteprojects::error_code::ErrorCode;
///
/// let outcome: Outcome<()> = Outcome::Refused(Refusal::new(ErrorCode::TIMESHEET_NOT_OPEN));
/// assert!(!outcome.may_have_been_applied());
/// assert_eq!(outcome.refusal().map(|refusal| refusal.code.get()), Some(821));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a command may have been refused"]
pub enum Outcome<T> {
    /// The server did it and answered this.
    Done(T),
    /// The server refused it; nothing was changed.
    Refused(Refusal),
    /// The answer does not tell whether it was done.
    Unknown(Doubt),
}

impl<T> Outcome<T> {
    /// What the server answered, if it did it.
    pub fn done(self) -> Option<T> {
        match self {
            Self::Done(value) => Some(value),
            Self::Refused(_) | Self::Unknown(_) => None,
        }
    }

    /// Why the server refused, if it did.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Done(_) | Self::Unknown(_) => None,
        }
    }

    /// Whether the command was or may have been carried out: everything but a refusal.
    pub fn may_have_been_applied(&self) -> bool {
        !matches!(self, Self::Refused(_))
    }

    /// The same outcome with another value.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Done(value) => Outcome::Done(map(value)),
            Self::Refused(refusal) => Outcome::Refused(refusal),
            Self::Unknown(doubt) => Outcome::Unknown(doubt),
        }
    }
}

/// A record that the server stored, changed, removed or sent back.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Stored {
    /// Its id, if the answer tells it.
    pub id: Option<Id>,
    /// The record, if the answer holds it.
    pub record: Option<Received>,
    /// What the server warned of.
    pub warnings: Option<String>,
}

/// Why the server refused a command for one object.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Refusal {
    /// The status of the result.
    pub code: ErrorCode,
    /// What the server said besides, on one line or several.
    pub text: Option<String>,
    /// The records that stand in the way of a Delete.
    pub dependents: Vec<Dependent>,
}

impl Refusal {
    /// A refusal with this code and nothing else.
    pub const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            text: None,
            dependents: Vec::new(),
        }
    }
}

/// One line: the code, its meaning if it is known, and the words of the server, shortened.
impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.code)?;
        if let Some(text) = &self.text {
            write!(formatter, ": {}", shortened_line(text))?;
        } else if let Some(meaning) = self.code.meaning() {
            write!(formatter, ": {meaning}")?;
        }
        Ok(())
    }
}

/// A record that depends on one that was to be deleted.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Dependent {
    /// Its type, such as `Invoice`.
    pub object_type: String,
    /// Its id, if the answer tells it.
    pub id: Option<Id>,
}

impl Dependent {
    /// A record of this type.
    pub fn new(object_type: impl Into<String>, id: Option<Id>) -> Self {
        Self {
            object_type: object_type.into(),
            id,
        }
    }
}

/// Why an answer does not tell what became of an object.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Doubt {
    /// The answer has no result for it.
    NoResult,
    /// The result has no status that can be read.
    NoStatus,
    /// The result is about a record with another id or key.
    OtherRecord,
    /// One refusal for several objects that were sent in one command.
    Grouped,
    /// The answer does not have a result for each object in order, and does not say which result
    /// belongs to this one.
    Ambiguous,
}

impl Doubt {
    /// The doubt in words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoResult => "the answer has no result for it",
            Self::NoStatus => "its result has no status",
            Self::OtherRecord => "the result in its place is about another record",
            Self::Grouped => "several objects were refused with one status",
            Self::Ambiguous => "the answer does not say which result belongs to it",
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn the_words_of_the_server_are_one_short_line() {
        let message = |text: &str| {
            let refusal = Refusal {
                text: Some(text.to_owned()),
                ..Refusal::new(ErrorCode::TIMESHEET_NOT_OPEN)
            };
            refusal.to_string()
        };
        assert_snapshot!(message(" not\n\topen\u{9b}31m\u{2028}now "), @"821 (timesheet-not-open): not open 31m now");
        assert_snapshot!(message(&"word ".repeat(100_000)), @"821 (timesheet-not-open): word word word word word word word word word word word word …");
        assert_snapshot!(message(&"x".repeat(1_000_000)), @"821 (timesheet-not-open): xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…");
    }
}
