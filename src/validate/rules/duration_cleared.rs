//! A duration that goes with the times.

use super::prelude::*;
use crate::time::Duration;

rule! {
    /// Clearing both times drops the duration.
    ///
    /// # Why
    ///
    /// The vendor's Task page: setting both `start_time` and `end_time` to 00:00:00 sets
    /// `decimal_hours`, `hours` and `minutes` to 0. A duration sent with them is lost.
    ///
    /// # What to do
    ///
    /// Leave the times out to store the duration alone.
    DurationCleared = "duration-cleared", Warning, code None;
    parameters {
        /// The duration that is lost; `None` where it cannot be computed.
        duration: Option<Duration>,
    }
    message(this, field, f) => {
        f.write_str("both times are 00:00:00, which sets the duration to 0")?;
        match this.duration {
            Some(duration) => write!(f, " and drops the {duration} sent with them"),
            None => f.write_str(" and drops the one sent with them"),
        }
    };
    help(this) => "leave `start_time` and `end_time` out to store the duration alone";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("start_time", "0:0"), ("end_time", "00:00:00")]])
        .settings(&[("start_end_times", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "0"), ("start_time", "0:0"), ("end_time", "00:00:00")]])
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.clears_both_times() || !facts.writes() {
        return;
    }
    let sent = [facts.decimal_hours.valid(), facts.hours.valid()];
    let is_zero = sent.into_iter().flatten().all(|number| number.is_zero())
        && facts.minutes.valid().is_none_or(|minutes| minutes == 0);
    if !is_zero {
        let duration = match facts.duration {
            DurationFacts::Known { combination, .. } => Some(combination.duration),
            _ => None,
        };
        facts.report(report, facts.duration_field(), DurationCleared { duration });
    }
}
