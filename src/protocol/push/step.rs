//! What the machine and its driver tell each other.

use std::time::Duration;

use super::question::Question;
use crate::error_code::ErrorCode;
use crate::protocol::Fate;
use crate::protocol::journal::JournalEntry;

/// What is to be done next.
#[derive(Debug)]
#[must_use = "the machine waits for what comes of it"]
pub enum Step<'p> {
    /// Send an Add of these entries (see [`read_payload`](super::read_payload)) and call
    /// [`Push::on_added`](super::Push::on_added).
    Add(&'p [JournalEntry]),
    /// Ask these questions in one request and call [`Push::on_answers`](super::Push::on_answers).
    Ask(Vec<Question>),
    /// Come back after this time, or later.
    Wait(Duration),
    /// Nothing is left to do: every entry is accepted, refused, or cannot be decided.
    Done,
}

/// A request that brought no outcomes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Failure {
    /// What may have become of it.
    pub fate: Fate,
    /// The code that the server refused it with.
    pub code: Option<ErrorCode>,
    /// Whether the server asked to come back later.
    pub is_throttled: bool,
    /// After what time.
    pub retry_after: Option<Duration>,
}

impl Failure {
    /// A request of this fate, without a code.
    pub const fn new(fate: Fate) -> Self {
        Self {
            fate,
            code: None,
            is_throttled: false,
            retry_after: None,
        }
    }
}

/// Whether it makes sense to go on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[must_use = "a push that cannot go on has to stop"]
pub enum Verdict {
    /// Ask for the next step.
    GoOn,
    /// Stop, and report the failure; the journal knows how to go on later.
    GiveUp,
}
