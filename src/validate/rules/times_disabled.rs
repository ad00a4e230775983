//! 1406: times where the account has none.

use super::prelude::*;

rule! {
    /// Start and end times are refused where the account has them switched off.
    ///
    /// # Why
    ///
    /// The vendor's Task page: any attempt to set `start_time` or `end_time` is answered with 1406
    /// unless start and end time entry on timesheets is enabled. Clearing with `00:00:00` counts
    /// as an attempt (our reading).
    ///
    /// # What to do
    ///
    /// Leave both fields out, or have an administrator switch the feature on and say so in the
    /// settings with `start_end_times = true`.
    TimesDisabled = "times-disabled", Error, code Some(ErrorCode::TIMES_NOT_EDITABLE);
    parameters {}
    message(this, field, f) => write!(f, "`{field}` is set, but start and end times are switched off in the account");
    help(this) => "leave `start_time` and `end_time` out, or set `start_end_times = true` in the settings if the account has them";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("start_time", "9:00"), ("end_time", "17:00")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("start_time", "9:00"), ("end_time", "17:00")]])
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if facts.settings.start_end_times || !facts.writes() {
        return;
    }
    if facts.start.is_sent() {
        facts.report(report, Field::StartTime, TimesDisabled {});
    } else if facts.end.is_sent() {
        facts.report(report, Field::EndTime, TimesDisabled {});
    }
}
