//! Two entries at the same time.

use super::prelude::*;
use crate::time::TimeOfDay;
use crate::validate::index::EntryIndex;

rule! {
    /// The times of an entry overlap those of an earlier one of the same user and date.
    ///
    /// # Why
    ///
    /// Nobody does two pieces of work at once. The vendor's page has no rule about it, so this is a
    /// warning (our reading). Compared are the entries of one file that have both times; an entry
    /// that begins when another ends does not overlap it.
    ///
    /// # What to do
    ///
    /// Correct the times of one of the two.
    OverlappingEntries = "overlapping-entries", Warning, code None;
    parameters {
        /// The place of the earlier entry, counted from 0.
        earlier: u64,
        /// The start time of this entry.
        start: TimeOfDay,
        /// The end time of this entry.
        end: TimeOfDay,
    }
    message(this, field, f) => write!(f, "the time from {} to {} overlaps entry {} of this run", this.start, this.end, this.earlier.saturating_add(1));
    help(this) => "correct the times of one of the two entries";
    fails Example::add(&[
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "3"), ("start_time", "9:00"), ("end_time", "12:00")],
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "2"), ("start_time", "11:00"), ("end_time", "13:00")],
    ]).settings(&[("start_end_times", "true")]);
    passes Example::add(&[
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "3"), ("start_time", "9:00"), ("end_time", "12:00")],
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "1"), ("start_time", "12:00"), ("end_time", "13:00")],
    ]).settings(&[("start_end_times", "true")]);
}

pub(super) fn compare(facts: &Facts<'_>, index: &mut EntryIndex, report: &mut Report) {
    let (Some(day), Some(entry), Some(times)) =
        (facts.user_day(), facts.index, facts.period().known())
    else {
        return;
    };
    if times.start >= times.end || !facts.sets_time() {
        return;
    }
    let full = index.periods_are_full();
    match index.overlap_of(day, times.start, times.end, entry) {
        Some(earlier) => {
            let problem = OverlappingEntries {
                earlier,
                start: times.start,
                end: times.end,
            };
            facts.report(report, facts.time_field(), problem);
        }
        None if full => {
            facts.unchecked(
                report,
                facts.time_field(),
                OverlappingEntries::RULE,
                Missing::IndexSpace,
            );
        }
        None => {}
    }
}
