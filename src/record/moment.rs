//! Days and moments as the XML API writes them: a `<Date>` with its parts.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

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
        let (date, time) = match self {
            Self::Day(date) => (date, None),
            Self::Time(moment) => (moment.date(), Some(moment.time())),
        };
        date_members(date, time).fold(Element::new("Date"), |date, (name, text)| {
            date.with_child(Element::new(name).with_text(text))
        })
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

/// The members of a `Date` and their texts, padded with zeros; those of the time only if there is one,
/// to the second.
pub(crate) fn date_members(
    date: NaiveDate,
    time: Option<NaiveTime>,
) -> impl Iterator<Item = (&'static str, String)> {
    let day = [
        ("year", format!("{:04}", date.year())),
        ("month", format!("{:02}", date.month())),
        ("day", format!("{:02}", date.day())),
    ];
    let time = time.map(|time| {
        [
            ("hour", format!("{:02}", time.hour())),
            ("minute", format!("{:02}", time.minute())),
            ("second", format!("{:02}", time.second())),
        ]
    });
    day.into_iter().chain(time.into_iter().flatten())
}
