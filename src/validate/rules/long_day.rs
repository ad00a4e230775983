//! More than a day in a day.

use chrono::NaiveDate;

use super::long_entry::DAY;
use super::prelude::*;
use crate::time::Duration;
use crate::validate::index::EntryIndex;

rule! {
    /// The entries of a user on a date come to more than 24 hours.
    ///
    /// # Why
    ///
    /// A day has 24 hours. The vendor's page names no limit, so this is a warning (our reading). It
    /// is given once, at the entry that passes the limit.
    ///
    /// # What to do
    ///
    /// Look for an entry that is booked twice, or on the wrong user or date.
    LongDay = "long-day", Warning, code None;
    parameters {
        /// The date.
        date: NaiveDate,
        /// The sum of the durations up to this entry.
        total: Duration,
    }
    message(this, field, f) => write!(f, "with this entry the user has {} on {}, more than a day", this.total, this.date);
    help(this) => "look for an entry that is booked twice, or on the wrong user or date";
    fails Example::add(&[
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "16")],
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("minutes", "1")],
    ]);
    passes Example::add(&[
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "16")],
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "8")],
    ]);
}

pub(super) fn compare(facts: &Facts<'_>, index: &mut EntryIndex, report: &mut Report) {
    if facts.clears_both_times() {
        // The duration becomes zero whatever is sent.
        return;
    }
    let (Some(day), DurationFacts::Known { combination, .. }) = (facts.user_day(), facts.duration)
    else {
        return;
    };
    let booked = index.book(day, combination.duration);
    let over = |duration: Duration| duration.total_minutes() > DAY;
    if over(booked.total) && !over(booked.before) && !over(combination.duration) {
        let problem = LongDay {
            date: day.date,
            total: booked.total,
        };
        facts.report(report, facts.duration_field(), problem);
    } else if !booked.remembered {
        facts.unchecked(
            report,
            facts.duration_field(),
            LongDay::RULE,
            Missing::IndexSpace,
        );
    }
}
