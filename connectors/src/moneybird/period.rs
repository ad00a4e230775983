//! The span of time whose entries are listed.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use thiserror::Error;

/// The span of time whose entries are listed.
///
/// ```
/// use suiteprojects_connectors::moneybird::{Period, Relative, Unit};
///
/// assert_eq!(Period::Named(Relative::Previous, Unit::Month).to_string(), "prev_month");
///
/// let first = chrono::NaiveDate::from_ymd_opt(2013, 1, 1).ok_or("no such day")?;
/// let last = chrono::NaiveDate::from_ymd_opt(2013, 1, 31).ok_or("no such day")?;
/// assert_eq!(Period::days(first, last)?.to_string(), "20130101..20130131");
/// assert!(Period::days(last, first).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Period {
    /// By its place relative to today, as the server sees it.
    Named(Relative, Unit),
    /// From one month to another, both with.
    Months(Months),
    /// From one day to another, both with.
    Days(Days),
}

/// Which one of the weeks, months, quarters or years.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Relative {
    /// The one that today is in.
    This,
    /// The one before.
    Previous,
    /// The one after.
    Next,
}

/// How long a named period is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Unit {
    /// A week. Newer than the other units.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

/// From one month to another: made by [`Period::months`].
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Months {
    first: Month,
    last: Month,
}

/// From one day to another: made by [`Period::days`].
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Days {
    first: NaiveDate,
    last: NaiveDate,
}

/// A month of a year.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// A month from 1 to 12 of a year from 1 to 9999; `None` for others.
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        if year >= 1 && year <= 9999 && month >= 1 && month <= 12 {
            Some(Self { year, month })
        } else {
            None
        }
    }
}

impl Period {
    /// The year that today is in, which is what the server lists if it is asked without any filter.
    pub const THIS_YEAR: Self = Self::Named(Relative::This, Unit::Year);

    /// From one month to another, both with.
    ///
    /// # Errors
    ///
    /// The last month is before the first.
    pub fn months(first: Month, last: Month) -> Result<Self, PeriodError> {
        if last < first {
            return Err(PeriodError::Reversed);
        }
        Ok(Self::Months(Months { first, last }))
    }

    /// From one day to another, both with.
    ///
    /// # Errors
    ///
    /// The last day is before the first, or a year has not four digits.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Result<Self, PeriodError> {
        if last < first {
            return Err(PeriodError::Reversed);
        }
        if first.year() < 1 || last.year() > 9999 {
            return Err(PeriodError::Year);
        }
        Ok(Self::Days(Days { first, last }))
    }
}

/// As the filter of a list has it.
impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(relative, unit) => {
                let relative = match relative {
                    Relative::This => "this",
                    Relative::Previous => "prev",
                    Relative::Next => "next",
                };
                let unit = match unit {
                    Unit::Week => "week",
                    Unit::Month => "month",
                    Unit::Quarter => "quarter",
                    Unit::Year => "year",
                };
                write!(formatter, "{relative}_{unit}")
            }
            Self::Months(Months { first, last }) => {
                let Month { year, month } = first;
                write!(formatter, "{year:04}{month:02}..")?;
                let Month { year, month } = last;
                write!(formatter, "{year:04}{month:02}")
            }
            Self::Days(Days { first, last }) => {
                let form = "%Y%m%d";
                write!(formatter, "{}..{}", first.format(form), last.format(form))
            }
        }
    }
}

/// What is no period.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum PeriodError {
    /// It ends before it begins.
    #[error("the period ends before it begins, expected the earlier end first")]
    Reversed,
    /// A year before 1 or after 9999.
    #[error("the period has a year of other than four digits, expected 0001 to 9999")]
    Year,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the list's documentation.
    #[test]
    fn every_name_is_documented() {
        let mut names = Vec::new();
        for unit in [Unit::Week, Unit::Month, Unit::Quarter, Unit::Year] {
            for relative in [Relative::This, Relative::Previous, Relative::Next] {
                names.push(Period::Named(relative, unit).to_string());
            }
        }
        let documented = "this_week prev_week next_week this_month prev_month next_month \
             this_quarter prev_quarter next_quarter this_year prev_year next_year";
        assert_eq!(names.join(" "), documented);
    }

    #[test]
    fn months_and_days() {
        let month = |year, month| Month::new(year, month).unwrap();
        let period = Period::months(month(2013, 1), month(2013, 12)).unwrap();
        assert_eq!(period.to_string(), "201301..201312");
        let period = Period::months(month(33, 1), month(33, 1)).unwrap();
        assert_eq!(period.to_string(), "003301..003301");
        let reversed = Period::months(month(2013, 2), month(2013, 1));
        assert_eq!(reversed, Err(PeriodError::Reversed));
        assert_eq!(Month::new(2013, 13), None);
        assert_eq!(Month::new(0, 1), None);

        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let far = Period::days(day(2026, 1, 1), day(10_000, 1, 1));
        assert_eq!(far, Err(PeriodError::Year));
        let one = Period::days(day(2026, 8, 1), day(2026, 8, 1)).unwrap();
        assert_eq!(one.to_string(), "20260801..20260801");
    }
}
