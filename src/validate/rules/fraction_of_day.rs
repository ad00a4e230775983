//! Decimals where the account counts in days.

use super::prelude::*;

rule! {
    /// Decimals are refused where the account counts in days.
    ///
    /// # Why
    ///
    /// The vendor's Task page: decimal time entry is not supported if days are used instead of hours
    /// for all time entries. A whole number in `decimal_hours` is let through (our reading).
    ///
    /// # What to do
    ///
    /// Send whole numbers.
    FractionOfDay = "fraction-of-day", Error, code None;
    parameters {
        /// The text.
        found: Box<str>,
    }
    message(this, field, f) => write!(f, "`{field}` is {}, but the account counts in days and takes no decimals", this.found);
    help(this) => "send a whole number; how days are mapped to hours is not documented";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "5.5")]])
        .settings(&[("days_instead_of_hours", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "5.0")]])
        .settings(&[("days_instead_of_hours", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.settings.days_instead_of_hours || !facts.writes() {
        return;
    }
    for (field, read) in [
        (Field::DecimalHours, &facts.decimal_hours),
        (Field::Hours, &facts.hours),
    ] {
        if read.valid().is_some_and(|number| !number.fract().is_zero()) {
            let text = facts.value(field).text().unwrap_or_default();
            facts.report(report, field, FractionOfDay { found: found(text) });
        }
    }
}
