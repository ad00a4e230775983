//! What does not go over.

use std::fmt;

use suiteprojects::task::Id;
use suiteprojects::validate::Severity;

/// Which kind of record.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// A user.
    User,
    /// A project.
    Project,
    /// A task of a project.
    Task,
    /// A contact, which is a customer on the other side.
    Contact,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::User => "user",
            Self::Project => "project",
            Self::Task => "task",
            Self::Contact => "contact",
        })
    }
}

/// Something that does not go over, or goes over as something else.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Loss {
    /// The entry runs: its duration is not known yet.
    Running,
    /// No whole minute is left between begin and end.
    NoTime,
    /// There is no counterpart for a record.
    NoCounterpart(Kind, Box<str>),
    /// The seconds beyond whole minutes stay behind.
    Seconds(u32),
    /// The work goes over midnight and became so many entries.
    Split(usize),
    /// The work goes over midnight, and where its pauses are is not known: all of it is on its first day.
    Midnight,
    /// Begin and end stay behind: with the pauses between them they say more than the duration.
    Paused,
    /// Begin and end stay behind: the clock was changed between them.
    ClockChanged,
    /// Begin and end stay behind: one of them is 00:00, by which the server clears the field.
    Clearing,
    /// Begin and end stay behind, because they are not wanted.
    TimesNotWanted,
    /// A field that is needed is absent.
    Absent(&'static str),
    /// A field has a value that cannot be read.
    Unreadable(&'static str, Box<str>),
    /// There is no counterpart for a record of SuiteProjects Pro.
    UnknownHere(Kind, Id),
    /// The duration cannot be sent: it is less than a minute or more than a day.
    Duration(Box<str>),
    /// The duration is no whole number of minutes and was rounded to so many.
    Rounded(u32),
    /// Two rules of combining the fields of the duration disagree; so many minutes are taken.
    AmbiguousDuration(u32),
    /// One of begin and end is there and the other is not, or cannot be read; it stays behind.
    HalfTimes,
    /// Begin and end do not differ by the duration, or are in an hour that comes twice or never, and stay behind.
    TimesDisagree,
    /// The seconds of begin and end stay behind.
    SecondsOfTimes,
    /// The begin is not known and was made up.
    InventedBegin,
    /// With a begin that was made up, the work goes over midnight.
    OverMidnight,
    /// There is no text, and one was put in its place.
    InventedText,
    /// `notes` and `description` have become one text.
    Joined,
    /// These members have no place on the other side.
    Dropped(Vec<Box<str>>),
}

impl Loss {
    /// An error if the entry cannot go over, a warning if it can.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Running
            | Self::NoTime
            | Self::NoCounterpart(Kind::User | Kind::Project | Kind::Task, _)
            | Self::UnknownHere(Kind::User | Kind::Project | Kind::Task, _)
            | Self::Absent(_)
            | Self::Unreadable(..)
            | Self::Duration(_) => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// A short stable name, such as `running`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::NoTime => "no-time",
            Self::NoCounterpart(..) | Self::UnknownHere(..) => "no-counterpart",
            Self::Absent(_) => "absent",
            Self::Unreadable(..) => "unreadable",
            Self::Duration(_) => "duration-out-of-range",
            Self::Rounded(_) => "rounded",
            Self::AmbiguousDuration(_) => "ambiguous-duration",
            Self::HalfTimes => "half-times",
            Self::TimesDisagree => "times-disagree",
            Self::SecondsOfTimes => "seconds-of-times",
            Self::InventedBegin => "invented-begin",
            Self::OverMidnight => "over-midnight",
            Self::InventedText => "invented-text",
            Self::Joined => "joined",
            Self::Seconds(_) => "seconds",
            Self::Split(_) => "split",
            Self::Midnight => "midnight",
            Self::Paused => "paused",
            Self::ClockChanged => "clock-changed",
            Self::Clearing => "clearing",
            Self::TimesNotWanted => "times-not-wanted",
            Self::Dropped(_) => "dropped",
        }
    }
}

/// One line, no full stop.
impl fmt::Display for Loss {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Running => formatter.write_str("the entry runs, expected one that was stopped"),
            Self::NoTime => {
                formatter.write_str("no minute is left between begin and end, expected one at least")
            }
            Self::NoCounterpart(kind, id) => {
                write!(formatter, "the {kind} {id} there has no counterpart")
            }
            Self::Seconds(seconds) => write!(formatter, "{seconds} s beyond whole minutes stay behind"),
            Self::Split(parts) => {
                write!(formatter, "the work goes over midnight and became {parts} entries")
            }
            Self::Midnight => formatter.write_str(
                "the work goes over midnight with pauses at times that are not known; all of it is on its first day",
            ),
            Self::Paused => formatter.write_str(
                "begin and end stay behind: with the pauses they say more than the duration",
            ),
            Self::ClockChanged => formatter
                .write_str("begin and end stay behind: the clock was changed between them"),
            Self::Clearing => formatter.write_str(
                "begin and end stay behind: one of them is 00:00, which clears the field",
            ),
            Self::TimesNotWanted => formatter.write_str("begin and end stay behind"),
            Self::Absent(field) => write!(formatter, "`{field}` is absent, expected a value"),
            Self::Unreadable(field, found) => write!(formatter, "`{field}` cannot be read: {found}"),
            Self::UnknownHere(kind, id) => {
                write!(formatter, "the {kind} {id} of SuiteProjects Pro has no counterpart")
            }
            Self::Duration(found) => write!(
                formatter,
                "the duration is {found}, expected one from 0:01 to 24:00"
            ),
            Self::Rounded(minutes) => {
                write!(formatter, "the duration was rounded to {minutes} minutes")
            }
            Self::AmbiguousDuration(minutes) => write!(
                formatter,
                "the fields of the duration can be combined in two ways; {minutes} minutes are taken"
            ),
            Self::HalfTimes => formatter
                .write_str("begin and end are not both there and readable, and stay behind"),
            Self::TimesDisagree => formatter
                .write_str("begin and end do not differ by the duration, and stay behind"),
            Self::SecondsOfTimes => formatter.write_str("the seconds of begin and end stay behind"),
            Self::InventedBegin => formatter.write_str("the begin is not known and was made up"),
            Self::OverMidnight => formatter
                .write_str("with a begin that was made up, the work goes over midnight"),
            Self::InventedText => {
                formatter.write_str("there is no text, and one was put in its place")
            }
            Self::Joined => formatter.write_str("`notes` and `description` have become one text"),
            Self::Dropped(members) => {
                write!(formatter, "there is no place for {}", members.join(", "))
            }
        }
    }
}
