//! Durations and clock times: both are `HH:mm` on the wire, and neither is the other.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::Value;
use suiteprojects::time::{Duration, TimeOfDay};
use thiserror::Error;

use crate::given::FromJson;

/// What a day has.
const MINUTES_OF_A_DAY: u32 = 24 * 60;

/// More hours than these are no duration that anyone logged.
const MOST_HOURS: u32 = 999_999;

/// A duration in whole minutes: `log_time`, written `HH:mm`.
///
/// Received ones may be longer than a day; the totals in the vendor's samples show that this is no
/// time of day.
///
/// ```
/// use suiteprojects_connectors::zoho::LogTime;
///
/// let time: LogTime = "05:30".parse()?;
/// assert_eq!(time.minutes(), 330);
/// assert_eq!(LogTime::from_minutes(90).to_string(), "01:30");
/// # Ok::<(), suiteprojects_connectors::zoho::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct LogTime(u32);

impl LogTime {
    /// A duration of this many minutes.
    pub const fn from_minutes(minutes: u32) -> Self {
        Self(minutes)
    }

    /// All of it in minutes.
    pub const fn minutes(self) -> u32 {
        self.0
    }
}

impl From<LogTime> for Duration {
    fn from(time: LogTime) -> Self {
        Self::from_minutes(time.0.into())
    }
}

impl FromStr for LogTime {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let (hours, minutes) = parts(text)?;
        if hours > MOST_HOURS {
            return Err(TimeError::Form);
        }
        Ok(Self(hours * 60 + minutes))
    }
}

impl fmt::Display for LogTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A time of day in whole minutes: `begin_time` and `end_time`, written `HH:mm`, 00:00 to 23:59, in
/// the time zone of the organization.
///
/// ```
/// use suiteprojects_connectors::zoho::ClockTime;
///
/// let time: ClockTime = "08:30".parse()?;
/// assert_eq!(time.minutes(), 510);
/// assert!("24:00".parse::<ClockTime>().is_err());
/// # Ok::<(), suiteprojects_connectors::zoho::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ClockTime(u32);

impl ClockTime {
    /// The time of day with these parts; `None` if one of them is out of range.
    #[must_use]
    pub const fn new(hour: u32, minute: u32) -> Option<Self> {
        if hour < 24 && minute < 60 {
            Some(Self(hour * 60 + minute))
        } else {
            None
        }
    }

    /// Minutes since midnight, 0 to 1439.
    pub const fn minutes(self) -> u32 {
        self.0
    }

    /// The same without its seconds.
    #[must_use]
    pub const fn floor(time: TimeOfDay) -> Self {
        Self(time.seconds() / 60)
    }
}

impl From<ClockTime> for TimeOfDay {
    fn from(time: ClockTime) -> Self {
        Self::new(time.0 / 60, time.0 % 60, 0).unwrap_or(Self::MIDNIGHT)
    }
}

impl FromStr for ClockTime {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let (hour, minute) = parts(text)?;
        Self::new(hour, minute).ok_or(TimeError::Hour)
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// Hours of any number of digits, and two digits of minutes. A single digit of hours is taken, as
/// a server that leaves the zero away may send it.
fn parts(text: &str) -> Result<(u32, u32), TimeError> {
    let (hours, minutes) = text.trim().split_once(':').ok_or(TimeError::Form)?;
    let number = |digits: &str| {
        let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits
            .parse()
            .ok()
            .filter(|_| are_digits)
            .ok_or(TimeError::Form)
    };
    if minutes.len() != 2 {
        return Err(TimeError::Form);
    }
    match (number(hours)?, number(minutes)?) {
        (_, 60..) => Err(TimeError::Minute),
        parts => Ok(parts),
    }
}

macro_rules! as_text {
    ($($name:ident)+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl FromJson for $name {
            fn from_json(value: &Value) -> Option<Self> {
                value.as_str()?.parse().ok()
            }
        }
    )+};
}

as_text!(LogTime ClockTime);

/// Why a text is no duration or time of day.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum TimeError {
    /// It has another form.
    #[error("a time is expected in the form HH:mm")]
    Form,
    /// The hour is not one of a day.
    #[error("an hour of a time of day is expected in 00 to 23")]
    Hour,
    /// There are more than 59 minutes.
    #[error("minutes are expected in 00 to 59")]
    Minute,
}

/// How long somebody worked: a duration, or from when to when.
///
/// The API takes `log_time`, or `begin_time` with `end_time`; this type is one of both and never half of
/// one.
///
/// ```
/// use suiteprojects_connectors::zoho::TimeSpent;
///
/// let spent = TimeSpent::between("10:00".parse()?, "15:00".parse()?)?;
/// assert_eq!(spent.minutes(), 300);
/// let error = TimeSpent::between("15:00".parse()?, "10:00".parse()?).unwrap_err();
/// assert_eq!(error.to_string(), "the begin 15:00 is not before the end 10:00, expected both on one day");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct TimeSpent(Spent);

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Spent {
    LogTime(LogTime),
    Between(ClockTime, ClockTime),
}

impl TimeSpent {
    /// A duration, at most 24 hours.
    ///
    /// # Errors
    ///
    /// [`TimeSpentError`] if it is longer than a day.
    pub const fn log_time(time: LogTime) -> Result<Self, TimeSpentError> {
        if time.minutes() > MINUTES_OF_A_DAY {
            return Err(TimeSpentError::TooLong { found: time });
        }
        Ok(Self(Spent::LogTime(time)))
    }

    /// From when to when on one day.
    ///
    /// # Errors
    ///
    /// [`TimeSpentError`] if the end is not after the begin.
    pub const fn between(begin: ClockTime, end: ClockTime) -> Result<Self, TimeSpentError> {
        if begin.minutes() >= end.minutes() {
            return Err(TimeSpentError::Order { begin, end });
        }
        Ok(Self(Spent::Between(begin, end)))
    }

    /// The duration in minutes.
    pub const fn minutes(self) -> u32 {
        match self.0 {
            Spent::LogTime(time) => time.minutes(),
            Spent::Between(begin, end) => end.minutes() - begin.minutes(),
        }
    }

    /// The duration, unless begin and end are given.
    pub const fn as_log_time(self) -> Option<LogTime> {
        match self.0 {
            Spent::LogTime(time) => Some(time),
            Spent::Between(..) => None,
        }
    }

    /// Begin and end, if they are given.
    pub const fn begin_and_end(self) -> Option<(ClockTime, ClockTime)> {
        match self.0 {
            Spent::LogTime(_) => None,
            Spent::Between(begin, end) => Some((begin, end)),
        }
    }
}

/// Why something is no time spent.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum TimeSpentError {
    /// It is longer than a day.
    #[error("the duration {found} is longer than a day, expected at most 24:00")]
    #[non_exhaustive]
    TooLong {
        /// The duration.
        found: LogTime,
    },
    /// The end is not after the begin.
    #[error("the begin {begin} is not before the end {end}, expected both on one day")]
    #[non_exhaustive]
    Order {
        /// The begin.
        begin: ClockTime,
        /// The end.
        end: ClockTime,
    },
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_that_are_no_time() {
        for (text, error) in [
            ("", TimeError::Form),
            ("5", TimeError::Form),
            (":30", TimeError::Form),
            ("05:3", TimeError::Form),
            ("05:030", TimeError::Form),
            ("05:30:00", TimeError::Form),
            ("+5:30", TimeError::Form),
            ("-1:30", TimeError::Form),
            ("05:60", TimeError::Minute),
            ("99999999999:00", TimeError::Form),
            ("1000000:00", TimeError::Form),
            ("０５:00", TimeError::Form),
        ] {
            assert_eq!(text.parse::<LogTime>(), Err(error), "{text:?}");
            text.parse::<ClockTime>().unwrap_err();
        }
        assert_eq!("24:00".parse::<ClockTime>(), Err(TimeError::Hour));
        assert_eq!("24:00".parse::<LogTime>().map(LogTime::minutes), Ok(1440));
        assert_eq!("5:30".parse::<LogTime>().map(LogTime::minutes), Ok(330));
    }

    #[test]
    fn a_day_has_24_hours() {
        let spent = |minutes| TimeSpent::log_time(LogTime::from_minutes(minutes));
        assert_eq!(spent(1440).map(TimeSpent::minutes), Ok(1440));
        assert_eq!(
            spent(1441).unwrap_err().to_string(),
            "the duration 24:01 is longer than a day, expected at most 24:00"
        );
    }

    proptest! {
        #[test]
        fn print_and_parse_are_inverse(minutes in 0_u32..60_000_000) {
            let time = LogTime::from_minutes(minutes);
            prop_assert_eq!(time.to_string().parse(), Ok(time));
        }

        /// Oracle: the calendar library.
        #[test]
        fn clock_times_are_those_of_the_calendar(text in "[0-9]{1,3}:[0-9]{2}") {
            let expected = chrono::NaiveTime::parse_from_str(&text, "%H:%M").ok();
            let found = text.parse::<ClockTime>().ok().map(|time| {
                chrono::NaiveTime::from_num_seconds_from_midnight_opt(time.minutes() * 60, 0).unwrap()
            });
            // A third digit of hours, as in 008:00, is a zero that says nothing.
            if text.find(':') < Some(3) {
                prop_assert_eq!(found, expected);
            }
        }
    }
}
