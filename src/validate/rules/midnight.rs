//! 00:00:00 as one end of a period.

use super::prelude::*;

rule! {
    /// Midnight cannot be a start or end time.
    ///
    /// # Why
    ///
    /// The vendor's Task page: 00:00:00 clears the time. So a period that begins at midnight loses
    /// its start, and nothing is compared (our reading).
    ///
    /// # What to do
    ///
    /// Leave both times out, or begin at 00:00:01 with a duration to match.
    Midnight = "midnight", Warning, code None;
    parameters {}
    message(this, field, f) => write!(f, "`{field}` 00:00:00 clears the time: midnight cannot be expressed, and the times are not compared with the duration");
    help(this) => "leave both times out, or give a time other than midnight";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "6"), ("start_time", "00:00"), ("end_time", "6:00")]])
        .settings(&[("start_end_times", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "5"), ("start_time", "01:00"), ("end_time", "6:00")]])
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if facts.clears_time() && !facts.clears_both_times() && facts.writes() {
        let cleared = if facts.clears_start() {
            Field::StartTime
        } else {
            Field::EndTime
        };
        facts.report(report, cleared, Midnight {});
    }
}
