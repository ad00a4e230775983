//! What a push asks the server about entries whose fate is not known.

use chrono::NaiveDate;

use crate::api::Refusal;
use crate::record::RecordError;
use crate::task::{Id, Task};

/// A question to the server, asked with a Read of time entries.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Question {
    /// The time entries with this key.
    #[non_exhaustive]
    Key {
        /// The `thin_client_id`.
        key: String,
    },
    /// A page of the time entries of a day.
    #[non_exhaustive]
    Day {
        /// Of this user; `None`: of all, because the entry names its user by something else than
        /// the id.
        user: Option<Id>,
        /// On this date.
        date: NaiveDate,
        /// How many to pass over.
        offset: u64,
        /// How many to return at most.
        count: u32,
    },
}

/// What the server answers to a [`Question`].
pub type Answer = Result<Vec<Result<Task, RecordError>>, Refusal>;
