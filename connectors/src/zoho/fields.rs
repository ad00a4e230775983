//! The fields of a time entry that a program may set.

use serde_json::{Map, Value};
use thiserror::Error;

use super::{
    LogDate, LogTime, Notes, NotesError, ProjectId, TaskId, TimeEntry, TimeSpent, TimeSpentError,
    UserId,
};
use crate::given::Given;

/// The fields of a time entry that a program may set. Logging and updating take the same, and require the
/// same.
///
/// ```
/// use suiteprojects_connectors::zoho::{LogTime, Notes, TimeEntryFields, TimeSpent};
///
/// let fields = TimeEntryFields::new(
///     "460000000044019".parse()?,
///     "460000000044009".parse()?,
///     "460000000024003".parse()?,
///     "2013-09-17".parse()?,
///     TimeSpent::log_time(LogTime::from_minutes(300))?,
/// )
/// .billable(true)
/// .with_notes(Notes::new("Distribution analysis")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TimeEntryFields {
    /// The project.
    pub project_id: ProjectId,
    /// The task, one of the project.
    pub task_id: TaskId,
    /// Who worked. That it has to be a user of the project is our reading.
    pub user_id: UserId,
    /// The day of the work.
    pub log_date: LogDate,
    /// How long the work took.
    pub spent: TimeSpent,
    /// Whether the customer pays for it; unless set, the server decides.
    pub is_billable: Option<bool>,
    /// What was done.
    pub notes: Option<Notes>,
    /// Whether a timer starts to run.
    pub start_timer: bool,
}

impl TimeEntryFields {
    /// What is required.
    pub const fn new(
        project_id: ProjectId,
        task_id: TaskId,
        user_id: UserId,
        log_date: LogDate,
        spent: TimeSpent,
    ) -> Self {
        Self {
            project_id,
            task_id,
            user_id,
            log_date,
            spent,
            is_billable: None,
            notes: None,
            start_timer: false,
        }
    }

    /// Says whether the customer pays for it.
    #[must_use]
    pub const fn billable(mut self, is_billable: bool) -> Self {
        self.is_billable = Some(is_billable);
        self
    }

    /// Says what was done.
    #[must_use]
    pub fn with_notes(mut self, notes: Notes) -> Self {
        self.notes = Some(notes);
        self
    }

    /// Starts a timer for it. The vendor's table calls `start_timer` a string, its own library sends a
    /// boolean, and so does this one.
    #[must_use]
    pub const fn with_timer(mut self) -> Self {
        self.start_timer = true;
        self
    }

    /// The fields as the server tells them, to change some and send all: an update requires what logging
    /// requires.
    ///
    /// Begin and end are taken if the logged time agrees with them or is absent, otherwise the logged time
    /// is. Custom fields are not sent; their form is not documented.
    ///
    /// # Errors
    ///
    /// [`IncompleteEntry`] if a required field is absent or cannot be read, or another cannot be read.
    pub fn of(entry: &TimeEntry) -> Result<Self, IncompleteEntry> {
        let spent = match (entry.begin_and_end(), entry.times_disagree()) {
            (Some((begin, end)), false) => TimeSpent::between(begin, end)?,
            _ => TimeSpent::log_time(required("log_time", &entry.log_time)?)?,
        };
        Ok(Self {
            project_id: required("project_id", &entry.project_id)?,
            task_id: required("task_id", &entry.task_id)?,
            user_id: required("user_id", &entry.user_id)?,
            log_date: required("log_date", &entry.log_date)?,
            spent,
            is_billable: optional("is_billable", &entry.is_billable)?,
            notes: optional("notes", &entry.notes)?
                .map(Notes::new)
                .transpose()?,
            start_timer: false,
        })
    }

    /// The JSON object that is sent. What is not set is left out; blanks stand for nothing in the vendor's samples
    /// and are never sent.
    pub(super) fn json(&self) -> Value {
        let mut json = Map::new();
        let mut set = |name: &str, value: Value| json.insert(name.to_owned(), value);
        set("project_id", self.project_id.to_string().into());
        set("task_id", self.task_id.to_string().into());
        set("user_id", self.user_id.to_string().into());
        set("log_date", self.log_date.to_string().into());
        if let Some((begin, end)) = self.spent.begin_and_end() {
            set("begin_time", begin.to_string().into());
            set("end_time", end.to_string().into());
        } else {
            let time = LogTime::from_minutes(self.spent.minutes());
            set("log_time", time.to_string().into());
        }
        if let Some(is_billable) = self.is_billable {
            set("is_billable", is_billable.into());
        }
        if let Some(notes) = &self.notes {
            set("notes", notes.as_str().into());
        }
        if self.start_timer {
            set("start_timer", true.into());
        }
        Value::Object(json)
    }

    /// Whether a time entry of the server says the same. What is not set here may be anything there.
    pub fn are_of(&self, entry: &TimeEntry) -> bool {
        let same_times = match self.spent.begin_and_end() {
            Some(times) => entry.begin_and_end() == Some(times),
            None => entry.duration().map(LogTime::minutes) == Some(self.spent.minutes()),
        };
        let notes = self.notes.as_ref().map_or("", Notes::as_str).trim();
        let other = entry.notes.value().map_or("", String::as_str).trim();
        entry.project_id.value() == Some(&self.project_id)
            && entry.task_id.value() == Some(&self.task_id)
            && entry.user_id.value() == Some(&self.user_id)
            && entry.log_date.value() == Some(&self.log_date)
            && same_times
            && notes == other
            && self.is_billable.is_none_or(|is_billable| {
                entry
                    .is_billable
                    .value()
                    .is_none_or(|other| *other == is_billable)
            })
    }
}

fn required<T: Clone>(field: &'static str, given: &Given<T>) -> Result<T, IncompleteEntry> {
    optional(field, given)?.ok_or(IncompleteEntry::Absent { field })
}

fn optional<T: Clone>(field: &'static str, given: &Given<T>) -> Result<Option<T>, IncompleteEntry> {
    match given {
        Given::Absent => Ok(None),
        Given::Value(value) => Ok(Some(value.clone())),
        Given::Odd(_) => Err(IncompleteEntry::Odd { field }),
    }
}

/// Why the fields of a time entry cannot be sent back.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum IncompleteEntry {
    /// A required field is absent.
    #[error("the time entry of the server has no {field}, expected one")]
    #[non_exhaustive]
    Absent {
        /// The field.
        field: &'static str,
    },
    /// A field has another form than expected.
    #[error("the {field} of the time entry of the server cannot be read")]
    #[non_exhaustive]
    Odd {
        /// The field.
        field: &'static str,
    },
    /// The time cannot be sent.
    #[error(transparent)]
    Spent(#[from] TimeSpentError),
    /// The notes cannot be sent.
    #[error(transparent)]
    Notes(#[from] NotesError),
}
