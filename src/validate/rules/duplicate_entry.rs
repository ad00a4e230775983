//! The same entry twice.

use super::prelude::*;
use crate::validate::index::{EntryIndex, Fingerprint};

rule! {
    /// An entry is the same as an earlier one of the file.
    ///
    /// # Why
    ///
    /// The server stores both and books the time twice. Compared are user, date, project, project
    /// task, times, duration and notes; times and duration by value, ids as they are written (our choice).
    ///
    /// # What to do
    ///
    /// Remove one of the two, or tell them apart in the notes.
    DuplicateEntry = "duplicate-entry", Warning, code None;
    parameters {
        /// The place of the earlier entry, counted from 0.
        earlier: u64,
    }
    message(this, field, f) => write!(f, "the entry is the same as entry {} of this run", this.earlier.saturating_add(1));
    help(this) => "remove one of the two, or tell them apart in `notes`";
    fails Example::add(&[
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "1.5")],
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "1"), ("minutes", "30")],
    ]);
    passes Example::add(&[
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "1.5")],
        &[("date", "2026-01-05"), ("userid", "251"), ("hours", "1.5"), ("notes", "second call")],
    ]);
}

/// The field to point at for what concerns the entry as a whole; entries with a user and day have it.
const WHOLE_ENTRY: Field = Field::Date;

pub(super) fn compare(facts: &Facts<'_>, index: &mut EntryIndex, report: &mut Report) {
    let (Command::Add, Some(day), Some(entry)) = (facts.command, facts.user_day(), facts.index)
    else {
        return;
    };
    let key = |field| {
        (
            facts.value(field).text(),
            facts.entry.lookup(field).map(|lookup| lookup.by),
        )
    };
    let duration = match facts.duration {
        DurationFacts::Known { combination, .. } => Ok(combination.duration),
        _ => Err([Field::DecimalHours, Field::Hours, Field::Minutes]
            .map(|field| facts.value(field).text())),
    };
    let fingerprint = Fingerprint::default()
        .add(day)
        .add(key(Field::ProjectId))
        .add(key(Field::ProjectTaskId))
        .add((facts.start.valid(), facts.end.valid()))
        .add(duration)
        .add(facts.value(Field::Notes).text())
        .finish();
    let full = index.is_full();
    match index.duplicate_of(fingerprint, entry) {
        Some(earlier) => facts.report(report, WHOLE_ENTRY, DuplicateEntry { earlier }),
        None if full => {
            facts.unchecked(
                report,
                WHOLE_ENTRY,
                DuplicateEntry::RULE,
                Missing::IndexSpace,
            );
        }
        None => {}
    }
}
