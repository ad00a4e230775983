//! Writing entries down before anything is sent.

use std::collections::{HashMap, HashSet};

use siphasher::sip128::{Hasher128 as _, SipHasher13};
use std::hash::Hasher as _;
use thiserror::Error;

use super::machine::Push;
use super::payload;
use crate::protocol::journal::{Counts, Inserted, Journal, JournalMismatch, NewEntry, StateKind};
use crate::task::Field;
use crate::validate::{CheckedEntry, Command};
use crate::xml::WriteError;

/// Entries written down at once.
const CHUNK: usize = 500;

/// Takes the entries of a push, all or none: [`finish`](Self::finish) makes them count, and an intake
/// that is dropped without it has taken nothing.
///
/// An entry that the journal has already keeps the state that it has there, so the same entries
/// can be given again after a crash. Those that were refused, or never sent, may come with
/// other contents, which are then sent; those that the server has or may have may not.
///
/// An entry without a `thin_client_id` is known by its index alone. So the entries of a source are given
/// with the indexes that they had before, and one that comes under another, while its own is missing, is
/// an error.
#[derive(Debug)]
#[must_use = "nothing is taken without `finish`"]
pub struct Intake<'p, J: Journal> {
    push: &'p mut Push<J>,
    chunk: Vec<(u64, NewEntry)>,
    seen: HashSet<u128>,
    /// Whether the journal had entries before.
    is_again: bool,
    /// Entries that are to be sent now and were not there before, by their contents: their index, and
    /// whether they bring a key of their own.
    unknown: HashMap<u128, (u64, bool)>,
    taken: Taken,
    is_finished: bool,
}

/// What an intake took.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Taken {
    /// Entries that are new.
    pub new: u64,
    /// Entries that take the place of ones that were refused or never sent.
    pub replaced: u64,
    /// Entries that were there already, by their state.
    pub present: Counts,
    /// Entries that wait or may have been sent, and are in the journal but were not given now.
    pub others: u64,
}

/// Entries that cannot be taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IntakeError<E: std::error::Error + 'static> {
    /// The journal cannot be read or written.
    #[error("cannot write the journal")]
    Journal(#[source] E),
    /// The entry does not fit the journal, or another entry.
    #[error(transparent)]
    Mismatch(JournalMismatch),
    /// The entry was checked for another command than Add.
    #[error("the entry at place {index} was checked for {found}, expected Add")]
    #[non_exhaustive]
    OtherCommand {
        /// The place of the entry.
        index: u64,
        /// What it was checked for.
        found: Command,
    },
    /// The entry cannot be written as XML.
    #[error("the entry at place {index} cannot be written")]
    #[non_exhaustive]
    Write {
        /// The place of the entry.
        index: u64,
        /// Why not.
        source: WriteError,
    },
}

impl<'p, J: Journal> Intake<'p, J> {
    pub(super) fn begin(push: &'p mut Push<J>) -> Result<Self, J::Error> {
        push.journal.begin()?;
        Ok(Self {
            is_again: push.progress().total() > 0,
            unknown: HashMap::new(),
            push,
            chunk: Vec::with_capacity(CHUNK),
            seen: HashSet::new(),
            taken: Taken::default(),
            is_finished: false,
        })
    }

    /// Takes an entry. `index` is its place in the source that it comes from; together with the
    /// journal it names an entry that has no `thin_client_id`, so the same entry needs the same
    /// index when it is given again.
    ///
    /// # Errors
    ///
    /// [`IntakeError`] if it cannot be taken. Nothing of this intake should be kept then.
    pub fn add(
        &mut self,
        index: u64,
        entry: &CheckedEntry<'_>,
    ) -> Result<(), IntakeError<J::Error>> {
        if entry.command() != Command::Add {
            let found = entry.command();
            return Err(IntakeError::OtherCommand { index, found });
        }
        let own = entry.entry().text(Field::ThinClientId);
        // A key that was not made here may have been used before, by a journal that is gone.
        let (key, ask_first) = match own.filter(|key| !key.is_empty()) {
            Some(key) => (key.to_owned(), true),
            None => (self.push.keys().key_of(index), false),
        };
        if !self.seen.insert(hash(&key)) {
            return Err(IntakeError::Mismatch(JournalMismatch::SameKey {
                index,
                key,
            }));
        }
        let payload =
            payload::write(entry, &key).map_err(|source| IntakeError::Write { index, source })?;
        self.chunk.push((
            index,
            NewEntry {
                key,
                payload,
                ask_first,
            },
        ));
        if self.chunk.len() >= CHUNK {
            self.write_chunk()?;
        }
        Ok(())
    }

    fn write_chunk(&mut self) -> Result<(), IntakeError<J::Error>> {
        let (places, entries): (Vec<u64>, Vec<NewEntry>) = self.chunk.drain(..).unzip();
        let inserted = self
            .push
            .journal
            .insert(&entries)
            .map_err(IntakeError::Journal)?;
        for ((inserted, entry), index) in inserted.into_iter().zip(entries).zip(places) {
            if self.is_again && matches!(inserted, Inserted::New | Inserted::Replaced) {
                let contents = payload::fingerprint(&entry.payload);
                let is_own = self.push.keys().index_of(&entry.key).is_none();
                let known = self.unknown.entry(contents).or_insert((index, is_own));
                // The stricter of two.
                if !is_own {
                    *known = (index, false);
                }
            }
            match inserted {
                Inserted::New => self.taken.new += 1,
                Inserted::Replaced => self.taken.replaced += 1,
                Inserted::Present(kind) => *self.taken.present.of(kind) += 1,
                Inserted::Conflict => {
                    let key = entry.key;
                    return Err(IntakeError::Mismatch(JournalMismatch::Contents {
                        index,
                        key,
                    }));
                }
            }
        }
        Ok(())
    }

    /// Makes sure that nothing is to be sent that is in the journal under another key, which was not
    /// given. The caller's own keys are believed.
    fn check_places(&mut self) -> Result<(), IntakeError<J::Error>> {
        if self.unknown.is_empty() {
            return Ok(());
        }
        let keys = self.push.keys();
        for kind in [StateKind::Waiting, StateKind::Sent, StateKind::Accepted] {
            let mut from = 0;
            loop {
                let page = self.push.journal.entries(kind, from, CHUNK);
                let page = page.map_err(IntakeError::Journal)?;
                let Some(last) = page.last() else { break };
                from = last.place + 1;
                for entry in page {
                    if self.seen.contains(&hash(&entry.key)) {
                        continue;
                    }
                    let contents = payload::fingerprint(&entry.payload);
                    let Some(&(index, is_own)) = self.unknown.get(&contents) else {
                        continue;
                    };
                    if !is_own || keys.index_of(&entry.key).is_some() {
                        let key = entry.key;
                        return Err(IntakeError::Mismatch(JournalMismatch::Moved { index, key }));
                    }
                }
            }
        }
        Ok(())
    }

    /// Makes what was taken count.
    ///
    /// # Errors
    ///
    /// [`IntakeError`] if the last entries cannot be taken; then nothing was.
    pub fn finish(self) -> Result<Taken, IntakeError<J::Error>> {
        self.finish_if(|_| true).map(|(taken, _)| taken)
    }

    /// Makes what was taken count if `accept` says so, and forgets it otherwise. Tells what was taken,
    /// or would have been, and which of the two it was.
    ///
    /// # Errors
    ///
    /// [`IntakeError`] if the last entries cannot be taken; then nothing was.
    pub fn finish_if(
        mut self,
        accept: impl FnOnce(&Taken) -> bool,
    ) -> Result<(Taken, bool), IntakeError<J::Error>> {
        self.write_chunk()?;
        self.check_places()?;
        let counts = self.push.journal.counts().map_err(IntakeError::Journal)?;
        let mut taken = self.taken;
        let given = taken.new + taken.replaced + taken.present.waiting + taken.present.sent;
        taken.others = (counts.waiting + counts.sent).saturating_sub(given);
        let accepted = accept(&taken);
        if accepted {
            self.push.journal.commit().map_err(IntakeError::Journal)?;
            self.is_finished = true;
            self.push.on_intake(counts);
        }
        Ok((taken, accepted))
    }
}

impl<J: Journal> Drop for Intake<'_, J> {
    fn drop(&mut self) {
        if !self.is_finished {
            // What was not committed does not count, whether or not this succeeds.
            drop(self.push.journal.roll_back());
        }
    }
}

fn hash(key: &str) -> u128 {
    let mut hasher = SipHasher13::new();
    hasher.write(key.as_bytes());
    hasher.finish128().as_u128()
}
