//! Decimal text, read exactly.
//!
//! The value type is [`rust_decimal::Decimal`]; the grammar is ours, because the library's own
//! parser accepts `1_000` and exponents and rounds silently after 28 digits.

use rust_decimal::Decimal;
use thiserror::Error;

/// How many digits a number may have, leading zeros apart. More do not fit an exact decimal.
pub const MAXIMUM_DIGITS: u32 = 28;

/// Reads a decimal number: an optional sign, digits, at most one dot, at least one digit. `.5` and
/// `5.` are accepted, spreadsheets write them. No exponent, grouping, comma, underscore or blank,
/// and at most [`MAXIMUM_DIGITS`] digits (leading zeros do not count, decimal places do).
///
/// ```
/// use suiteprojects::time::decimal;
///
/// assert_eq!(decimal::parse("5.50")?.to_string(), "5.50");
/// assert!(decimal::parse("1e2").is_err());
/// # Ok::<(), suiteprojects::time::DecimalError>(())
/// ```
///
/// # Errors
///
/// [`DecimalError`] says what is wrong with the text.
pub fn parse(text: &str) -> Result<Decimal, DecimalError> {
    let (negative, unsigned) = split_sign(text);
    let mut mantissa: i128 = 0;
    let mut any_digit = false;
    let mut significant = 0;
    let mut decimal_places = None;
    for (at, byte) in unsigned.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                any_digit = true;
                if significant > 0 || byte != b'0' {
                    significant += 1;
                }
                if let Some(places) = &mut decimal_places {
                    *places += 1;
                }
                if significant > MAXIMUM_DIGITS || decimal_places > Some(MAXIMUM_DIGITS) {
                    // What follows may still show that this is no number at all.
                    return Err(
                        not_a_number(&unsigned[at..]).unwrap_or(DecimalError::TooManyDigits)
                    );
                }
                mantissa = mantissa * 10 + i128::from(byte - b'0');
            }
            b'.' if decimal_places.is_none() => decimal_places = Some(0),
            b'.' => return Err(DecimalError::SecondDot),
            _ => return Err(not_a_number(&unsigned[at..]).unwrap_or(DecimalError::NoDigit)),
        }
    }
    if !any_digit {
        return Err(DecimalError::NoDigit);
    }
    let signed = if negative { -mantissa } else { mantissa };
    Decimal::try_from_i128_with_scale(signed, decimal_places.unwrap_or(0))
        .map_err(|_| DecimalError::TooManyDigits)
}

/// Reads a whole number: an optional sign and digits, nothing else; so `30.0` is refused, as the
/// vendor's page demands of `minutes`. At most [`MAXIMUM_DIGITS`] digits, leading zeros apart.
///
/// # Errors
///
/// [`DecimalError`] says what is wrong with the text; [`DecimalError::DecimalPlaces`] if it is a
/// number, but one with a decimal part.
pub fn parse_whole(text: &str) -> Result<i128, DecimalError> {
    match parse(text) {
        Ok(_) if text.contains('.') => Err(DecimalError::DecimalPlaces),
        Ok(number) => Ok(number.mantissa()),
        Err(error) => Err(error),
    }
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

#[cold]
fn not_a_number(rest: &str) -> Option<DecimalError> {
    rest.chars()
        .find(|found| !found.is_ascii_digit() && *found != '.')
        .map(|found| DecimalError::Character { found })
}

/// Why a text is not a decimal number.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum DecimalError {
    /// Empty, a lone sign or a lone dot.
    #[error("a digit is expected")]
    NoDigit,
    /// A character that no number has here.
    #[error("{found:?} cannot be part of a number")]
    Character {
        /// The first such character.
        found: char,
    },
    /// Two dots.
    #[error("a number has one dot at most")]
    SecondDot,
    /// More digits than can be kept exactly.
    #[error("the number has more than {MAXIMUM_DIGITS} digits")]
    TooManyDigits,
    /// A decimal part where a whole number is demanded.
    #[error("a whole number without a decimal part is expected")]
    DecimalPlaces,
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accepts_plain_numbers() {
        // The grammar of validation rules, section 4.
        for (text, expected) in [
            ("5", "5"),
            ("5.5", "5.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-0.5", "-0.5"),
            ("+8.00", "8.00"),
            ("0005", "5"),
            ("0000000000000000000000000000000001", "1"),
            (
                "9999999999999999999999999999",
                "9999999999999999999999999999",
            ),
            (
                "0.0000000000000000000000000001",
                "0.0000000000000000000000000001",
            ),
        ] {
            assert_eq!(
                parse(text).map(|number| number.to_string()),
                Ok(expected.to_owned())
            );
        }
        assert_eq!(parse("-0").map(|zero| zero.is_zero()), Ok(true));
    }

    #[test]
    fn refusals() {
        let texts = [
            "",
            "+",
            "-",
            ".",
            "+.",
            "--5",
            "1e2",
            "1E2",
            "1_000",
            "1,5",
            "1 000",
            " 5",
            "5 ",
            "3O",
            "0x1F",
            "NaN",
            "inf",
            "５",
            "1.2.3",
            "½",
            "99999999999999999999999999999",
            "0.00000000000000000000000000001",
            "12345678901234567890123456789x",
            "5h",
            "5:30",
        ];
        let table: Vec<String> = texts
            .iter()
            .map(|text| format!("{text:?}: {}", parse(text).unwrap_err()))
            .collect();
        assert_snapshot!(table.join("\n"), @r#"
        "": a digit is expected
        "+": a digit is expected
        "-": a digit is expected
        ".": a digit is expected
        "+.": a digit is expected
        "--5": '-' cannot be part of a number
        "1e2": 'e' cannot be part of a number
        "1E2": 'E' cannot be part of a number
        "1_000": '_' cannot be part of a number
        "1,5": ',' cannot be part of a number
        "1 000": ' ' cannot be part of a number
        " 5": ' ' cannot be part of a number
        "5 ": ' ' cannot be part of a number
        "3O": 'O' cannot be part of a number
        "0x1F": 'x' cannot be part of a number
        "NaN": 'N' cannot be part of a number
        "inf": 'i' cannot be part of a number
        "５": '５' cannot be part of a number
        "1.2.3": a number has one dot at most
        "½": '½' cannot be part of a number
        "99999999999999999999999999999": the number has more than 28 digits
        "0.00000000000000000000000000001": the number has more than 28 digits
        "12345678901234567890123456789x": 'x' cannot be part of a number
        "5h": 'h' cannot be part of a number
        "5:30": ':' cannot be part of a number
        "#);
    }

    #[test]
    fn whole_numbers_have_no_decimal_part() {
        assert_eq!(parse_whole("-30"), Ok(-30));
        assert_eq!(parse_whole("+090"), Ok(90));
        for text in ["30.0", "30.5", "30.", ".5"] {
            assert_eq!(
                parse_whole(text),
                Err(DecimalError::DecimalPlaces),
                "{text}"
            );
        }
        assert_eq!(
            parse_whole("3O"),
            Err(DecimalError::Character { found: 'O' })
        );
    }

    proptest! {
        /// Oracle: the library's own parser, once the text is known to follow our narrower grammar.
        #[test]
        fn agrees_with_the_library(text in r"[+-]?(0{0,3}[0-9]{1,14}(\.[0-9]{0,14})?|\.[0-9]{1,14})") {
            let expected = Decimal::from_str_exact(text.trim_end_matches('.').trim_start_matches('+'));
            prop_assert_eq!(parse(&text).ok(), expected.ok());
        }

        #[test]
        fn print_and_parse_are_inverse(mantissa in -(10_i128.pow(28) - 1)..10_i128.pow(28), scale in 0_u32..=28) {
            let number = Decimal::try_from_i128_with_scale(mantissa, scale).unwrap();
            let read = parse(&number.to_string()).unwrap();
            prop_assert_eq!((read, read.scale()), (number, number.scale()));
        }

        #[test]
        fn never_accepts_what_is_not_in_the_grammar(text in any::<String>()) {
            let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text);
            let digits = unsigned.chars().filter(char::is_ascii_digit).count();
            let dots = unsigned.chars().filter(|&c| c == '.').count();
            if parse(&text).is_ok() {
                prop_assert!(digits > 0 && dots < 2 && digits + dots == unsigned.chars().count());
            }
        }
    }
}
