//! Days and moments as the members of a `Date`.

use chrono::{Datelike as _, NaiveDate, NaiveTime, Timelike as _};

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
