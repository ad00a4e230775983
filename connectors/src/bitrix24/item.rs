//! A record of spent time.

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{ItemId, TaskId, UserId};
use crate::given::{FromJson, Given};

/// How a record came to be.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Source {
    /// Not known to the server.
    Unknown,
    /// Written by hand.
    Manual,
    /// Written by the timer.
    Timer,
    /// Another number.
    Other(i64),
}

impl FromJson for Source {
    fn from_json(value: &Value) -> Option<Self> {
        Some(match i64::from_json(value)? {
            1 => Self::Unknown,
            2 => Self::Manual,
            3 => Self::Timer,
            other => Self::Other(other),
        })
    }
}

/// A moment with its distance from UTC.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Moment(pub DateTime<FixedOffset>);

impl FromJson for Moment {
    fn from_json(value: &Value) -> Option<Self> {
        let moment = DateTime::parse_from_rfc3339(value.as_str()?.trim());
        moment.ok().map(Self)
    }
}

/// A record of spent time, a row of `task.elapseditem`.
///
/// All comes in texts, and with a selection the rest is left out; so each field is read on its own. Fields that
/// are not known are kept.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "UPPERCASE", default)]
#[non_exhaustive]
pub struct ElapsedItem {
    /// Its id.
    pub id: Given<ItemId>,
    /// The task that the time was spent on.
    pub task_id: Given<TaskId>,
    /// Who spent it.
    pub user_id: Given<UserId>,
    /// What was done.
    pub comment_text: Given<String>,
    /// How long, in seconds: what counts.
    pub seconds: Given<i64>,
    /// The same in minutes, half ones rounded up, as the screens show it.
    pub minutes: Given<i64>,
    /// How it came to be.
    pub source: Given<Source>,
    /// The moment that the work belongs to.
    pub created_date: Given<Moment>,
    /// When the timer was started; of a record written by hand, when it was written.
    pub date_start: Given<Moment>,
    /// When the timer was stopped; of a record written by hand, when it was written.
    pub date_stop: Given<Moment>,
    /// Fields that are not known.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
