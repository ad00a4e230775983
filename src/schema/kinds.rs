//! What the kinds of values are, in words.

use crate::task::Kind;

/// What a value of this kind is and how it is written, in one or two sentences.
///
/// ```
/// use suiteprojects::schema::kind_description;
/// use suiteprojects::task::Kind;
///
/// assert!(kind_description(Kind::Clock).starts_with("A time of day"));
/// ```
pub const fn kind_description(kind: Kind) -> &'static str {
    match kind {
        Kind::Clock => {
            "A time of day, `h:m` or `h:m:s` with one or two digits each, 0:0 to 23:59:59."
        }
        Kind::Date => {
            "A day of the calendar, `YYYY-MM-DD`. In XML the element holds a nested `Date`."
        }
        Kind::DateTime => {
            "A timestamp of the server, `YYYY-MM-DD HH:MM:SS`, zone unknown. In XML the element holds a nested `Date`."
        }
        Kind::Decimal => {
            "A decimal number: an optional sign, digits, at most one dot, at most 28 digits that count. No exponent and no grouping."
        }
        Kind::Id => {
            "The internal id of a record, a positive whole number of at most 64 bits, in digits only."
        }
        Kind::Money => "An amount of money, written as a decimal number; the currency is not said.",
        Kind::Text => "Any text of characters that XML 1.0 can carry.",
        Kind::Whole => {
            "A whole number: an optional sign and at most 28 digits that count, no decimal part, not even `.0`."
        }
    }
}

/// Every kind, in alphabetical order of the names.
pub(super) const ALL: [Kind; 8] = [
    Kind::Clock,
    Kind::Date,
    Kind::DateTime,
    Kind::Decimal,
    Kind::Id,
    Kind::Whole,
    Kind::Money,
    Kind::Text,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::Field;
    use crate::time::decimal::MAXIMUM_DIGITS;

    #[test]
    fn every_kind_is_listed_once_in_order() {
        let names: Vec<&str> = ALL.iter().map(|kind| kind.as_str()).collect();
        assert!(
            names.is_sorted_by(|before, after| before < after),
            "{names:?}"
        );
        assert!(Field::ALL.iter().all(|field| ALL.contains(&field.kind())));
    }

    #[test]
    fn the_number_of_digits_is_that_of_the_parser() {
        for kind in [Kind::Decimal, Kind::Whole] {
            assert!(kind_description(kind).contains(&format!("at most {MAXIMUM_DIGITS} digits")));
        }
    }
}
