//! An hour and more in `minutes`.

use super::prelude::*;
use crate::time::Duration;

rule! {
    /// Sixty minutes and more are carried into hours.
    ///
    /// # Why
    ///
    /// The vendor's page does not describe `minutes` of 60 or more. We take them and carry, so that
    /// 1 h 90 min is 2:30 (our reading).
    ///
    /// # What to do
    ///
    /// Check that minutes are meant, and carry them yourself.
    MinutesCarried = "minutes-carried", Warning, code None;
    parameters {
        /// `minutes` as sent.
        minutes: i128,
        /// The duration that results.
        duration: Duration,
    }
    message(this, field, f) => write!(f, "`minutes` is {}, an hour or more; the duration is taken as {}", this.minutes, this.duration);
    help(this) => format!("send `hours` {} and `minutes` {}", this.duration.hours(), this.duration.minutes());
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "1"), ("minutes", "90")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "1"), ("minutes", "59")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let DurationFacts::Known { combination, .. } = facts.duration else {
        return;
    };
    let Some(minutes) = facts.minutes.valid() else {
        return;
    };
    if minutes.abs() >= 60 && facts.writes() {
        let problem = MinutesCarried {
            minutes,
            duration: combination.duration,
        };
        facts.report(report, Field::Minutes, problem);
    }
}
