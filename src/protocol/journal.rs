//! The memory of a push: what is to be sent, what was sent, what the server said.
//!
//! An entry is written down before its first byte leaves, so that whoever comes back after a crash
//! knows which entries need a look-up before anything is sent again. [`Journal`] is a trait:
//! [`MemoryJournal`] forgets at the end of the process, the feature `sqlite` has one that lasts.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;

use thiserror::Error;

use crate::error_code::ErrorCode;
use crate::task::Id;

/// A moment, in milliseconds since the beginning of 1970 (UTC). The caller reads the clock.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Moment(pub u64);

/// An entry to be written down.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewEntry {
    /// The `thin_client_id`: names the entry here and on the server.
    pub key: String,
    /// The entry as it is to be sent, in a form that the writer chooses.
    pub payload: String,
}

/// An entry of a journal.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct JournalEntry {
    /// Its place, from 0, in the order in which entries were written down.
    pub place: u64,
    /// The `thin_client_id`.
    pub key: String,
    /// The entry as it is to be sent.
    pub payload: String,
    /// What is known of it.
    pub state: State,
}

impl JournalEntry {
    /// An entry of a journal, as a journal makes it.
    pub fn new(
        place: u64,
        key: impl Into<String>,
        payload: impl Into<String>,
        state: State,
    ) -> Self {
        Self {
            place,
            key: key.into(),
            payload: payload.into(),
            state,
        }
    }
}

/// What is known of an entry.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum State {
    /// It waits to be sent; the server does not have it.
    Waiting,
    /// It was handed to the network and there is no answer yet: the server may have it.
    Sent {
        /// When it was handed over.
        at: Moment,
    },
    /// The server has it.
    Accepted {
        /// Its id, if the server told it.
        id: Option<Id>,
    },
    /// The server refused it and does not have it.
    Refused {
        /// The code.
        code: ErrorCode,
        /// What the server said besides.
        text: Option<String>,
    },
}

/// A state without its particulars, for asking and counting.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum StateKind {
    /// [`State::Waiting`].
    Waiting,
    /// [`State::Sent`].
    Sent,
    /// [`State::Accepted`].
    Accepted,
    /// [`State::Refused`].
    Refused,
}

impl State {
    /// The state without its particulars.
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::Waiting => StateKind::Waiting,
            Self::Sent { .. } => StateKind::Sent,
            Self::Accepted { .. } => StateKind::Accepted,
            Self::Refused { .. } => StateKind::Refused,
        }
    }
}

/// How many entries there are of each kind.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Counts {
    /// Entries that wait to be sent.
    pub waiting: u64,
    /// Entries that the server may or may not have.
    pub sent: u64,
    /// Entries that the server has.
    pub accepted: u64,
    /// Entries that the server refused.
    pub refused: u64,
}

impl Counts {
    /// All entries.
    pub const fn total(&self) -> u64 {
        self.waiting + self.sent + self.accepted + self.refused
    }

    /// The count of a kind, for a journal to fill in.
    pub const fn of(&mut self, kind: StateKind) -> &mut u64 {
        match kind {
            StateKind::Waiting => &mut self.waiting,
            StateKind::Sent => &mut self.sent,
            StateKind::Accepted => &mut self.accepted,
            StateKind::Refused => &mut self.refused,
        }
    }
}

/// What became of an entry that was to be written down.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Inserted {
    /// It is new.
    New,
    /// It was there already, with the same payload, in this state.
    Present(StateKind),
    /// There is another entry with its key and another payload; nothing was changed.
    Conflict,
}

/// What a journal belongs to. Made when the journal is first used, and never changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Binding {
    /// Where the entries are sent, without secrets, such as the address and the company.
    pub target: String,
    /// A random number that makes the keys of this journal unlike those of any other.
    pub nonce: u64,
}

/// Keeps the state of every entry of a push.
///
/// A method that returned without an error has made its change durable: it survives the end of the
/// process, and where the implementation says so the end of the machine. One push uses a journal at a
/// time; an implementation that can be opened twice has to refuse the second.
pub trait Journal {
    /// Why the journal cannot be read or written.
    type Error: std::error::Error + 'static;

    /// What the journal belongs to. The first call stores what it is given.
    ///
    /// # Errors
    ///
    /// The journal cannot be read or written.
    fn bind(&mut self, first: Binding) -> Result<Binding, Self::Error>;

    /// Writes entries down as [`State::Waiting`], in order, all of them or none. Entries that are there
    /// already stay as they are. Says for each entry what became of it.
    ///
    /// # Errors
    ///
    /// The journal cannot be written; it is as it was before.
    fn insert(&mut self, entries: &[NewEntry]) -> Result<Vec<Inserted>, Self::Error>;

    /// The entries of a kind in order of their places, from this place on, at most so many.
    ///
    /// # Errors
    ///
    /// The journal cannot be read.
    fn entries(
        &mut self,
        kind: StateKind,
        from: u64,
        limit: usize,
    ) -> Result<Vec<JournalEntry>, Self::Error>;

    /// Changes the states of the entries at these places, all of them or none.
    ///
    /// # Errors
    ///
    /// The journal cannot be written; it is as it was before.
    fn record(&mut self, changes: &[(u64, State)]) -> Result<(), Self::Error>;

    /// How many entries there are of each kind.
    ///
    /// # Errors
    ///
    /// The journal cannot be read.
    fn counts(&mut self) -> Result<Counts, Self::Error>;
}

/// A journal that is gone with the process: for entries that need no second try, and for tests.
#[derive(Clone, Debug, Default)]
pub struct MemoryJournal {
    binding: Option<Binding>,
    entries: Vec<JournalEntry>,
    places: HashMap<String, usize>,
}

impl MemoryJournal {
    /// A journal without entries.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Journal for MemoryJournal {
    type Error = Infallible;

    fn bind(&mut self, first: Binding) -> Result<Binding, Infallible> {
        Ok(self.binding.get_or_insert(first).clone())
    }

    fn insert(&mut self, entries: &[NewEntry]) -> Result<Vec<Inserted>, Infallible> {
        let inserted = entries.iter().map(|entry| {
            let present = self
                .places
                .get(&entry.key)
                .and_then(|&place| self.entries.get(place));
            match present {
                Some(present) if present.payload == entry.payload => {
                    Inserted::Present(present.state.kind())
                }
                Some(_) => Inserted::Conflict,
                None => {
                    let place = self.entries.len();
                    self.places.insert(entry.key.clone(), place);
                    self.entries.push(JournalEntry::new(
                        place as u64,
                        &entry.key,
                        &entry.payload,
                        State::Waiting,
                    ));
                    Inserted::New
                }
            }
        });
        Ok(inserted.collect())
    }

    fn entries(
        &mut self,
        kind: StateKind,
        from: u64,
        limit: usize,
    ) -> Result<Vec<JournalEntry>, Infallible> {
        let found = self
            .entries
            .iter()
            .filter(|entry| entry.place >= from && entry.state.kind() == kind)
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

/// A journal that does not fit what it is used for.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum JournalMismatch {
    /// The journal belongs to another target.
    #[error("the journal belongs to {found}, expected {expected}")]
    #[non_exhaustive]
    Target {
        /// What the journal belongs to.
        found: String,
        /// What the entries are sent to now.
        expected: String,
    },
    /// An entry is in the journal with other contents.
    #[error("the journal has other contents for the entry at place {index} (key {key:?})")]
    #[non_exhaustive]
    Contents {
        /// The place of the entry among those given, from 0.
        index: u64,
        /// Its key.
        key: String,
    },
    /// Two entries have the same key.
    #[error("the entry at place {index} has the key {key:?} of an earlier entry")]
    #[non_exhaustive]
    SameKey {
        /// The place of the entry among those given, from 0.
        index: u64,
        /// The key.
        key: String,
    },
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ms", self.0)
    }
}
