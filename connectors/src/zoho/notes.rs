//! What was done, in words.

use std::fmt;

use thiserror::Error;

/// What was done, in words: at most 500 characters.
///
/// The vendor's page gives the number alone; that it counts Unicode characters is our reading. Longer texts
/// are refused and never cut.
///
/// ```
/// use suiteprojects_connectors::zoho::Notes;
///
/// assert!(Notes::new("é".repeat(500)).is_ok());
/// let error = Notes::new("é".repeat(501)).unwrap_err();
/// assert_eq!(error.to_string(), "the notes have 501 characters, expected at most 500");
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Notes(Box<str>);

impl Notes {
    /// The most characters.
    pub const MOST: usize = 500;

    /// Takes a text.
    ///
    /// # Errors
    ///
    /// [`NotesError`] if it is too long.
    pub fn new(text: impl Into<Box<str>>) -> Result<Self, NotesError> {
        let text = text.into();
        match text.chars().count() {
            ..=Self::MOST => Ok(Self(text)),
            found => Err(NotesError { found }),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Notes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A text that is too long.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("the notes have {found} characters, expected at most {most}", most = Notes::MOST)]
#[non_exhaustive]
pub struct NotesError {
    /// How many characters it has.
    pub found: usize,
}
