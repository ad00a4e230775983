//! Texts that are no numbers.

use super::prelude::*;
use crate::time::DecimalError;

rule! {
    /// A duration field has to be a number: decimal for `decimal_hours` and `hours`, whole for
    /// `minutes`.
    ///
    /// # Why
    ///
    /// The vendor's Task page: `hours` and `decimal_hours` take decimals, `minutes` does not accept
    /// a decimal part. A sign, digits and one dot make a number, at most 28 digits; exponents,
    /// commas, grouping and blanks do not belong to one (our reading).
    ///
    /// # What to do
    ///
    /// Write decimals with a dot, and minutes as a whole number.
    NumberFormat = "number-format", Error, code None;
    parameters {
        /// The text.
        found: Box<str>,
        /// What is wrong with the text.
        reason: DecimalError,
    }
    message(this, field, f) => write!(f, "`{field}` is {:?}: {}", this.found, this.reason);
    help(this) => match this.reason {
        DecimalError::Character { found: ',' } => "write the decimal part after a dot, such as 5.5",
        DecimalError::Character { found: ':' } => "send hours and minutes in `hours` and `minutes`",
        DecimalError::DecimalPlaces => "send whole minutes; a fraction of an hour belongs in `hours` or `decimal_hours`",
        _ => "write a plain number such as 5 or 5.5",
    };
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("minutes", "30.5")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "30.5")]])
        ;
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !matches!(facts.duration, DurationFacts::Unreadable) || !facts.writes() {
        return;
    }
    let decimal = |read: &Read<'_, rust_decimal::Decimal, DecimalError>| match *read {
        Read::Invalid(text, reason) => Some((found(text), reason)),
        _ => None,
    };
    let minutes = match facts.minutes {
        Read::Invalid(text, reason) => Some((found(text), reason)),
        _ => None,
    };
    for (field, wrong) in [
        (Field::DecimalHours, decimal(&facts.decimal_hours)),
        (Field::Hours, decimal(&facts.hours)),
        (Field::Minutes, minutes),
    ] {
        if let Some((found, reason)) = wrong {
            facts.report(report, field, NumberFormat { found, reason });
        }
    }
}
