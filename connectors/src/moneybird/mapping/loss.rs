//! What does not go over.

use std::fmt;

use suiteprojects::validate::Severity;

/// Which kind of record.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// A user.
    User,
    /// A project.
    Project,
    /// A contact, which is a customer on the other side.
    Contact,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::User => "user",
            Self::Project => "project",
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
    /// These members have no place on the other side.
    Dropped(Vec<Box<str>>),
}

impl Loss {
    /// An error if the entry cannot go over, a warning if it can.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Running | Self::NoTime | Self::NoCounterpart(Kind::User | Kind::Project, _) => {
                Severity::Error
            }
            Self::NoCounterpart(Kind::Contact, _)
            | Self::Seconds(_)
            | Self::Split(_)
            | Self::Midnight
            | Self::Paused
            | Self::ClockChanged
            | Self::Clearing
            | Self::TimesNotWanted
            | Self::Dropped(_) => Severity::Warning,
        }
    }

    /// A short stable name, such as `running`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::NoTime => "no-time",
            Self::NoCounterpart(..) => "no-counterpart",
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
                write!(formatter, "the {kind} {id} of Moneybird has no counterpart")
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
            Self::Dropped(members) => {
                write!(formatter, "there is no place for {}", members.join(", "))
            }
        }
    }
}
