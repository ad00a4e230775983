//! Calendar dates and timestamps, read strictly.
//!
//! The date types are those of [`chrono`]; the parsers are ours, because chrono's accept short
//! years, unpadded parts and blanks, and a date read wrongly is time booked on the wrong day.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use thiserror::Error;

use super::clock::TimeOfDay;

/// Reads `YYYY-MM-DD`: exactly ten characters, a day that the Gregorian calendar has, years
/// 0001 to 9999.
///
/// ```
/// use suiteprojects::time::date;
///
/// assert_eq!(date::parse("2026-01-05")?.to_string(), "2026-01-05");
/// assert_eq!(date::parse("2026-02-29").unwrap_err().to_string(), "2026-02 has no day 29");
/// assert!(date::parse("26-01-05").is_err());
/// # Ok::<(), suiteprojects::time::DateError>(())
/// ```
///
/// # Errors
///
/// [`DateError`] says what is wrong with the text.
pub fn parse(text: &str) -> Result<NaiveDate, DateError> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return Err(DateError::Form);
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum, &digit| {
            digit
                .is_ascii_digit()
                .then(|| sum * 10 + u32::from(digit - b'0'))
        })
    };
    let (Some(year), Some(month), Some(day)) = (
        number(&[y1, y2, y3, y4]),
        number(&[m1, m2]),
        number(&[d1, d2]),
    ) else {
        return Err(DateError::Form);
    };
    from_parts(year, month, day)
}

/// The date with these parts, as the members of an XML `<Date>` give them.
///
/// # Errors
///
/// [`DateError`] says which part the calendar does not have.
pub fn from_parts(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    let date = i32::try_from(year)
        .ok()
        .filter(|year| (1..=9999).contains(year))
        .ok_or(DateError::Year { year })
        .map(|year| NaiveDate::from_ymd_opt(year, month, day))?;
    match date {
        Some(date) => Ok(date),
        None if !(1..=12).contains(&month) => Err(DateError::Month { month }),
        None => Err(DateError::Day { year, month, day }),
    }
}

/// Reads `YYYY-MM-DD HH:MM:SS`, or a date alone as its midnight: the form of `created` and
/// `updated` outside the XML `<Date>` element. Server time, zone unknown; nothing is converted.
///
/// ```
/// use suiteprojects::time::date;
///
/// let updated = date::parse_date_time("2019-10-03 15:42:23")?;
/// assert_eq!(updated.to_string(), "2019-10-03 15:42:23");
/// # Ok::<(), suiteprojects::time::DateTimeError>(())
/// ```
///
/// # Errors
///
/// [`DateTimeError`] says which half is wrong.
pub fn parse_date_time(text: &str) -> Result<NaiveDateTime, DateTimeError> {
    let (date, time) = match text.split_once(' ') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let date = parse(date).map_err(DateTimeError::Date)?;
    let time = match time {
        None => TimeOfDay::MIDNIGHT,
        Some(time) if time.len() == 8 => TimeOfDay::parse(time).map_err(|_| DateTimeError::Time)?,
        Some(_) => return Err(DateTimeError::Time),
    };
    NaiveTime::from_hms_opt(time.hour(), time.minute(), time.second())
        .map(|time| date.and_time(time))
        .ok_or(DateTimeError::Time)
}

/// The members of an XML `<Date>`, in the order in which [`text_of_members`] takes them. The
/// `timezone` is left out: it is empty in records.
pub(crate) const MEMBERS: [&str; 6] = ["year", "month", "day", "hour", "minute", "second"];

/// `YYYY-MM-DD`, with month and day padded but not the year, and ` HH:MM:SS` if the members have a
/// time that the field can hold or that is not midnight; empty if all members are. Members that are no
/// numbers are kept as they are, for the parsers above to refuse.
pub(crate) fn text_of_members(members: [&str; MEMBERS.len()], is_timestamp: bool) -> String {
    if members.iter().all(|member| member.is_empty()) {
        return String::new();
    }
    let [year, month, day, hour, minute, second] = members;
    let mut text = format!("{year}-{month:0>2}-{day:0>2}");
    let time = [hour, minute, second];
    let is_midnight = time.iter().all(|part| matches!(*part, "" | "0" | "00"));
    let has_time = time.iter().any(|part| !part.is_empty());
    if (is_timestamp && has_time) || !is_midnight {
        text = format!("{text} {hour:0>2}:{minute:0>2}:{second:0>2}");
    }
    text
}

/// Why a text is not a calendar date.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum DateError {
    /// Not four digits, two digits and two digits with hyphens between them.
    #[error("the form is YYYY-MM-DD, with digits and hyphens only")]
    Form,
    /// The year is not one that a time entry can have.
    #[error("year {year} is not in 1 to 9999")]
    Year {
        /// What stands for the year.
        year: u32,
    },
    /// The month does not exist.
    #[error("month {month} is not in 1 to 12")]
    Month {
        /// What stands for the month.
        month: u32,
    },
    /// The month exists but not this day of it.
    #[error("{year:04}-{month:02} has no day {day}")]
    Day {
        /// The year.
        year: u32,
        /// The month.
        month: u32,
        /// What stands for the day.
        day: u32,
    },
}

/// Why a text is not a timestamp.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum DateTimeError {
    /// The part before the blank.
    #[error("the date is wrong")]
    Date(#[source] DateError),
    /// The part after the blank.
    #[error("the time after the date is not HH:MM:SS")]
    Time,
}

#[cfg(test)]
mod tests {
    use chrono::Datelike as _;
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    /// The plain version: split at hyphens, count the days of the month by hand.
    fn oracle(text: &str) -> Option<(i32, u32, u32)> {
        let pieces: Vec<&str> = text.split('-').collect();
        let [year, month, day] = pieces[..] else {
            return None;
        };
        let plain = |piece: &str| piece.chars().all(|c| "0123456789".contains(c));
        if (year.len(), month.len(), day.len()) != (4, 2, 2)
            || ![year, month, day].into_iter().all(plain)
        {
            return None;
        }
        let (year, month, day): (i32, u32, u32) =
            (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        (year > 0 && (1..=days).contains(&day)).then_some((year, month, day))
    }

    #[test]
    fn refusals() {
        // The first block is what chrono's own parser lets through.
        let texts = [
            "26-01-05",
            "2026-1-5",
            " 2026-01-05",
            "+2026-01-05",
            "2026-01-05 ",
            "02026-01-05",
            "",
            "2026",
            "2026/01/05",
            "05.01.2026",
            "2026-01-0５",
            "2026-13-01",
            "2026-00-10",
            "2026-02-29",
            "2026-04-31",
            "2026-01-00",
            "0000-00-00",
            "0000-01-01",
            "2026-01-05T00:00",
        ];
        let table: Vec<String> = texts
            .iter()
            .map(|text| format!("{text:?}: {}", parse(text).unwrap_err()))
            .collect();
        assert_snapshot!(table.join("\n"), @r#"
        "26-01-05": the form is YYYY-MM-DD, with digits and hyphens only
        "2026-1-5": the form is YYYY-MM-DD, with digits and hyphens only
        " 2026-01-05": the form is YYYY-MM-DD, with digits and hyphens only
        "+2026-01-05": the form is YYYY-MM-DD, with digits and hyphens only
        "2026-01-05 ": the form is YYYY-MM-DD, with digits and hyphens only
        "02026-01-05": the form is YYYY-MM-DD, with digits and hyphens only
        "": the form is YYYY-MM-DD, with digits and hyphens only
        "2026": the form is YYYY-MM-DD, with digits and hyphens only
        "2026/01/05": the form is YYYY-MM-DD, with digits and hyphens only
        "05.01.2026": the form is YYYY-MM-DD, with digits and hyphens only
        "2026-01-0５": the form is YYYY-MM-DD, with digits and hyphens only
        "2026-13-01": month 13 is not in 1 to 12
        "2026-00-10": month 0 is not in 1 to 12
        "2026-02-29": 2026-02 has no day 29
        "2026-04-31": 2026-04 has no day 31
        "2026-01-00": 2026-01 has no day 0
        "0000-00-00": year 0 is not in 1 to 9999
        "0000-01-01": year 0 is not in 1 to 9999
        "2026-01-05T00:00": the form is YYYY-MM-DD, with digits and hyphens only
        "#);
    }

    #[test]
    fn timestamps() {
        for (text, expected) in [
            ("2026-01-05 10:30:15", Some("2026-01-05 10:30:15")),
            ("2026-01-05", Some("2026-01-05 00:00:00")),
            ("2026-01-05 1:30:15", None),
            ("2026-01-05 24:00:00", None),
            ("2026-01-05T10:30:15", None),
            ("2026-01-05 10:30:15 ", None),
            ("2026-01-05  10:30:1", None),
        ] {
            let read = parse_date_time(text).ok().map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
        assert_snapshot!(parse_date_time("2026-02-30 1:00:00").unwrap_err(), @"the date is wrong");
        assert_snapshot!(parse_date_time("2026-02-03 25:00:00").unwrap_err(), @"the time after the date is not HH:MM:SS");
    }

    proptest! {
        #[test]
        fn agrees_with_the_oracle(text in "[0-9]{3,5}-[0-9]{1,2}-[0-9]{1,3}|[ -~]{10}|.*") {
            let read = parse(&text).ok().map(|date| (date.year(), date.month(), date.day()));
            prop_assert_eq!(read, oracle(&text));
        }

        #[test]
        fn print_and_parse_are_inverse(days in 0_u64..3_652_058) {
            let date = NaiveDate::from_ymd_opt(1, 1, 1).unwrap() + chrono::Days::new(days);
            prop_assert_eq!(parse(&date.to_string()), Ok(date));
        }
    }
}
