//! More than a day in one entry.

use super::prelude::*;
use crate::time::Duration;

rule! {
    /// An entry of more than 24 hours is probably a mistake.
    ///
    /// # Why
    ///
    /// An entry is about one day. The vendor's page names no limit, so this is a warning (our
    /// reading).
    ///
    /// # What to do
    ///
    /// Check the duration: minutes in the place of hours, or a week in one row?
    LongEntry = "long-entry", Warning, code None;
    parameters {
        /// The duration.
        duration: Duration,
    }
    message(this, field, f) => write!(f, "the entry lasts {}, more than a day", this.duration);
    help(this) => "check the duration: are minutes sent as hours, or several days in one entry?";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "24"), ("minutes", "1")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "24")]]);
}

/// The minutes of a day.
pub(super) const DAY: i128 = 24 * 60;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if facts.clears_both_times() {
        // The duration becomes zero whatever is sent.
        return;
    }
    match facts.duration {
        DurationFacts::Known { combination, .. }
            if facts.writes() && combination.duration.total_minutes() > DAY =>
        {
            let problem = LongEntry {
                duration: combination.duration,
            };
            facts.report(report, facts.duration_field(), problem);
        }
        DurationFacts::InDays if facts.writes() => {
            facts.unchecked(
                report,
                facts.duration_field(),
                LongEntry::RULE,
                Missing::HoursOfDay,
            );
        }
        _ => {}
    }
}
