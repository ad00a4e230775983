//! Which time entries are listed, and in what order.

use std::fmt;

use chrono::NaiveDate;
use thiserror::Error;

use super::LogDate;

/// Declares words of the wire.
macro_rules! words {
    ($(#[$attribute:meta])* pub enum $name:ident { $($(#[$variant:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant])* $word,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$word,)+];

            /// The word on the wire.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// The parameter `filter_by`. It takes one of these, so a filter by day and one by status exclude each
    /// other. What the server lists without it is not documented, so it is always sent.
    pub enum FilterBy {
        /// Of any day.
        All = "Date.All",
        /// Of today.
        Today = "Date.Today",
        /// Of this week.
        ThisWeek = "Date.ThisWeek",
        /// Of this month.
        ThisMonth = "Date.ThisMonth",
        /// Of this quarter.
        ThisQuarter = "Date.ThisQuarter",
        /// Of this year.
        ThisYear = "Date.ThisYear",
        /// Of the day before.
        PreviousDay = "Date.PreviousDay",
        /// Of the week before.
        PreviousWeek = "Date.PreviousWeek",
        /// Of the month before.
        PreviousMonth = "Date.PreviousMonth",
        /// Of the quarter before.
        PreviousQuarter = "Date.PreviousQuarter",
        /// Of the year before.
        PreviousYear = "Date.PreviousYear",
        /// Of the days from `from_date` to `to_date`.
        CustomDate = "Date.CustomDate",
        /// Not invoiced.
        Unbilled = "Status.Unbilled",
        /// Invoiced.
        Invoiced = "Status.Invoiced",
    }
}

words! {
    /// The parameter `sort_column`.
    pub enum SortColumn {
        /// By the name of the project.
        ProjectName = "project_name",
        /// By the name of the task.
        TaskName = "task_name",
        /// By the name of who worked.
        UserName = "user_name",
        /// By the day of the work.
        LogDate = "log_date",
        /// By when the timer was started.
        TimerStartedAt = "timer_started_at",
        /// By the name of the customer.
        CustomerName = "customer_name",
    }
}

words! {
    /// The parameter `sort_order`. The pages about time entries have it in an answer alone; that it can be
    /// sent is our reading of its sisters.
    pub enum SortOrder {
        /// Smaller ones first.
        Ascending = "A",
        /// Larger ones first.
        Descending = "D",
    }
}

/// Days from one to another, both included.
///
/// ```
/// use suiteprojects_connectors::zoho::Period;
///
/// let september = Period::new("2013-09-01".parse()?, "2013-09-30".parse()?)?;
/// let error = Period::new(september.to(), september.from()).unwrap_err();
/// assert_eq!(error.to_string(), "the first day 2013-09-30 is after the last day 2013-09-01");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Period {
    from: LogDate,
    to: LogDate,
}

impl Period {
    /// From one day to another.
    ///
    /// # Errors
    ///
    /// [`PeriodError`] if the first is after the last.
    pub fn new(from: LogDate, to: LogDate) -> Result<Self, PeriodError> {
        if from > to {
            return Err(PeriodError { from, to });
        }
        Ok(Self { from, to })
    }

    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        let day = LogDate::from(day);
        Self { from: day, to: day }
    }

    /// The first day.
    pub const fn from(self) -> LogDate {
        self.from
    }

    /// The last day.
    pub const fn to(self) -> LogDate {
        self.to
    }
}

/// A period that ends before it begins.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("the first day {from} is after the last day {to}")]
#[non_exhaustive]
pub struct PeriodError {
    /// The first day.
    pub from: LogDate,
    /// The last day.
    pub to: LogDate,
}
