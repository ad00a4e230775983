//! What a push asks the server about entries whose fate is not known.

use chrono::NaiveDate;

use crate::api::{Command, Direction, Filter, Method, PageSize, Read, Search};
use crate::task::{Field, Id, Task};

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
        count: PageSize,
    },
}

/// What the server answers to a [`Question`].
pub type Answer = <Read<Task> as Command>::Answer;

/// What a look-up compares; the other fields are not asked for.
const COMPARED: [Field; 8] = [
    Field::Id,
    Field::ThinClientId,
    Field::UserId,
    Field::Date,
    Field::Hours,
    Field::Minutes,
    Field::ProjectId,
    Field::ProjectTaskId,
];

/// A key names one time entry; several show that it was stored more than once.
const MOST_OF_A_KEY: PageSize = page_size(10);

pub(super) const fn page_size(records: usize) -> PageSize {
    match PageSize::new(records) {
        Some(size) => size,
        None => PageSize::MOST,
    }
}

impl Question {
    /// The Read that asks it.
    pub fn read(&self) -> Read<Task> {
        let read = match self {
            Self::Key { key } => {
                let search = Search::new().with_field(Field::ThinClientId.as_str(), key);
                Read::equal_to(search).with_page(0, MOST_OF_A_KEY)
            }
            Self::Day {
                user,
                date,
                offset,
                count,
            } => {
                let method = match user {
                    None => Method::All,
                    Some(user) => {
                        let user = user.to_string();
                        let search = Search::new().with_field(Field::UserId.as_str(), &user);
                        Method::EqualTo(search.into())
                    }
                };
                Read::new(method)
                    .with_filter(Filter::date_equal_to(Field::Date.as_str(), *date))
                    // Without an order the server promises none, and pages could overlap.
                    .with_order(Field::Id.as_str(), Direction::Ascending)
                    .with_page(*offset, *count)
            }
        };
        read.with_fields(COMPARED.map(Field::as_str))
    }
}
