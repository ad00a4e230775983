//! Ids of records.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use suiteprojects::text::shortened;
use thiserror::Error;

/// The digits of an id. They are kept as a text: the ids have 18 digits, more than a double holds, and
/// the vendor's own example of a request has lost the last three of them.
#[derive(Clone, Eq, Hash, PartialEq)]
struct Digits(Box<str>);

/// A text that is no id.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("the id is {found:?}, expected digits")]
#[non_exhaustive]
pub struct IdError {
    /// The text found, shortened.
    pub found: Box<str>,
}

/// More digits are no id of this system, and would make an address of any length.
const MOST_DIGITS: usize = 32;

impl Digits {
    fn parse(text: &str) -> Result<Self, IdError> {
        let are_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if text.is_empty() || text.len() > MOST_DIGITS || !are_digits {
            return Err(IdError {
                found: shortened(text).into(),
            });
        }
        Ok(Self(text.into()))
    }
}

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrNumber;

        impl Visitor<'_> for TextOrNumber {
            type Value = Digits;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an id")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Digits, E> {
                Digits::parse(text).map_err(E::custom)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Digits, E> {
                Ok(Digits(number.to_string().into()))
            }
        }

        deserializer.deserialize_any(TextOrNumber)
    }
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        $(
            $(#[doc = $doc])+
            ///
            /// It is read from a JSON string or number, as the vendor's answers have both, and
            /// written as a string.
            #[derive(Clone, Eq, Hash, PartialEq, Deserialize)]
            #[serde(transparent)]
            pub struct $name(Digits);

            impl $name {
                /// Reads digits; no sign and no blank.
                ///
                /// # Errors
                ///
                /// The text is something else.
                pub fn parse(text: &str) -> Result<Self, IdError> {
                    Digits::parse(text).map(Self)
                }

                /// The digits.
                pub fn as_str(&self) -> &str {
                    &self.0.0
                }
            }

            impl FromStr for $name {
                type Err = IdError;

                fn from_str(text: &str) -> Result<Self, IdError> {
                    Self::parse(text)
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(self.as_str())
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(formatter, concat!(stringify!($name), "({})"), self.as_str())
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        )+
    };
}

ids! {
    /// The id of an administration, the books of one company.
    AdministrationId,
    /// The id of a contact.
    ContactId,
    /// The id of a note.
    NoteId,
    /// The id of a project.
    ProjectId,
    /// The id of a sales invoice.
    SalesInvoiceId,
    /// The id of a time entry.
    TimeEntryId,
    /// The id of a user.
    UserId,
    /// The id of a record of any kind, where an answer has several.
    RecordId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_text_are_the_same_id() {
        // 2^53 + 1 is no double, and 18 digits are what the vendor has.
        for digits in ["2", "9007199254740993", "496081425156539509"] {
            let from_text: UserId = serde_json::from_str(&format!("\"{digits}\"")).unwrap();
            let from_number: UserId = serde_json::from_str(digits).unwrap();
            assert_eq!(from_text, from_number);
            assert_eq!(from_number.as_str(), digits);
            assert_eq!(
                serde_json::to_string(&from_number).unwrap(),
                format!("\"{digits}\"")
            );
        }
    }

    #[test]
    fn what_is_no_id() {
        for text in [
            "",
            " 1",
            "1 ",
            "-1",
            "1.5",
            "１",
            "1/../2",
            "1,2",
            &"9".repeat(33),
        ] {
            assert!(UserId::parse(text).is_err(), "{text:?}");
        }
        for json in ["-1", "1.0", "4.96e17", "null", "true", "\"\"", "[1]"] {
            assert!(serde_json::from_str::<UserId>(json).is_err(), "{json}");
        }
        assert_eq!(
            UserId::parse("x7").unwrap_err().to_string(),
            "the id is \"x7\", expected digits"
        );
    }
}
