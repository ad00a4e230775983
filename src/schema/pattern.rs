//! The grammars of the values as regular expressions.
//!
//! Each is written in what the expressions of XML Schema, of ECMA-262 (JSON Schema) and of common
//! libraries share: plain groups, no look-around, no anchors. The whole text has to match. Where one
//! expression cannot say it all there are several, and the text has to match each of them.
//!
//! The parsers in [`time`](crate::time) and [`task`](crate::task) are the truth; the tests compare.

/// A time of day, `h:m` or `h:m:s`.
pub(super) const CLOCK: &[&str] = &["([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-5]?[0-9])?"];

macro_rules! date {
    () => {
        concat!(
            // Any year but 0000, with the days that each of its months has.
            "(([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-",
            "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
            "|(0[469]|11)-(0[1-9]|[12][0-9]|30)",
            "|02-(0[1-9]|1[0-9]|2[0-8]))",
            // The leap days.
            "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29)",
        )
    };
}

/// A day of the calendar, `YYYY-MM-DD`.
pub(super) const DATE: &[&str] = &[date!()];

/// A timestamp, `YYYY-MM-DD HH:MM:SS`, or a day alone.
pub(super) const DATE_TIME: &[&str] = &[concat!(
    date!(),
    "( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?"
)];

/// A day as the database has it, where 0000-00-00 stands for none.
pub(super) const STORED_DATE: &[&str] = &[concat!(date!(), "|0000-00-00")];

/// A timestamp as the database has it.
pub(super) const STORED_DATE_TIME: &[&str] = &[concat!(
    date!(),
    "( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?",
    "|0000-00-00( 00:00:00)?"
)];

/// At most 28 digits that count: [`MAXIMUM_DIGITS`](crate::time::decimal::MAXIMUM_DIGITS).
const SIGNIFICANT_DIGITS: &str = "[+-]?[0.]*([1-9]\\.?([0-9]\\.?){0,27})?";

/// A decimal number.
pub(super) const DECIMAL: &[&str] = &[
    "[+-]?([0-9]+(\\.[0-9]{0,28})?|\\.[0-9]{1,28})",
    SIGNIFICANT_DIGITS,
];

/// A whole number.
pub(super) const WHOLE: &[&str] = &["[+-]?[0-9]+", SIGNIFICANT_DIGITS];

/// An internal id. The few numbers of twenty digits that 64 bits do not hold match as well.
pub(super) const ID: &[&str] = &["0*[1-9][0-9]{0,19}"];

/// A foreign key as the database has it, where zero stands for none.
pub(super) const STORED_ID: &[&str] = &["0*[0-9]{1,20}"];

/// The name of a custom field.
pub(super) const CUSTOM_FIELD_NAME: &[&str] = &["[A-Za-z_][A-Za-z0-9_]*__c"];

/// A text of characters that XML 1.0 can carry.
pub(super) const TEXT: &[&str] =
    &["[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]*"];

/// The expression with anchors, as JSON Schema wants it, which also takes the empty text.
pub(super) fn anchored_or_empty(pattern: &str) -> String {
    format!("^({pattern})?$")
}

/// The expression with anchors, as JSON Schema wants it.
pub(super) fn anchored(pattern: &str) -> String {
    format!("^({pattern})$")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;
    use crate::task::{FieldName, Id};
    use crate::text::first_illegal_character;
    use crate::time::{TimeOfDay, date, decimal};

    fn compiled(patterns: &[&str]) -> Vec<Regex> {
        patterns
            .iter()
            .map(|pattern| Regex::new(&anchored(pattern)).unwrap())
            .collect()
    }

    fn matches(patterns: &[&str], text: &str) -> bool {
        compiled(patterns).iter().all(|regex| regex.is_match(text))
    }

    /// Oracle: the parser of dates, for every day and its impossible neighbours.
    #[test]
    fn dates_of_four_centuries_and_the_ends() {
        let regexes = compiled(DATE);
        for year in (0..=8).chain(1599..=2001).chain(9990..=9999) {
            for month in 0..=13 {
                for day in 0..=32 {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    assert_eq!(
                        regexes[0].is_match(&text),
                        date::parse(&text).is_ok(),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn digits_at_the_limit() {
        // Expected values: the documentation of `decimal::parse`.
        for (number, accepted) in [
            ("9".repeat(28), true),
            ("9".repeat(29), false),
            (format!("{}.{}", "9".repeat(14), "9".repeat(14)), true),
            (format!("{}.{}", "9".repeat(15), "9".repeat(14)), false),
            (format!("{}{}", "0".repeat(40), "9".repeat(28)), true),
            (format!("-0.{}1", "0".repeat(27)), true),
            (format!("0.{}1", "0".repeat(28)), false),
            (format!("{}.", "9".repeat(28)), true),
            (format!("1{}", "0".repeat(28)), false),
        ] {
            assert_eq!(decimal::parse(&number).is_ok(), accepted, "{number}");
            assert_eq!(matches(DECIMAL, &number), accepted, "{number}");
        }
    }

    proptest! {
        #[test]
        fn clocks(text in "[0-9]{0,3}:?[0-9]{0,3}:?[0-9 +-]{0,3}|.*") {
            prop_assert_eq!(matches(CLOCK, &text), TimeOfDay::parse(&text).is_ok());
        }

        #[test]
        fn dates(text in "[0-9]{3,5}-[0-9]{1,2}-[0-9]{1,3}|.*") {
            prop_assert_eq!(matches(DATE, &text), date::parse(&text).is_ok());
        }

        #[test]
        fn timestamps(text in "(2024|1900)-0[23]-(2[89]|3[01])( [0-3]?[0-9]:[0-6][0-9]:?[0-6]?[0-9]?)?") {
            prop_assert_eq!(matches(DATE_TIME, &text), date::parse_date_time(&text).is_ok());
        }

        #[test]
        fn decimals(text in "[+-]?[0-9]{0,4}\\.?[0-9]{0,4}[.e +-]?|[+-]?0{0,5}[0-9]{0,30}\\.?[0-9]{0,30}|.*") {
            prop_assert_eq!(matches(DECIMAL, &text), decimal::parse(&text).is_ok());
        }

        #[test]
        fn whole_numbers(text in "[+-]?0{0,3}[0-9]{0,30}\\.?|.*") {
            prop_assert_eq!(matches(WHOLE, &text), decimal::parse_whole(&text).is_ok());
        }

        #[test]
        fn ids(text in "0{0,3}[0-9]{0,19}|[+-]?[0-9.]{0,4}|.*") {
            prop_assert_eq!(matches(ID, &text), Id::parse(&text).is_ok());
        }

        #[test]
        fn names_of_custom_fields(text in "[a-zA-Z0-9_é]{0,5}_{0,3}[cd]|.*") {
            let custom = matches!(FieldName::from_any(&*text), FieldName::Custom(_));
            prop_assert_eq!(matches(CUSTOM_FIELD_NAME, &text), custom);
        }

        #[test]
        fn texts(text in "(?s-u:[\\x00-\\x7f]){0,4}|[\u{fffc}-\u{10001}]?") {
            prop_assert_eq!(matches(TEXT, &text), first_illegal_character(&text).is_none());
        }
    }
}
