//! What does not go over.

use std::fmt;

use suiteprojects::task::Id;
use suiteprojects::text::{one_line, shortened};
use suiteprojects::validate::Severity;

use super::super::{ClockTime, LogTime, NotesError, TimeSpentError};
use super::Kind;

/// Something that does not go over, or goes over as something else.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Loss {
    /// The timer of the entry runs: its duration is not known yet.
    BeingTimed,
    /// A field that is needed is absent.
    Absent(&'static str),
    /// A field has a value that cannot be read.
    Unreadable(&'static str, Box<str>),
    /// There is no counterpart for a record of Zoho Billing.
    UnknownThere(Kind, u64),
    /// There is no counterpart for a record of SuiteProjects Pro.
    UnknownHere(Kind, Id),
    /// The duration cannot be sent: it is negative or longer than a day.
    Duration(Box<str>),
    /// The time cannot be sent.
    Spent(TimeSpentError),
    /// The notes cannot be sent.
    Notes(NotesError),
    /// Begin and end say something else than the duration and stay behind.
    TimesDisagree(LogTime),
    /// One of begin and end is there and the other is not, or cannot be read; it stays behind.
    HalfTimes,
    /// The begin is 00:00, by which the server clears the field; begin and end stay behind.
    Midnight,
    /// Begin and end stay behind, because they are not wanted.
    TimesNotWanted(ClockTime, ClockTime),
    /// The seconds of begin and end stay behind.
    Seconds,
    /// The duration is no whole number of minutes and was rounded to this.
    Rounded(LogTime),
    /// Two rules of combining the fields of the duration disagree; this is taken.
    AmbiguousDuration(LogTime),
    /// `notes` and `description` have become one text.
    Joined,
    /// These fields have no place on the other side.
    Dropped(Vec<Box<str>>),
}

impl Loss {
    pub(super) fn unreadable(field: &'static str, found: &str) -> Self {
        Self::Unreadable(field, shortened(&one_line(found)).into())
    }

    /// An error if the entry cannot go over, a warning if it can.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::BeingTimed
            | Self::Absent(_)
            | Self::Unreadable(..)
            | Self::UnknownThere(..)
            | Self::UnknownHere(..)
            | Self::Duration(_)
            | Self::Spent(_)
            | Self::Notes(_) => Severity::Error,
            Self::TimesDisagree(_)
            | Self::HalfTimes
            | Self::Midnight
            | Self::TimesNotWanted(..)
            | Self::Seconds
            | Self::Rounded(_)
            | Self::AmbiguousDuration(_)
            | Self::Joined
            | Self::Dropped(_) => Severity::Warning,
        }
    }

    /// A short stable name, such as `being-timed`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::BeingTimed => "being-timed",
            Self::Absent(_) => "absent",
            Self::Unreadable(..) => "unreadable",
            Self::UnknownThere(..) | Self::UnknownHere(..) => "no-counterpart",
            Self::Duration(_) | Self::Spent(_) => "duration-out-of-range",
            Self::Notes(_) => "notes-too-long",
            Self::TimesDisagree(_) => "times-disagree",
            Self::HalfTimes => "half-times",
            Self::Midnight => "midnight",
            Self::TimesNotWanted(..) => "times-not-wanted",
            Self::Seconds => "seconds",
            Self::Rounded(_) => "rounded",
            Self::AmbiguousDuration(_) => "ambiguous-duration",
            Self::Joined => "joined",
            Self::Dropped(_) => "dropped",
        }
    }
}

/// One line, no full stop.
impl fmt::Display for Loss {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BeingTimed => {
                formatter.write_str("the timer of the entry runs, expected one that was stopped")
            }
            Self::Absent(field) => write!(formatter, "`{field}` is absent, expected a value"),
            Self::Unreadable(field, found) => {
                write!(formatter, "`{field}` cannot be read: {found}")
            }
            Self::UnknownThere(kind, id) => {
                write!(
                    formatter,
                    "the {kind} {id} of Zoho Billing has no counterpart"
                )
            }
            Self::UnknownHere(kind, id) => {
                write!(
                    formatter,
                    "the {kind} {id} of SuiteProjects Pro has no counterpart"
                )
            }
            Self::Duration(found) => write!(
                formatter,
                "the duration is {found}, expected one from 0:00 to 24:00"
            ),
            Self::Spent(error) => error.fmt(formatter),
            Self::Notes(error) => error.fmt(formatter),
            Self::TimesDisagree(duration) => write!(
                formatter,
                "begin and end do not agree with the duration {duration} and stay behind"
            ),
            Self::HalfTimes => formatter.write_str(
                "begin and end are not both there, the one before the other, and stay behind",
            ),
            Self::Midnight => formatter.write_str(
                "the work begins at 00:00, which clears the field; begin and end stay behind",
            ),
            Self::TimesNotWanted(begin, end) => {
                write!(formatter, "the begin {begin} and the end {end} stay behind")
            }
            Self::Seconds => formatter.write_str("the seconds of begin and end stay behind"),
            Self::Rounded(duration) => {
                write!(formatter, "the duration was rounded to {duration}")
            }
            Self::AmbiguousDuration(duration) => write!(
                formatter,
                "the fields of the duration can be combined in two ways; {duration} is taken"
            ),
            Self::Joined => formatter.write_str("`notes` and `description` have become one text"),
            Self::Dropped(fields) => {
                write!(formatter, "there is no place for {}", fields.join(", "))
            }
        }
    }
}
