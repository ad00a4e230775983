//! The day a time entry is for.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::Value;
use suiteprojects::time::date::{self, DateError};

use crate::given::FromJson;

/// A day, written `yyyy-mm-dd`: `log_date`, `from_date`, `to_date`.
///
/// The page about logging time says `[yyyy-dd-mm]`, those about updating and about the fields
/// `[yyyy-mm-dd]`. All samples are `2013-09-17`, and no year has a month 17: so `yyyy-mm-dd` it is
/// everywhere.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct LogDate(NaiveDate);

impl LogDate {
    /// The day.
    pub const fn day(self) -> NaiveDate {
        self.0
    }
}

impl From<NaiveDate> for LogDate {
    fn from(day: NaiveDate) -> Self {
        Self(day)
    }
}

impl FromStr for LogDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        date::parse(text).map(Self)
    }
}

impl fmt::Display for LogDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%Y-%m-%d").fmt(formatter)
    }
}

impl Serialize for LogDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromJson for LogDate {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str()?.trim().parse().ok()
    }
}
