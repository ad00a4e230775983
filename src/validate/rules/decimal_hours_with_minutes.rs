//! The contradiction of the vendor's page.

use super::prelude::*;
use crate::time::{DecimalHoursWithMinutes as Reading, Duration};

rule! {
    /// Decimal hours with a decimal part and minutes together can be read in two ways.
    ///
    /// # Why
    ///
    /// The vendor's Task page says twice that the decimal part of `decimal_hours` is ignored if
    /// `minutes` is sent, so that 5.5 with 6 is 5:06. Its own example prints 5:36, the sum of both. We
    /// follow the rule (interpretation `decimal_hours_with_minutes`).
    ///
    /// # What to do
    ///
    /// Send `hours` and `minutes`, or `decimal_hours` alone.
    DecimalHoursWithMinutes = "decimal-hours-with-minutes", Warning, code None, interpretation DecimalHoursWithMinutes;
    parameters {
        /// `decimal_hours` as sent.
        decimal_hours: Box<str>,
        /// `minutes` as sent.
        minutes: Box<str>,
        /// The duration as we read it.
        duration: Duration,
        /// What happens to the decimal part: `ignored` or `added`.
        decimal_part: &'static str,
    }
    message(this, field, f) => write!(f, "`decimal_hours` {} with `minutes` {} is taken as {}: the decimal part is {}, but the vendor's page contradicts itself here", this.decimal_hours, this.minutes, this.duration, this.decimal_part);
    help(this) => "send `hours` and `minutes`, or `decimal_hours` alone; `decimal_hours_with_minutes` chooses the reading (override, add)";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "5.5"), ("minutes", "6")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "5"), ("minutes", "6")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let DurationFacts::Known { combination, .. } = facts.duration else {
        return;
    };
    if combination.ambiguous && facts.writes() {
        let text = |field| found(facts.value(field).text().unwrap_or("0"));
        let problem = DecimalHoursWithMinutes {
            decimal_hours: text(Field::DecimalHours),
            minutes: text(Field::Minutes),
            duration: combination.duration,
            decimal_part: match facts.settings.decimal_hours_with_minutes {
                Reading::Override => "ignored",
                Reading::Add => "added",
            },
        };
        facts.report(report, Field::DecimalHours, problem);
    }
}
