//! The time of the server.

use chrono::{FixedOffset, NaiveDateTime};

use super::fields::RecordValue as _;
use super::received::{FromRecord, Received, RecordError};
use crate::element::Element;
use crate::text::shortened;

/// The time of the server, as [`Time`](crate::api::Time) answers it.
///
/// Timestamps of records, such as `updated`, are in this time too, as far as samples show; no vendor
/// text says so.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ServerTime {
    /// The date and time of day where the server is.
    pub local: NaiveDateTime,
    /// How far that is from UTC, if the server tells.
    pub offset: Option<FixedOffset>,
}

impl FromRecord for ServerTime {
    fn from_record(record: Received) -> Result<Self, RecordError> {
        let date = match record {
            Received::Other(element) if element.name.is_plain("Date") => element,
            other => return Err(RecordError::object_type("Date", other.object_type())),
        };
        let offset = date.child("timezone").map(Element::text);
        let offset = offset.filter(|text| !text.is_empty()).map(|text| {
            parse_offset(&text).ok_or_else(|| {
                error(
                    "timezone",
                    format!("{:?}, expected -0500", shortened(&text)),
                )
            })
        });
        let offset = offset.transpose()?;
        let local = NaiveDateTime::read(&Element::new("time").with_child(date))
            .map_err(|found| error("Date", found))?
            .ok_or_else(|| error("Date", "empty, expected a day and a time".to_owned()))?;
        Ok(Self { local, offset })
    }
}

fn error(field: &'static str, found: String) -> RecordError {
    RecordError::Field {
        object_type: "Time".into(),
        id: None,
        field: field.into(),
        found: found.into(),
    }
}

/// `+hhmm` or `-hhmm`.
fn parse_offset(text: &str) -> Option<FixedOffset> {
    let &[sign @ (b'+' | b'-'), h1, h2, m1, m2] = text.as_bytes() else {
        return None;
    };
    let digits = [h1, h2, m1, m2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let [h1, h2, m1, m2] = digits.map(|digit| i32::from(digit - b'0'));
    let minutes = m1 * 10 + m2;
    if minutes > 59 {
        return None;
    }
    let seconds = ((h1 * 10 + h2) * 60 + minutes) * 60;
    FixedOffset::east_opt(if sign == b'-' { -seconds } else { seconds })
}
