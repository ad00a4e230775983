//! Durations below zero.

use super::prelude::*;

rule! {
    /// A duration is not negative.
    ///
    /// # Why
    ///
    /// The vendor's page does not mention negative durations; we take them for a mistake
    /// (interpretation `allow_negative`).
    ///
    /// # What to do
    ///
    /// Change or delete the entry that is too long instead. If the account is known to take
    /// negative corrections, set `allow_negative = true`.
    NegativeDuration = "negative-duration", Error, code None, interpretation AllowNegative;
    parameters {
        /// The text.
        found: Box<str>,
    }
    message(this, field, f) => write!(f, "`{field}` is negative: {}", this.found);
    help(this) => "change the entry that is too long instead; `allow_negative = true` accepts negative durations";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "-0.5")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "-0")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let decimal = |read: &Read<'_, rust_decimal::Decimal, _>| {
        read.valid()
            .is_some_and(|number| number.is_sign_negative() && !number.is_zero())
    };
    for (field, negative) in [
        (Field::DecimalHours, decimal(&facts.decimal_hours)),
        (Field::Hours, decimal(&facts.hours)),
        (
            Field::Minutes,
            facts.minutes.valid().is_some_and(i128::is_negative),
        ),
    ] {
        if negative && facts.writes() {
            let severity = if facts.settings.allow_negative {
                Severity::Warning
            } else {
                Severity::Error
            };
            let text = facts.value(field).text().unwrap_or_default();
            facts.report_as(
                report,
                field,
                severity,
                NegativeDuration { found: found(text) },
            );
        }
    }
}
