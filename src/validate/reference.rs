//! What is known of the records that a time entry points to.

use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::task::{Id, Task};
use crate::time::{DecimalHoursWithMinutes, Duration, MinuteRounding, TimeOfDay, duration};

/// An answer about a record.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Knowledge<T> {
    /// The record exists, and this is it.
    Record(T),
    /// The record does not exist on the server.
    NoSuchRecord,
    /// Nothing is known: rules that need the record are reported as unchecked.
    NotKnown,
}

impl<T> Knowledge<T> {
    /// The record, if there is one.
    pub fn record(self) -> Option<T> {
        match self {
            Self::Record(record) => Some(record),
            Self::NoSuchRecord | Self::NotKnown => None,
        }
    }
}

/// Where the engine asks for the records that a time entry points to.
///
/// Each method has a default that knows nothing, so an own store implements what it has. The
/// methods are called while an entry is checked: they should answer from memory.
///
/// ```
/// use suiteprojects::task::Id;
/// use suiteprojects::validate::{Knowledge, Reference, User};
///
/// struct OnlyUserSeven;
///
/// impl Reference for OnlyUserSeven {
///     fn user(&self, id: Id) -> Knowledge<User> {
///         if id.get() == 7 { Knowledge::Record(User::default()) } else { Knowledge::NoSuchRecord }
///     }
/// }
/// ```
pub trait Reference {
    /// The user with this id.
    fn user(&self, _id: Id) -> Knowledge<User> {
        Knowledge::NotKnown
    }

    /// The project with this id.
    fn project(&self, _id: Id) -> Knowledge<Project> {
        Knowledge::NotKnown
    }

    /// The project task with this id.
    fn project_task(&self, _id: Id) -> Knowledge<ProjectTask> {
        Knowledge::NotKnown
    }

    /// The timesheet with this id.
    fn timesheet(&self, _id: Id) -> Knowledge<Timesheet> {
        Knowledge::NotKnown
    }

    /// The time entry with this id as it is stored now, for Modify and Delete.
    fn task(&self, _id: Id) -> Knowledge<CurrentTask> {
        Knowledge::NotKnown
    }
}

macro_rules! pointers {
    ($($pointer:ty),*) => {
        $(impl<R: Reference + ?Sized> Reference for $pointer {
            fn user(&self, id: Id) -> Knowledge<User> {
                (**self).user(id)
            }

            fn project(&self, id: Id) -> Knowledge<Project> {
                (**self).project(id)
            }

            fn project_task(&self, id: Id) -> Knowledge<ProjectTask> {
                (**self).project_task(id)
            }

            fn timesheet(&self, id: Id) -> Knowledge<Timesheet> {
                (**self).timesheet(id)
            }

            fn task(&self, id: Id) -> Knowledge<CurrentTask> {
                (**self).task(id)
            }
        })*
    };
}

pointers!(&R, Box<R>, Rc<R>, Arc<R>);

/// Knows nothing: every rule that needs reference data is reported as unchecked.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct NoReference;

impl Reference for NoReference {}

/// What the rules need of a user. The default is an active employee.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct User {
    /// Whether the user is active.
    pub active: bool,
    /// Whether the user is a generic resource, a placeholder for planning.
    pub generic: bool,
    /// Whether the user was deleted.
    pub deleted: bool,
}

impl Default for User {
    fn default() -> Self {
        Self {
            active: true,
            generic: false,
            deleted: false,
        }
    }
}

/// What the rules need of a project.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Project {
    /// The customer of the project.
    pub customerid: Option<Id>,
    /// Whether the project was deleted.
    pub deleted: bool,
}

/// The days from `first` to `last`, both included; a missing bound is open.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DateRange {
    /// The first day.
    pub first: Option<NaiveDate>,
    /// The last day.
    pub last: Option<NaiveDate>,
}

impl DateRange {
    /// Whether the day lies within.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }
}

/// What the rules need of a project task.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ProjectTask {
    /// The project that the project task belongs to.
    pub projectid: Option<Id>,
    /// The type of the project task.
    pub projecttask_typeid: Option<Id>,
    /// `calculated_starts` to `calculated_finishes`.
    pub calculated: DateRange,
    /// `starts` to `fnlt_date`.
    pub scheduled: DateRange,
    /// Whether the project task was deleted.
    pub deleted: bool,
}

/// The state of a timesheet.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum TimesheetStatus {
    /// `O`: open.
    #[default]
    Open,
    /// `S`: submitted for approval.
    Submitted,
    /// `A`: approved.
    Approved,
    /// `R`: rejected, and so open for correction.
    Rejected,
    /// `X`: archived.
    Archived,
}

impl TimesheetStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Submitted,
        Self::Approved,
        Self::Rejected,
        Self::Archived,
    ];

    /// The letter of the field `status`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "O",
            Self::Submitted => "S",
            Self::Approved => "A",
            Self::Rejected => "R",
            Self::Archived => "X",
        }
    }

    /// The status as a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Archived => "archived",
        }
    }
}

/// What the rules need of a timesheet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Timesheet {
    /// The state of the timesheet.
    pub status: TimesheetStatus,
    /// Whether the timesheet was marked as exported.
    pub exported: bool,
}

/// What the rules need of a time entry as it is stored now.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct CurrentTask {
    /// The day.
    pub date: Option<NaiveDate>,
    /// The project.
    pub projectid: Option<Id>,
    /// The project task.
    pub projecttaskid: Option<Id>,
    /// The timesheet that holds the entry.
    pub timesheetid: Option<Id>,
    /// The start time; 00:00:00 counts as none.
    pub start_time: Option<TimeOfDay>,
    /// The end time; 00:00:00 counts as none.
    pub end_time: Option<TimeOfDay>,
    /// The duration.
    pub duration: Option<Duration>,
    /// Whether a signer accepted the entry; `None` if that is not known.
    pub accepted: Option<bool>,
}

impl From<&Task> for CurrentTask {
    /// The stored entry as a Read returned it. Whether it was accepted does not stand in it.
    fn from(task: &Task) -> Self {
        let parts = duration::Parts {
            decimal_hours: if task.hours.is_none() && task.minutes.is_none() {
                task.decimal_hours
            } else {
                None
            },
            hours: task.hours,
            minutes: task.minutes.map(i128::from),
        };
        let combined = duration::combine(
            parts,
            DecimalHoursWithMinutes::default(),
            MinuteRounding::default(),
        );
        Self {
            date: task.date,
            projectid: task.projectid,
            projecttaskid: task.projecttaskid,
            timesheetid: task.timesheetid,
            start_time: task.start_time,
            end_time: task.end_time,
            duration: combined.map(|combined| combined.duration),
            accepted: None,
        }
    }
}
