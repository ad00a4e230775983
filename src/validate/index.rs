//! What is remembered of earlier entries of a run, to compare later ones with.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

use chrono::NaiveDate;
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::time::{Duration, TimeOfDay};

/// A user and a day: ids beyond 64 bits do not exist, look-ups are told apart by their text.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct UserDay {
    /// The id, or the fingerprint of a look-up.
    pub(super) user: u128,
    pub(super) date: NaiveDate,
}

/// The booked time of a user's day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Booked {
    pub(super) before: Duration,
    pub(super) total: Duration,
    /// Whether the index had room for the day.
    pub(super) remembered: bool,
}

/// Earlier entries in compact form. The memory is bounded by the number of entries remembered.
#[derive(Debug)]
pub(super) struct EntryIndex {
    limit: usize,
    /// Fingerprints of whole entries, each with the first entry that has it.
    entries: HashMap<u128, u64>,
    /// For each user and day the booked minutes.
    days: HashMap<UserDay, Duration>,
    /// Pieces of booked time that do not overlap, by user, day and first second: the second after
    /// the last, and the entry that booked the piece.
    booked: BTreeMap<(UserDay, u32), (u32, u64)>,
}

impl Default for EntryIndex {
    fn default() -> Self {
        Self {
            limit: 1_000_000,
            entries: HashMap::new(),
            days: HashMap::new(),
            booked: BTreeMap::new(),
        }
    }
}

impl EntryIndex {
    pub(super) fn set_limit(&mut self, entries: usize) {
        self.limit = entries;
    }

    /// Whether nothing more is remembered.
    pub(super) fn is_full(&self) -> bool {
        self.entries
            .len()
            .max(self.days.len())
            .max(self.booked.len())
            >= self.limit
    }

    /// Remembers the fingerprint of an entry, or names the earlier entry that has the same.
    pub(super) fn duplicate_of(&mut self, fingerprint: u128, entry: u64) -> Option<u64> {
        if let Some(&earlier) = self.entries.get(&fingerprint) {
            return Some(earlier);
        }
        if !self.is_full() {
            self.entries.insert(fingerprint, entry);
        }
        None
    }

    /// Adds to the booked time of a user's day.
    pub(super) fn book(&mut self, day: UserDay, duration: Duration) -> Booked {
        let full = self.is_full();
        if let Some(booked) = self.days.get_mut(&day) {
            let before = *booked;
            let total = before
                .total_minutes()
                .saturating_add(duration.total_minutes());
            *booked = Duration::from_minutes(total);
            return Booked {
                before,
                total: *booked,
                remembered: true,
            };
        }
        if !full {
            self.days.insert(day, duration);
        }
        Booked {
            before: Duration::ZERO,
            total: duration,
            remembered: !full,
        }
    }

    /// Books a period, and names an earlier entry that overlaps it, if there is one.
    pub(super) fn overlap_of(
        &mut self,
        day: UserDay,
        start: TimeOfDay,
        end: TimeOfDay,
        entry: u64,
    ) -> Option<u64> {
        let end = end.seconds();
        let mut from = start.seconds();
        let mut other = None;
        // The piece that began before and reaches into the period, then those that begin in it.
        let reaching = self
            .booked
            .range(..(day, from))
            .next_back()
            .filter(|((of, _), (until, _))| *of == day && *until > from)
            .map(|(_, &piece)| piece);
        if let Some((until, earlier)) = reaching {
            other = Some(earlier);
            from = until;
        }
        while from < end {
            let next = self
                .booked
                .range((day, from)..(day, end))
                .next()
                .map(|(&(_, begin), &(until, earlier))| (begin, until, earlier));
            let (until, resume) = match next {
                Some((begin, until, earlier)) => {
                    other = other.or(Some(earlier));
                    (begin, until)
                }
                None => (end, end),
            };
            if from < until && !self.is_full() {
                self.booked.insert((day, from), (until, entry));
            }
            from = resume;
        }
        other
    }
}

/// Condenses values into 128 bits. Two different entries of a file of a million share a fingerprint
/// with a probability below 10^-26.
#[derive(Default)]
pub(super) struct Fingerprint(SipHasher13);

impl Fingerprint {
    pub(super) fn add(mut self, value: impl Hash) -> Self {
        value.hash(&mut self.0);
        self
    }

    pub(super) fn finish(self) -> u128 {
        self.0.finish128().as_u128()
    }
}

impl std::fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fingerprint({:x})", self.0.finish())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(user: u128) -> UserDay {
        UserDay {
            user,
            date: NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(),
        }
    }

    fn time(second: u32) -> TimeOfDay {
        TimeOfDay::new(second / 3600, second / 60 % 60, second % 60).unwrap()
    }

    proptest! {
        /// Oracle: every pair compared.
        #[test]
        fn overlaps_are_found_and_named_rightly(
            periods in proptest::collection::vec((0_u128..2, 0_u32..40, 1_u32..10), 1..40)
        ) {
            let mut index = EntryIndex::default();
            for (entry, &(user, start, length)) in periods.iter().enumerate() {
                let found = index.overlap_of(day(user), time(start), time(start + length), entry as u64);
                let overlaps = |&(other, begin, size): &(u128, u32, u32)| {
                    other == user && begin < start + length && start < begin + size
                };
                match found {
                    Some(earlier) => {
                        let earlier = usize::try_from(earlier).unwrap();
                        prop_assert!(earlier < entry && overlaps(&periods[earlier]));
                    }
                    None => prop_assert!(!periods[..entry].iter().any(overlaps)),
                }
            }
        }

        #[test]
        fn booked_time_adds_up(entries in proptest::collection::vec((0_u128..3, 0_i128..600), 0..40)) {
            let mut index = EntryIndex::default();
            let mut totals = [0; 3];
            for (user, minutes) in entries {
                let booked = index.book(day(user), Duration::from_minutes(minutes));
                let total = &mut totals[usize::try_from(user).unwrap()];
                prop_assert_eq!(booked.before.total_minutes(), *total);
                *total += minutes;
                prop_assert_eq!(booked.total.total_minutes(), *total);
            }
        }
    }

    #[test]
    fn a_full_index_keeps_comparing_with_what_it_has() {
        let mut index = EntryIndex::default();
        index.set_limit(1);
        assert_eq!(index.duplicate_of(7, 0), None);
        assert!(index.is_full());
        assert_eq!(index.duplicate_of(8, 1), None);
        assert_eq!(index.duplicate_of(8, 2), None);
        assert_eq!(index.duplicate_of(7, 3), Some(0));
    }
}
