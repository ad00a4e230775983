//! A period with seconds beside a duration in minutes.

use super::prelude::*;
use crate::time::{Duration, TimeOfDay};
use crate::validate::settings::Strictness;

rule! {
    /// A period with seconds does not exactly match a duration in minutes.
    ///
    /// # Why
    ///
    /// Times have seconds, durations have not, and the vendor does not say how the server rounds
    /// before it compares the two (interpretation `sub_minute_mismatch`). A period that is not a
    /// whole number of minutes and less than one minute away from the duration may be taken, or
    /// answered with 1407.
    ///
    /// # What to do
    ///
    /// Give the times in whole minutes.
    SubMinuteMismatch = "sub-minute-mismatch", Warning, code Some(ErrorCode::DURATION_MISMATCH), interpretation SubMinuteMismatch;
    parameters {
        /// The duration after combination and rounding.
        duration: Duration,
        /// The start time, sent or stored.
        start: TimeOfDay,
        /// The end time, sent or stored.
        end: TimeOfDay,
        /// The seconds by which period and duration differ.
        difference_seconds: i128,
    }
    message(this, field, f) => write!(f, "the duration {} is {} s away from the time between {} and {}; whether the server rounds that is not documented", this.duration, this.difference_seconds, this.start, this.end);
    help(this) => "give the times in whole minutes; `sub_minute_mismatch = \"error\"` makes this an error";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "1"), ("start_time", "10:30:15"), ("end_time", "11:30:30")]])
        .settings(&[("start_end_times", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "1"), ("start_time", "10:30:15"), ("end_time", "11:30:15")]])
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if let Ok(Some(comparison)) = facts.comparison()
        && !comparison.matches()
        && comparison.is_within_a_minute()
    {
        let severity = match facts.settings.sub_minute_mismatch {
            Strictness::Warn => Severity::Warning,
            Strictness::Error => Severity::Error,
        };
        let problem = SubMinuteMismatch {
            duration: comparison.duration,
            start: comparison.period.start,
            end: comparison.period.end,
            difference_seconds: comparison.difference_seconds().abs(),
        };
        facts.report_as(report, facts.time_field(), severity, problem);
    }
}
