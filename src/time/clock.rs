//! Time of day as `start_time` and `end_time` carry it.
//!
//! The vendor's page gives `hh:mm:ss` and, as equally valid, `2:30`, `2:30:15`, `2:3` and `2:3:4`:
//! so one or two digits for each part, and the seconds may be missing.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A time of day in whole seconds since midnight, 00:00:00 to 23:59:59.
///
/// Parsing follows the vendor's examples (`h:m` or `h:m:s`, one or two digits each); printing is
/// always `hh:mm:ss`. There is no time zone and no leap second.
///
/// ```
/// use suiteprojects::time::TimeOfDay;
///
/// let start: TimeOfDay = "2:3".parse()?;
/// assert_eq!(start.to_string(), "02:03:00");
/// assert_eq!("25:00".parse::<TimeOfDay>().unwrap_err().to_string(), "hour 25 is not in 0 to 23");
/// # Ok::<(), suiteprojects::time::TimeOfDayError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// 00:00:00, which the server takes as "no time" for `start_time` and `end_time`.
    pub const MIDNIGHT: Self = Self(0);

    /// The time of day with these parts; `None` if one of them is out of range.
    #[must_use]
    pub const fn new(hour: u32, minute: u32, second: u32) -> Option<Self> {
        if hour < 24 && minute < 60 && second < 60 {
            Some(Self(hour * 3600 + minute * 60 + second))
        } else {
            None
        }
    }

    /// Seconds since midnight, 0 to 86,399.
    pub const fn seconds(self) -> u32 {
        self.0
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> u32 {
        self.0 / 3600
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u32 {
        self.0 / 60 % 60
    }

    /// The second, 0 to 59.
    pub const fn second(self) -> u32 {
        self.0 % 60
    }

    /// Whether this is 00:00:00, which clears the field on the server.
    pub const fn is_clear(self) -> bool {
        self.0 == 0
    }

    /// Reads `h:m` or `h:m:s`; see [`TimeOfDay`].
    ///
    /// # Errors
    ///
    /// [`TimeOfDayError`] says which part is wrong; the server's answer would be code 1404.
    pub fn parse(text: &str) -> Result<Self, TimeOfDayError> {
        let mut rest = text.as_bytes();
        let hour = number(&mut rest, Part::Hour)?;
        separator(&mut rest, Part::Hour)?;
        let minute = number(&mut rest, Part::Minute)?;
        let second = if rest.is_empty() {
            0
        } else {
            separator(&mut rest, Part::Minute)?;
            number(&mut rest, Part::Second)?
        };
        match rest.first() {
            None => Ok(Self(hour * 3600 + minute * 60 + second)),
            Some(_) => Err(TimeOfDayError::Trailing),
        }
    }
}

/// One or two digits within the range of `part`.
fn number(rest: &mut &[u8], part: Part) -> Result<u32, TimeOfDayError> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (head, tail) = rest.split_at(digits);
    let value = match *head {
        [] => return Err(TimeOfDayError::DigitExpected(part)),
        [ones] => u32::from(ones - b'0'),
        [tens, ones] => u32::from(tens - b'0') * 10 + u32::from(ones - b'0'),
        _ => return Err(TimeOfDayError::TooManyDigits(part)),
    };
    if value > part.maximum() {
        return Err(TimeOfDayError::OutOfRange { part, value });
    }
    *rest = tail;
    Ok(value)
}

fn separator(rest: &mut &[u8], after: Part) -> Result<(), TimeOfDayError> {
    match rest.split_first() {
        Some((b':', tail)) => {
            *rest = tail;
            Ok(())
        }
        _ => Err(TimeOfDayError::ColonExpected(after)),
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeOfDayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}:{:02}:{:02}",
            self.hour(),
            self.minute(),
            self.second()
        )
    }
}

/// A part of a time of day.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Part {
    /// 0 to 23.
    Hour,
    /// 0 to 59.
    Minute,
    /// 0 to 59.
    Second,
}

impl Part {
    /// The largest value of this part.
    pub const fn maximum(self) -> u32 {
        match self {
            Self::Hour => 23,
            Self::Minute | Self::Second => 59,
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
        })
    }
}

/// Why a text is not a time of day.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum TimeOfDayError {
    /// A part has no digit where one must stand; signs, blanks and non-ASCII digits end up here.
    #[error("a digit of the {0} is expected")]
    DigitExpected(Part),
    /// A part has three digits or more.
    #[error("the {0} has more than two digits")]
    TooManyDigits(Part),
    /// A part is larger than its unit allows.
    #[error("{part} {value} is not in 0 to {}", part.maximum())]
    OutOfRange {
        /// Which part.
        part: Part,
        /// What it is.
        value: u32,
    },
    /// Something other than a colon follows a part.
    #[error("a colon is expected after the {0}")]
    ColonExpected(Part),
    /// The seconds are followed by more text.
    #[error("nothing may follow the seconds")]
    Trailing,
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    /// The plain version: split at colons and look at each piece as text.
    fn oracle(text: &str) -> Option<(u32, u32, u32)> {
        let pieces: Vec<&str> = text.split(':').collect();
        if pieces.len() != 2 && pieces.len() != 3 {
            return None;
        }
        let mut numbers = [0; 3];
        for (at, piece) in pieces.iter().enumerate() {
            let plain = piece.chars().all(|c| "0123456789".contains(c));
            if !plain || piece.is_empty() || piece.len() > 2 {
                return None;
            }
            numbers[at] = piece.parse().ok()?;
        }
        let [hour, minute, second] = numbers;
        (hour <= 23 && minute <= 59 && second <= 59).then_some((hour, minute, second))
    }

    #[test]
    fn accepts_the_examples_of_the_vendor_page() {
        // Expected values: the vendor's Task page, "Modifying the Time Entry Start and End Times".
        for (text, canonical) in [
            ("10:30:15", "10:30:15"),
            ("2:30", "02:30:00"),
            ("2:30:15", "02:30:15"),
            ("2:3", "02:03:00"),
            ("2:3:4", "02:03:04"),
            ("0:0", "00:00:00"),
            ("23:59:59", "23:59:59"),
        ] {
            assert_eq!(
                TimeOfDay::parse(text).map(|time| time.to_string()),
                Ok(canonical.to_owned())
            );
        }
    }

    #[test]
    fn refuses_everything_else_and_says_why() {
        // The list of validation rules, section 3, and the neighbours of each case.
        let texts = [
            "",
            "24:00:00",
            "9:60",
            "9:30:60",
            "9",
            "9:",
            ":30",
            "9:30:",
            "009:30",
            "9:030",
            "9:30:015",
            "9:30:15:1",
            "9:30:15 ",
            "+9:30",
            "-9:30",
            "9.30",
            "9:30 AM",
            " 9:30",
            "9 :30",
            "9: 30",
            "９:30",
            "9:３0",
            "١:30",
            "9:30\u{0}",
            "9:30\n",
            "九:30",
            "0x9:30",
            "25:00",
            "9:-3",
        ];
        let table: Vec<String> = texts
            .iter()
            .map(|text| format!("{text:?}: {}", TimeOfDay::parse(text).unwrap_err()))
            .collect();
        assert_snapshot!(table.join("\n"), @r#"
        "": a digit of the hour is expected
        "24:00:00": hour 24 is not in 0 to 23
        "9:60": minute 60 is not in 0 to 59
        "9:30:60": second 60 is not in 0 to 59
        "9": a colon is expected after the hour
        "9:": a digit of the minute is expected
        ":30": a digit of the hour is expected
        "9:30:": a digit of the second is expected
        "009:30": the hour has more than two digits
        "9:030": the minute has more than two digits
        "9:30:015": the second has more than two digits
        "9:30:15:1": nothing may follow the seconds
        "9:30:15 ": nothing may follow the seconds
        "+9:30": a digit of the hour is expected
        "-9:30": a digit of the hour is expected
        "9.30": a colon is expected after the hour
        "9:30 AM": a colon is expected after the minute
        " 9:30": a digit of the hour is expected
        "9 :30": a colon is expected after the hour
        "9: 30": a digit of the minute is expected
        "９:30": a digit of the hour is expected
        "9:３0": a digit of the minute is expected
        "١:30": a digit of the hour is expected
        "9:30\0": a colon is expected after the minute
        "9:30\n": a colon is expected after the minute
        "九:30": a digit of the hour is expected
        "0x9:30": a colon is expected after the hour
        "25:00": hour 25 is not in 0 to 23
        "9:-3": a digit of the minute is expected
        "#);
    }

    #[test]
    fn every_time_of_day_has_its_own_text() {
        for second in 0..86_400 {
            let time = TimeOfDay::new(second / 3600, second / 60 % 60, second % 60).unwrap();
            assert_eq!(time.seconds(), second);
            assert_eq!(time.to_string().parse(), Ok(time));
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_oracle(text in "[0-9]{0,3}:?[0-9]{0,3}:?[0-9 +-]{0,3}") {
            let parts = TimeOfDay::parse(&text).ok().map(|t| (t.hour(), t.minute(), t.second()));
            prop_assert_eq!(parts, oracle(&text));
        }

        #[test]
        fn agrees_with_the_oracle_on_any_text(text in any::<String>()) {
            prop_assert_eq!(TimeOfDay::parse(&text).is_ok(), oracle(&text).is_some());
        }
    }
}
