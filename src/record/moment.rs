//! Days and moments as the XML API writes them: a `<Date>` with its parts.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};

use crate::element::Element;

/// A day, or a day with a time of day: what a `<Date>` says.
///
/// Times are those of the server, zone unknown; nothing is converted.
///
/// ```
/// use chrono::NaiveDate;
/// use suiteprojects::record::Moment;
///
/// let day = NaiveDate::from_ymd_opt(2026, 1, 5).ok_or("no such day")?;
/// let element = Moment::from(day).to_element();
/// assert_eq!(element.child("month").map(|month| month.text()).as_deref(), Some("01"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Moment {
    /// A whole day.
    Day(NaiveDate),
    /// A day and a time of day, to the second.
    Time(NaiveDateTime),
}

impl Moment {
    /// The `<Date>`: year, month and day with 4, 2 and 2 digits, then the time if there is one.
    pub fn to_element(self) -> Element {
        let part = |name, text: String| Element::new(name).with_text(text);
        let (date, time) = match self {
            Self::Day(date) => (date, None),
            Self::Time(moment) => (moment.date(), Some(moment.time())),
        };
        let mut element = Element::new("Date")
            .with_child(part("year", format!("{:04}", date.year())))
            .with_child(part("month", format!("{:02}", date.month())))
            .with_child(part("day", format!("{:02}", date.day())));
        if let Some(time) = time {
            element = element
                .with_child(part("hour", format!("{:02}", time.hour())))
                .with_child(part("minute", format!("{:02}", time.minute())))
                .with_child(part("second", format!("{:02}", time.second())));
        }
        element
    }
}

impl From<NaiveDate> for Moment {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<NaiveDateTime> for Moment {
    fn from(moment: NaiveDateTime) -> Self {
        Self::Time(moment)
    }
}
