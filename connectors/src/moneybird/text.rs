//! Texts that may not be blank.

use std::fmt;

use serde::{Serialize, Serializer};
use thiserror::Error;

/// A text with something in it, as descriptions and notes have to be: the server refuses a blank one.
/// No longest length is documented.
///
/// ```
/// use suiteprojects_connectors::moneybird::Text;
///
/// assert_eq!(Text::new("Plans for the roof")?.as_str(), "Plans for the roof");
/// assert!(Text::new(" \n").is_err());
/// # Ok::<(), suiteprojects_connectors::moneybird::BlankText>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Text(String);

/// A text of nothing but white space.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[error("the text is blank, expected one that says something")]
pub struct BlankText;

impl Text {
    /// A text, as it is.
    ///
    /// # Errors
    ///
    /// It is blank.
    pub fn new(text: impl Into<String>) -> Result<Self, BlankText> {
        let text = text.into();
        if text.trim().is_empty() {
            return Err(BlankText);
        }
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
