//! 1407: a duration that is not the period.

use super::prelude::*;
use crate::time::{Duration, TimeOfDay};

rule! {
    /// The duration has to be the time from start to end.
    ///
    /// # Why
    ///
    /// The vendor's Task page: the duration is not computed from the times but compared with them,
    /// and the answer is 1407 if it does not match. We compare in seconds, after the duration was
    /// rounded to the minute; a difference of less than a minute that comes from seconds in the
    /// period has a rule of its own, `sub-minute-mismatch`.
    ///
    /// # What to do
    ///
    /// Correct the times or the duration. A break means two entries.
    DurationMismatch = "duration-mismatch", Error, code Some(ErrorCode::DURATION_MISMATCH);
    parameters {
        /// The duration after combination and rounding.
        duration: Duration,
        /// The start time, sent or stored.
        start: TimeOfDay,
        /// The end time, sent or stored.
        end: TimeOfDay,
        /// The seconds from start to end.
        period_seconds: i128,
    }
    message(this, field, f) => {
        write!(f, "the duration is {}, but from {} to {} it is {}", this.duration, this.start, this.end, Duration::from_minutes(this.period_seconds / 60))?;
        match this.period_seconds % 60 {
            0 => Ok(()),
            seconds => write!(f, ":{seconds:02}"),
        }
    };
    help(this) => {
        // To the nearest minute, as a period with seconds is compared.
        let period = Duration::from_minutes((this.period_seconds + 30) / 60);
        format!("send `hours` {} and `minutes` {}, or correct the times; a break means two entries", period.hours(), period.minutes())
    };
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "8"), ("start_time", "9:00"), ("end_time", "17:30")]])
        .settings(&[("start_end_times", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "8.5"), ("start_time", "9:00"), ("end_time", "17:30")]])
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    match facts.comparison() {
        Ok(Some(comparison)) if !comparison.matches() && !comparison.is_within_a_minute() => {
            let problem = DurationMismatch {
                duration: comparison.duration,
                start: comparison.period.start,
                end: comparison.period.end,
                period_seconds: comparison.period.seconds(),
            };
            facts.report(report, facts.time_field(), problem);
        }
        Ok(_) => {}
        Err(missing) => {
            facts.unchecked(report, facts.time_field(), DurationMismatch::RULE, missing);
        }
    }
}
