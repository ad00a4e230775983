//! 1405: a period that does not run forward.

use super::prelude::*;
use crate::time::TimeOfDay;

rule! {
    /// The start time has to be before the end time.
    ///
    /// # Why
    ///
    /// The vendor's Task page: `start_time` must be before `end_time`, else the answer is 1405. So
    /// equal times are refused, and no entry crosses midnight.
    ///
    /// # What to do
    ///
    /// Swap the times if they are in the wrong order; split work across midnight into one entry for
    /// each day.
    StartNotBeforeEnd = "start-not-before-end", Error, code Some(ErrorCode::START_NOT_BEFORE_END);
    parameters {
        /// The start time, sent or stored.
        start: TimeOfDay,
        /// The end time, sent or stored.
        end: TimeOfDay,
    }
    message(this, field, f) => write!(f, "the start time {} is not before the end time {}", this.start, this.end);
    help(this) => if this.start == this.end {
        "give an end time after the start time, or leave both out"
    } else {
        "swap the times, or split work across midnight into one entry for each day"
    };
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("start_time", "17:00"), ("end_time", "9:00")]])
        .settings(&[("start_end_times", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("start_time", "9:00"), ("end_time", "17:00")]])
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if let Some(period) = facts.period().known() {
        if period.start >= period.end {
            let problem = StartNotBeforeEnd {
                start: period.start,
                end: period.end,
            };
            facts.report(report, facts.time_field(), problem);
        }
    } else if let Some(missing) = facts.period().missing() {
        facts.unchecked(report, facts.time_field(), StartNotBeforeEnd::RULE, missing);
    }
}
