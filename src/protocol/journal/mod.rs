//! The memory of a push: what is to be sent, what was sent, what the server said.
//!
//! An entry is written down before its first byte leaves, so that whoever comes back after a crash
//! knows which entries need a look-up before anything is sent again. [`Journal`] is a trait:
//! [`MemoryJournal`] forgets at the end of the process, the feature `sqlite` has one that lasts.

mod memory;

use std::fmt;
use std::time::Duration;

use thiserror::Error;

pub use memory::MemoryJournal;

use crate::error_code::ErrorCode;
use crate::task::Id;

/// A moment, in milliseconds since the beginning of 1970 (UTC). The caller reads the clock.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Moment(pub u64);

impl Moment {
    /// The moment after a time has passed.
    #[must_use]
    pub fn after(self, time: Duration) -> Self {
        let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        Self(self.0.saturating_add(milliseconds))
    }

    /// The time since an earlier moment; nothing if it is a later one.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

/// An entry to be written down.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewEntry {
    /// The `thin_client_id`: names the entry here and on the server.
    pub key: String,
    /// The entry as it is to be sent, in a form that the writer chooses.
    pub payload: String,
    /// Whether the server may have it already, sent by somebody else: it is asked first.
    pub ask_first: bool,
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
    /// It waits to be sent.
    Waiting {
        /// Whether the server may have it already, sent by somebody else: it is asked first.
        ask_first: bool,
    },
    /// It was handed to the network and there is no answer yet: the server may have it.
    Sent {
        /// When it was handed over, or when it became clear that no answer comes.
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
            Self::Waiting { .. } => StateKind::Waiting,
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
    /// It was there already, with the same payload, in this state, and stays as it is.
    Present(StateKind),
    /// It was there with another payload, and waited or was refused: it took the new payload and
    /// waits. The server is asked first, because the entry may have been sent from elsewhere meanwhile.
    Replaced,
    /// It is there with another payload and the server has it or may have it; nothing was changed.
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

    /// Begins to write entries down that belong together: until [`commit`](Self::commit) none of them
    /// counts, and [`roll_back`](Self::roll_back) or the end of the process forgets them all.
    ///
    /// # Errors
    ///
    /// The journal cannot be written.
    fn begin(&mut self) -> Result<(), Self::Error>;

    /// Writes entries down as [`State::Waiting`], in order, with what they say about asking first. Says for each what became of it; see
    /// [`Inserted`]. Called between [`begin`](Self::begin) and [`commit`](Self::commit).
    ///
    /// # Errors
    ///
    /// The journal cannot be written.
    fn insert(&mut self, entries: &[NewEntry]) -> Result<Vec<Inserted>, Self::Error>;

    /// Makes everything since [`begin`](Self::begin) count, durably.
    ///
    /// # Errors
    ///
    /// The journal cannot be written; it is as it was before `begin`.
    fn commit(&mut self) -> Result<(), Self::Error>;

    /// Forgets everything since [`begin`](Self::begin).
    ///
    /// # Errors
    ///
    /// The journal cannot be written; it is as it was before `begin` when it is opened again.
    fn roll_back(&mut self) -> Result<(), Self::Error>;

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
    /// An entry that the journal has under another key, which is not given any more: it was moved, or its
    /// key was taken away or added. Under the new key it could be sent once more.
    #[error("the entry at place {index} was at another place before (key {key:?})")]
    #[non_exhaustive]
    Moved {
        /// The place of the entry among those given, from 0.
        index: u64,
        /// The key that it has in the journal.
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
