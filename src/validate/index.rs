//! What is remembered of earlier entries of a run, to compare later ones with.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

use chrono::NaiveDate;
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::time::{Duration, TimeOfDay};

/// A user and a day, in twelve bytes: the index has many of them.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct UserDay {
    /// The halves of the id, or of the fingerprint of a look-up.
    user: [u32; 2],
    pub(super) date: NaiveDate,
}

impl UserDay {
    pub(super) fn new(user: u64, date: NaiveDate) -> Self {
        Self {
            user: halves(user),
            date,
        }
    }
}

/// The number in two parts that need no more than four bytes of alignment.
fn halves(number: u64) -> [u32; 2] {
    // Each half fits, so nothing is lost.
    [number >> 32, number & u64::from(u32::MAX)].map(|half| u32::try_from(half).unwrap_or_default())
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
    entries: HashMap<[[u32; 2]; 2], u32>,
    /// For each user and day the booked minutes, as far as 32 bits reach.
    days: HashMap<UserDay, i32>,
    /// Pieces of booked time that do not overlap, by user, day and first second: the second after
    /// the last, and the entry that booked the piece.
    booked: BTreeMap<(UserDay, u32), (u32, u32)>,
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

    /// Whether no more entries are remembered.
    pub(super) fn is_full(&self) -> bool {
        self.entries.len() >= self.limit
    }

    /// Whether no more days are remembered.
    pub(super) fn days_are_full(&self) -> bool {
        self.days.len() >= self.limit
    }

    /// Whether no more periods are remembered.
    pub(super) fn periods_are_full(&self) -> bool {
        self.booked.len() >= self.limit
    }

    /// Remembers the fingerprint of an entry, or names the earlier entry that has the same.
    pub(super) fn duplicate_of(&mut self, fingerprint: u128, entry: u64) -> Option<u64> {
        let [high, low] = [fingerprint >> 64, fingerprint & u128::from(u64::MAX)];
        // Both are below 2^64.
        let key = [high, low].map(|half| halves(u64::try_from(half).unwrap_or_default()));
        if let Some(&earlier) = self.entries.get(&key) {
            return Some(u64::from(earlier));
        }
        if let (false, Ok(entry)) = (self.is_full(), u32::try_from(entry)) {
            self.entries.insert(key, entry);
        }
        None
    }

    /// Adds to the booked time of a user's day.
    pub(super) fn book(&mut self, day: UserDay, duration: Duration) -> Booked {
        let full = self.days_are_full();
        let booked = |before: i32| {
            let total = i128::from(before).saturating_add(duration.total_minutes());
            let kept = i32::try_from(total).unwrap_or(if total < 0 { i32::MIN } else { i32::MAX });
            let before = Duration::from_minutes(i128::from(before));
            (
                kept,
                Booked {
                    before,
                    total: Duration::from_minutes(total),
                    remembered: true,
                },
            )
        };
        if let Some(minutes) = self.days.get_mut(&day) {
            let (kept, booked) = booked(*minutes);
            *minutes = kept;
            return booked;
        }
        let (kept, booked) = booked(0);
        if !full {
            self.days.insert(day, kept);
        }
        Booked {
            remembered: !full,
            ..booked
        }
    }

    /// Books a period, and names an earlier entry that overlaps it, if there is one.
    ///
    /// What the period covers of earlier pieces is its own from now on: whoever overlaps that part
    /// overlaps this entry too. So each piece is removed once, however many entries overlap.
    pub(super) fn overlap_of(
        &mut self,
        day: UserDay,
        start: TimeOfDay,
        end: TimeOfDay,
        entry: u64,
    ) -> Option<u64> {
        let (start, end) = ((day, start.seconds()), (day, end.seconds()));
        let reaching_in = self
            .booked
            .range(..start)
            .next_back()
            .filter(|((of, _), (until, _))| *of == day && *until > start.1)
            .map(|(&begin, &piece)| (begin, piece));
        let mut other = reaching_in.map(|(_, (_, earlier))| earlier);
        let (false, Ok(number)) = (self.periods_are_full(), u32::try_from(entry)) else {
            other = other.or_else(|| {
                self.booked
                    .range(start..end)
                    .next()
                    .map(|(_, &(_, earlier))| earlier)
            });
            return other.map(u64::from);
        };
        // What reaches beyond the period stays with its entry.
        let mut tail = None;
        if let Some((begin, (until, earlier))) = reaching_in {
            self.booked.insert(begin, (start.1, earlier));
            tail = (until > end.1).then_some((until, earlier));
        }
        while let Some((&begin, &(until, earlier))) = self.booked.range(start..end).next() {
            self.booked.remove(&begin);
            other = other.or(Some(earlier));
            tail = (until > end.1).then_some((until, earlier));
        }
        self.booked.insert(start, (end.1, number));
        if let Some(tail) = tail {
            self.booked.insert(end, tail);
        }
        other.map(u64::from)
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

    pub(super) fn short(self) -> u64 {
        self.0.finish()
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

    fn day(user: u64) -> UserDay {
        UserDay::new(user, NaiveDate::from_ymd_opt(2026, 1, 5).unwrap())
    }

    fn time(second: u32) -> TimeOfDay {
        TimeOfDay::new(second / 3600, second / 60 % 60, second % 60).unwrap()
    }

    proptest! {
        /// Oracle: every pair compared.
        #[test]
        fn overlaps_are_found_and_named_rightly(
            periods in proptest::collection::vec((0_u64..2, 0_u32..40, 1_u32..10), 1..40)
        ) {
            let mut index = EntryIndex::default();
            for (entry, &(user, start, length)) in periods.iter().enumerate() {
                let found = index.overlap_of(day(user), time(start), time(start + length), entry as u64);
                let overlaps = |&(other, begin, size): &(u64, u32, u32)| {
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
        fn booked_time_adds_up(entries in proptest::collection::vec((0_u64..3, 0_i128..600), 0..40)) {
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
