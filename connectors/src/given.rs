//! Values of answers as they come: typed, left out, or something else that is kept.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A field of an answer.
///
/// The vendor's pages show blanks (`""`, `" "`) where there is no value, give strings for what their
/// own libraries read as numbers, and say of no field that it may be `null`. So each field is read on
/// its own, and what has no expected form is kept as it is instead of making the whole answer
/// unreadable.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Given<T> {
    /// Left out, `null`, or a text of nothing but blanks.
    #[default]
    Absent,
    /// A value of the expected form.
    Value(T),
    /// JSON of another form.
    Odd(Value),
}

impl<T> Given<T> {
    /// The value, if it has the expected form.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Odd(_) => None,
        }
    }

    /// Whether there is nothing.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// What has another form than expected.
    pub const fn odd(&self) -> Option<&Value> {
        match self {
            Self::Odd(value) => Some(value),
            Self::Absent | Self::Value(_) => None,
        }
    }
}

impl<T> From<T> for Given<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// What can be read from a JSON value that is neither `null` nor blank.
pub(crate) trait FromJson: Sized {
    /// The value; `None` if it has another form.
    fn from_json(value: &Value) -> Option<Self>;
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

impl<'de, T: FromJson> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(if is_blank(&value) {
            Self::Absent
        } else {
            T::from_json(&value).map_or(Self::Odd(value), Self::Value)
        })
    }
}

impl<T: Serialize> Serialize for Given<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Value(value) => value.serialize(serializer),
            Self::Odd(value) => value.serialize(serializer),
        }
    }
}

impl FromJson for String {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::Bool(value) => Some(*value),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

impl FromJson for u64 {
    fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

impl FromJson for i64 {
    fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

impl FromJson for Value {
    fn from_json(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: FromJson>(json: &str) -> Given<T> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn blanks_are_nothing() {
        for json in ["null", "\"\"", "\" \"", "\"\\t\""] {
            assert_eq!(read::<u64>(json), Given::Absent, "{json}");
            assert_eq!(read::<String>(json), Given::Absent, "{json}");
            assert_eq!(read::<bool>(json), Given::Absent, "{json}");
            assert_eq!(read::<Value>(json), Given::Absent, "{json}");
        }
    }

    #[test]
    fn numbers_and_switches_come_as_themselves_or_as_strings() {
        assert_eq!(read::<u64>("15"), Given::Value(15));
        assert_eq!(read::<u64>("\"15\""), Given::Value(15));
        assert_eq!(read::<bool>("false"), Given::Value(false));
        assert_eq!(read::<bool>("\"true\""), Given::Value(true));
    }

    #[test]
    fn what_has_another_form_is_kept() {
        for json in ["-1", "1.5", "[1]", "\"a while\"", "{\"a\":null}"] {
            let given = read::<u64>(json);
            assert!(given.odd().is_some(), "{json}");
            assert_eq!(serde_json::to_string(&given).unwrap(), json);
        }
    }
}
