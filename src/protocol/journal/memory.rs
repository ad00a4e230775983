//! A journal in memory.

use std::collections::HashMap;
use std::convert::Infallible;

use super::{Binding, Counts, Inserted, Journal, JournalEntry, NewEntry, State, StateKind};

/// A journal that is gone with the process: for entries that need no second try, and for tests.
#[derive(Clone, Debug, Default)]
pub struct MemoryJournal {
    binding: Option<Binding>,
    entries: Vec<JournalEntry>,
    places: HashMap<String, usize>,
    /// What undoes the insertions since `begin`: how many entries there were, and what was replaced.
    undo: Option<(usize, Vec<JournalEntry>)>,
}

impl MemoryJournal {
    /// A journal without entries.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn insert_one(&mut self, entry: &NewEntry) -> Inserted {
        let present = self
            .places
            .get(&entry.key)
            .and_then(|&place| self.entries.get_mut(place));
        let Some(present) = present else {
            let place = self.entries.len();
            self.places.insert(entry.key.clone(), place);
            self.entries.push(JournalEntry::new(
                place as u64,
                &entry.key,
                &entry.payload,
                State::Waiting {
                    ask_first: entry.ask_first,
                },
            ));
            return Inserted::New;
        };
        if present.payload == entry.payload {
            return Inserted::Present(present.state.kind());
        }
        match present.state.kind() {
            StateKind::Sent | StateKind::Accepted => Inserted::Conflict,
            StateKind::Waiting | StateKind::Refused => {
                if let Some((_, replaced)) = &mut self.undo {
                    replaced.push(present.clone());
                }
                present.payload.clone_from(&entry.payload);
                present.state = State::Waiting { ask_first: true };
                Inserted::Replaced
            }
        }
    }
}

impl Journal for MemoryJournal {
    type Error = Infallible;

    fn bind(&mut self, first: Binding) -> Result<Binding, Infallible> {
        Ok(self.binding.get_or_insert(first).clone())
    }

    fn begin(&mut self) -> Result<(), Infallible> {
        self.undo = Some((self.entries.len(), Vec::new()));
        Ok(())
    }

    fn insert(&mut self, entries: &[NewEntry]) -> Result<Vec<Inserted>, Infallible> {
        Ok(entries.iter().map(|entry| self.insert_one(entry)).collect())
    }

    fn commit(&mut self) -> Result<(), Infallible> {
        self.undo = None;
        Ok(())
    }

    fn roll_back(&mut self) -> Result<(), Infallible> {
        let Some((length, replaced)) = self.undo.take() else {
            return Ok(());
        };
        for entry in self.entries.drain(length..) {
            self.places.remove(&entry.key);
        }
        // The first replacement of an entry is the one to go back to.
        for entry in replaced.into_iter().rev() {
            let place = self.places.get(&entry.key);
            if let Some(present) = place.and_then(|&place| self.entries.get_mut(place)) {
                *present = entry;
            }
        }
        Ok(())
    }

    fn entries(
        &mut self,
        kind: StateKind,
        from: u64,
        limit: usize,
    ) -> Result<Vec<JournalEntry>, Infallible> {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let found = self
            .entries
            .iter()
            .skip(from)
            .filter(|entry| entry.state.kind() == kind)
            .take(limit)
            .cloned();
        Ok(found.collect())
    }

    fn record(&mut self, changes: &[(u64, State)]) -> Result<(), Infallible> {
        for (place, state) in changes {
            let entry = usize::try_from(*place)
                .ok()
                .and_then(|place| self.entries.get_mut(place));
            if let Some(entry) = entry {
                entry.state = state.clone();
            }
        }
        Ok(())
    }

    fn counts(&mut self) -> Result<Counts, Infallible> {
        let mut counts = Counts::default();
        for entry in &self.entries {
            *counts.of(entry.state.kind()) += 1;
        }
        Ok(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, payload: &str) -> NewEntry {
        NewEntry {
            key: key.to_owned(),
            payload: payload.to_owned(),
            ask_first: false,
        }
    }

    #[test]
    fn what_is_rolled_back_was_never_there() {
        let mut journal = MemoryJournal::new();
        journal.begin().unwrap();
        journal.insert(&[entry("a", "1"), entry("b", "2")]).unwrap();
        journal.commit().unwrap();
        let before = journal.entries(StateKind::Waiting, 0, 9).unwrap();

        journal.begin().unwrap();
        let inserted = journal
            .insert(&[
                entry("b", "3"),
                entry("b", "4"),
                entry("c", "5"),
                entry("a", "1"),
            ])
            .unwrap();
        assert_eq!(
            inserted,
            [
                Inserted::Replaced,
                Inserted::Replaced,
                Inserted::New,
                Inserted::Present(StateKind::Waiting)
            ]
        );
        journal.roll_back().unwrap();
        assert_eq!(journal.entries(StateKind::Waiting, 0, 9).unwrap(), before);

        journal.begin().unwrap();
        assert_eq!(journal.insert(&[entry("c", "5")]).unwrap(), [Inserted::New]);
    }

    #[test]
    fn what_the_server_may_have_is_not_replaced() {
        let mut journal = MemoryJournal::new();
        journal.begin().unwrap();
        journal.insert(&[entry("a", "1")]).unwrap();
        journal.commit().unwrap();
        for (state, expected) in [
            (
                State::Sent {
                    at: super::super::Moment(5),
                },
                Inserted::Conflict,
            ),
            (State::Accepted { id: None }, Inserted::Conflict),
            (
                State::Refused {
                    code: crate::error_code::ErrorCode::new(821),
                    text: None,
                },
                Inserted::Replaced,
            ),
        ] {
            journal.record(&[(0, state)]).unwrap();
            assert_eq!(journal.insert(&[entry("a", "2")]).unwrap(), [expected]);
        }
    }
}
