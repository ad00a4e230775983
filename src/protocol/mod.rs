//! What happens between question and answer, as pure state machines: no input or output, no clock,
//! no randomness of their own.
//!
//! A machine is told what happened and says what to do next. Time and random numbers are arguments.
//! The drivers that do it, async and blocking, are in `client`; the same machines serve both.
//!
//! The one thing that they are built around: **an Add is never sent twice by accident**. Whoever
//! ends a call without an answer says by a [`Fate`] what may have become of it.

mod batch;
mod budget;
mod call;
pub mod journal;
mod paging;
pub mod push;
mod retry;

use std::fmt;

pub use batch::{BatchSize, SmallestBatch};
pub use budget::{Budget, Rates};
pub use call::{Call, Failure, GiveUp, Renewing, Sending, Step, Waiting};
pub use paging::{IncompleteRead, Page, Paging};
pub use retry::{Happening, RetryPolicy};

/// What may have become of a request that brought no answer that counts.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Fate {
    /// No byte of it reached the server: nothing was carried out.
    NotSent,
    /// The server refused it as a whole: nothing was carried out.
    Refused,
    /// It may have reached the server, and may have been carried out in full or in part.
    MaybeApplied,
}

impl Fate {
    /// Whether something may have been carried out.
    pub const fn may_have_been_applied(self) -> bool {
        matches!(self, Self::MaybeApplied)
    }
}

/// In words that end a sentence about the request.
impl fmt::Display for Fate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotSent => "nothing was sent",
            Self::Refused => "nothing was carried out",
            Self::MaybeApplied => "it may have been carried out",
        })
    }
}
