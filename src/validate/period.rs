//! The period between the times of an entry, and how it compares with the duration.

use super::facts::{DurationFacts, Facts, Read};
use super::finding::Missing;
use super::reference::Knowledge;
use super::rule::Command;
use crate::task::Field;
use crate::time::{Duration, TimeOfDay};

/// A start and an end time, not necessarily in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    pub(super) start: TimeOfDay,
    pub(super) end: TimeOfDay,
}

impl Times {
    pub(super) fn seconds(self) -> i128 {
        i128::from(self.end.seconds()) - i128::from(self.start.seconds())
    }
}

/// What is known of the period of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) enum Period {
    /// There is none: a time is absent, wrong or cleared.
    None,
    /// Both times, sent or, on Modify, stored.
    Known(Times),
    /// One time is sent and the stored other one is not known.
    Unchecked(Missing),
}

impl Period {
    pub(super) fn known(self) -> Option<Times> {
        match self {
            Self::Known(times) => Some(times),
            Self::None | Self::Unchecked(_) => None,
        }
    }

    pub(super) fn missing(self) -> Option<Missing> {
        match self {
            Self::Unchecked(missing) => Some(missing),
            Self::None | Self::Known(_) => None,
        }
    }
}

/// A duration beside a period that runs forward.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comparison {
    pub(super) duration: Duration,
    pub(super) period: Times,
}

impl Comparison {
    /// The period less the duration.
    pub(super) fn difference_seconds(&self) -> i128 {
        self.period
            .seconds()
            .saturating_sub(self.duration.total_minutes().saturating_mul(60))
    }

    pub(super) fn matches(&self) -> bool {
        self.difference_seconds() == 0
    }

    /// Whether seconds in the period alone may account for the difference.
    pub(super) fn is_within_a_minute(&self) -> bool {
        self.period.seconds() % 60 != 0 && self.difference_seconds().abs() < 60
    }
}

impl Facts<'_> {
    /// The period of the entry after the command.
    pub(super) fn period(&self) -> Period {
        if !self.writes() || self.clears_time() {
            return Period::None;
        }
        let stored =
            |of: fn(super::CurrentTask) -> Option<TimeOfDay>| match (self.command, self.current) {
                (Command::Modify, Knowledge::NotKnown) => Err(Missing::CurrentEntry),
                (Command::Modify, Knowledge::Record(current)) => {
                    Ok(of(current).filter(|time| !time.is_clear()))
                }
                _ => Ok(None),
            };
        let (start, end) = match (&self.start, &self.end) {
            (Read::Valid(start), Read::Valid(end)) => (Ok(Some(*start)), Ok(Some(*end))),
            (Read::Valid(start), Read::Absent) => {
                (Ok(Some(*start)), stored(|current| current.end_time))
            }
            (Read::Absent, Read::Valid(end)) => {
                (stored(|current| current.start_time), Ok(Some(*end)))
            }
            _ => return Period::None,
        };
        match (start, end) {
            (Ok(Some(start)), Ok(Some(end))) => Period::Known(Times { start, end }),
            (Err(missing), _) | (_, Err(missing)) => Period::Unchecked(missing),
            _ => Period::None,
        }
    }

    /// The duration and the period, if both are there and the period runs forward; an error if they
    /// should be compared but something for that is not known.
    pub(super) fn comparison(&self) -> Result<Option<Comparison>, Missing> {
        let period = match self.period() {
            Period::None => return Ok(None),
            Period::Unchecked(missing) => return Err(missing),
            Period::Known(period) => period,
        };
        if period.start >= period.end {
            return Ok(None);
        }
        match self.duration {
            DurationFacts::Known { combination, .. } => Ok(Some(Comparison {
                duration: combination.duration,
                period,
            })),
            DurationFacts::InDays => Err(Missing::HoursOfDay),
            DurationFacts::Partial => Err(Missing::CurrentEntry),
            DurationFacts::Absent | DurationFacts::Unreadable => Ok(None),
        }
    }

    /// Whether a start or end time is sent.
    pub(super) fn sets_time(&self) -> bool {
        self.start.is_sent() || self.end.is_sent()
    }

    /// Whether the start time is 00:00:00.
    pub(super) fn clears_start(&self) -> bool {
        self.start.valid().is_some_and(TimeOfDay::is_clear)
    }

    fn clears_end(&self) -> bool {
        self.end.valid().is_some_and(TimeOfDay::is_clear)
    }

    /// Whether one of the times is 00:00:00, or both.
    pub(super) fn clears_time(&self) -> bool {
        self.clears_start() || self.clears_end()
    }

    pub(super) fn clears_both_times(&self) -> bool {
        self.clears_start() && self.clears_end()
    }

    /// The time field that is sent, the start time first.
    pub(super) fn time_field(&self) -> Field {
        if self.start.is_sent() {
            Field::StartTime
        } else {
            Field::EndTime
        }
    }

    /// The duration field that says most of those sent.
    pub(super) fn duration_field(&self) -> Field {
        if self.hours.is_sent() {
            Field::Hours
        } else if self.decimal_hours.is_sent() {
            Field::DecimalHours
        } else {
            Field::Minutes
        }
    }
}
