//! The moment at which a time entry was made.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset};
use serde::{Serialize, Serializer};
use serde_json::Value;
use thiserror::Error;

use crate::given::FromJson;

/// How the vendor writes it: an offset without a colon, which RFC 3339 does not know.
const FORM: &str = "%Y-%m-%dT%H:%M:%S%z";

/// The moment at which a time entry was made: `created_time`, such as `2013-09-11T18:05:27+0530`.
///
/// ```
/// use suiteprojects_connectors::zoho::CreatedTime;
///
/// let time: CreatedTime = "2013-09-11T18:05:27+0530".parse()?;
/// assert_eq!(time.moment().to_rfc3339(), "2013-09-11T18:05:27+05:30");
/// assert_eq!(time.to_string(), "2013-09-11T18:05:27+0530");
/// # Ok::<(), suiteprojects_connectors::zoho::CreatedTimeError>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct CreatedTime(DateTime<FixedOffset>);

impl CreatedTime {
    /// The moment, with the offset in which the server tells it.
    pub const fn moment(self) -> DateTime<FixedOffset> {
        self.0
    }
}

impl From<DateTime<FixedOffset>> for CreatedTime {
    fn from(moment: DateTime<FixedOffset>) -> Self {
        Self(moment)
    }
}

impl FromStr for CreatedTime {
    type Err = CreatedTimeError;

    /// Reads the vendor's form, and RFC 3339.
    fn from_str(text: &str) -> Result<Self, CreatedTimeError> {
        DateTime::parse_from_str(text, FORM)
            .or_else(|_| DateTime::parse_from_rfc3339(text))
            .map(Self)
            .map_err(|_| CreatedTimeError)
    }
}

impl fmt::Display for CreatedTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format(FORM).fmt(formatter)
    }
}

impl Serialize for CreatedTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromJson for CreatedTime {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str()?.parse().ok()
    }
}

/// A text that is no moment.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[error("a moment is expected in the form 2013-09-11T18:05:27+0530")]
#[non_exhaustive]
pub struct CreatedTimeError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_an_offset_are_read() {
        let vendor: CreatedTime = "2013-09-11T18:05:27+0530".parse().unwrap();
        assert_eq!("2013-09-11T18:05:27+05:30".parse(), Ok(vendor));
        let utc: CreatedTime = "2013-09-11T12:35:27Z".parse().unwrap();
        assert_eq!(utc.moment(), vendor.moment());
        for text in [
            "",
            "2013-09-11",
            "2013-09-11T18:05:27",
            "2013-17-09T18:05:27+0530",
        ] {
            assert_eq!(
                text.parse::<CreatedTime>(),
                Err(CreatedTimeError),
                "{text:?}"
            );
        }
    }
}
