//! Moments as the server writes them: `2026-03-02T08:00:00.000Z`.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, Timelike as _, Utc};
use serde::de::{self, Unexpected};
use serde::{Deserialize, Deserializer, Serializer};

/// The text of a moment in UTC, to the millisecond.
pub(super) fn to_text(moment: &DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The begin of the minute that a moment is in, which is what the server makes of it.
pub(super) fn floor(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment
        .with_second(0)
        .and_then(|moment| moment.with_nanosecond(0))
        .unwrap_or(moment)
}

fn parse<E: de::Error>(text: &str) -> Result<DateTime<Utc>, E> {
    DateTime::parse_from_rfc3339(text)
        .map(|moment| moment.to_utc())
        .map_err(|_| E::invalid_value(Unexpected::Str(text), &"a moment with its offset"))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<DateTime<Utc>, D::Error> {
    parse(&Cow::<'de, str>::deserialize(deserializer)?)
}

pub(super) fn serialize<S: Serializer>(
    moment: &DateTime<Utc>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&to_text(moment))
}

/// The same where there may be none.
pub(super) mod optional {
    use super::{Cow, DateTime, Deserialize, Deserializer, Serializer, Utc, parse};

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<DateTime<Utc>>, D::Error> {
        let text: Option<Cow<'de, str>> = Option::deserialize(deserializer)?;
        text.as_deref().map(parse).transpose()
    }

    #[allow(clippy::ref_option, reason = "serde calls it so")]
    pub(in super::super) fn serialize<S: Serializer>(
        moment: &Option<DateTime<Utc>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match moment {
            Some(moment) => super::serialize(moment, serializer),
            None => serializer.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_begin_of_the_minute() {
        for (text, expected) in [
            ("2026-03-02T08:00:59.999Z", "2026-03-02T08:00:00.000Z"),
            ("2026-03-02T08:00:00+01:00", "2026-03-02T07:00:00.000Z"),
            // Before 1970 the begin is still the earlier moment.
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:00.000Z"),
            // A leap second.
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:00.000Z"),
        ] {
            let moment = DateTime::parse_from_rfc3339(text).unwrap().to_utc();
            assert_eq!(to_text(&floor(moment)), expected, "{text}");
        }
    }
}
