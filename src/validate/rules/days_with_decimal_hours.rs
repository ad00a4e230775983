//! 1407 of accounts that count in days.

use super::prelude::*;

rule! {
    /// Decimal hours with minutes but without hours are refused where the account counts in days
    /// and has start and end times.
    ///
    /// # Why
    ///
    /// The vendor's Task page: with both features on, a request that sets `decimal_hours` and
    /// `minutes` but not `hours` is answered with 1407.
    ///
    /// # What to do
    ///
    /// Send `hours` and `minutes`, or `decimal_hours` alone.
    DaysWithDecimalHours = "days-with-decimal-hours", Error, code Some(ErrorCode::DURATION_MISMATCH);
    parameters {}
    message(this, field, f) => f.write_str("`decimal_hours` and `minutes` are sent without `hours`, which an account that counts in days and has start and end times refuses");
    help(this) => "send `hours` and `minutes`, or `decimal_hours` alone";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "1"), ("minutes", "0")]])
        .settings(&[("start_end_times", "true"), ("days_instead_of_hours", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "1"), ("minutes", "0")]])
        .settings(&[("start_end_times", "true"), ("days_instead_of_hours", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let both = facts.settings.days_instead_of_hours && facts.settings.start_end_times;
    if both
        && facts.writes()
        && facts.decimal_hours.is_sent()
        && facts.minutes.is_sent()
        && !facts.hours.is_sent()
    {
        facts.report(report, Field::DecimalHours, DaysWithDecimalHours {});
    }
}
