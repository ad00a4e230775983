//! Internal ids.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

use thiserror::Error;

/// The internal id of a record: a positive whole number that fits 64 bits.
///
/// ```
/// use suiteprojects::task::Id;
///
/// let id: Id = "5512".parse()?;
/// assert_eq!(id.get(), 5512);
/// assert!("-1".parse::<Id>().is_err());
/// # Ok::<(), suiteprojects::task::IdError>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Id(NonZeroU64);

impl Id {
    /// The id with this number; `None` for 0.
    #[must_use]
    pub const fn new(number: u64) -> Option<Self> {
        match NonZeroU64::new(number) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0.get()
    }

    /// Reads digits; no sign, no blank, no decimal part. Leading zeros do not count.
    ///
    /// # Errors
    ///
    /// [`IdError`] says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        let mut number: u64 = 0;
        for byte in text.bytes() {
            if !byte.is_ascii_digit() {
                return Err(IdError::NotDigits);
            }
            number = number
                .checked_mul(10)
                .and_then(|number| number.checked_add(u64::from(byte - b'0')))
                .ok_or_else(|| {
                    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
                    if digits {
                        IdError::TooLarge
                    } else {
                        IdError::NotDigits
                    }
                })?;
        }
        Self::new(number).ok_or(IdError::Zero)
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl From<NonZeroU64> for Id {
    fn from(number: NonZeroU64) -> Self {
        Self(number)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum IdError {
    /// No text at all.
    #[error("an id is expected")]
    Empty,
    /// Something other than the digits 0 to 9.
    #[error("an id consists of digits only")]
    NotDigits,
    /// Zero.
    #[error("an id is not zero")]
    Zero,
    /// More than 64 bits hold.
    #[error("an id is at most {}", u64::MAX)]
    TooLarge,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refusals() {
        // Validation rules, section 5: an id that is not a positive integer.
        for (text, error) in [
            ("", IdError::Empty),
            ("0", IdError::Zero),
            ("000", IdError::Zero),
            ("-1", IdError::NotDigits),
            ("+1", IdError::NotDigits),
            ("1.0", IdError::NotDigits),
            ("1e3", IdError::NotDigits),
            (" 1", IdError::NotDigits),
            ("１", IdError::NotDigits),
            ("18446744073709551616", IdError::TooLarge),
            ("99999999999999999999x", IdError::NotDigits),
        ] {
            assert_eq!(Id::parse(text), Err(error), "{text:?}");
        }
        assert_eq!(Id::parse("18446744073709551615").map(Id::get), Ok(u64::MAX));
        assert_eq!(
            Id::parse("0012").map(|id| id.to_string()),
            Ok("12".to_owned())
        );
    }

    proptest! {
        #[test]
        fn print_and_parse_are_inverse(number in 1_u64..) {
            let id = Id::new(number).unwrap();
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        /// Oracle: the standard library, once signs are excluded.
        #[test]
        fn agrees_with_the_standard_library(text in "[0-9]{0,22}|.{0,5}") {
            let plain = !text.contains(['+', '-']);
            let expected = text.parse::<u64>().ok().filter(|&number| plain && number > 0);
            prop_assert_eq!(Id::parse(&text).ok().map(Id::get), expected);
        }
    }
}
