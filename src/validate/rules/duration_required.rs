//! 1407: times without a duration.

use super::prelude::*;

rule! {
    /// Times have to come with a duration.
    ///
    /// # Why
    ///
    /// The vendor's Task page: when `start_time` and `end_time` are set, the duration has to be set
    /// too, with `decimal_hours` or with `hours` and `minutes`; it is not computed from the times.
    /// That `hours` or `minutes` alone will do, and that the answer is 1407, is our reading.
    ///
    /// # What to do
    ///
    /// Send the time between start and end as `hours` and `minutes`.
    DurationRequired = "duration-required", Error, code Some(ErrorCode::DURATION_MISMATCH);
    parameters {}
    message(this, field, f) => write!(f, "`{field}` is set, but no duration is sent with it");
    help(this) => "send `hours` and `minutes`, or `decimal_hours`; the server does not compute the duration from the times";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("start_time", "9:00"), ("end_time", "17:00")]])
        .settings(&[("start_end_times", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("start_time", "9:00"), ("end_time", "17:00"), ("decimal_hours", "8")]])
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let absent = matches!(facts.duration, DurationFacts::Absent);
    // A cleared time switches the rule off altogether.
    if absent && facts.writes() && facts.sets_time() && !facts.clears_time() {
        facts.report(report, facts.time_field(), DurationRequired {});
    }
}
