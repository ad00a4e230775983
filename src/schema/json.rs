//! JSON whose members keep the order in which they are written down.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

/// A JSON value. Unlike the library's own, its objects keep their order whatever features other
/// crates of the build switch on, so the printed schemas are always the same.
#[derive(Clone, Debug)]
pub(super) enum Json {
    Null,
    Boolean(bool),
    Number(i128),
    Text(Cow<'static, str>),
    Array(Vec<Json>),
    Object(Vec<(Cow<'static, str>, Json)>),
}

impl Json {
    /// Two blanks of indentation, a line end at the end.
    pub(super) fn print(&self) -> String {
        // Writing to memory, with text keys, there is nothing that could go wrong.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Adds a member to an object; does nothing to other values.
    pub(super) fn with(
        mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<Self>,
    ) -> Self {
        if let Self::Object(members) = &mut self {
            members.push((key.into(), value.into()));
        }
        self
    }

    /// An object without members.
    pub(super) const fn object() -> Self {
        Self::Object(Vec::new())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serializer.serialize_i128(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Array(values) => serializer.collect_seq(values),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i128> for Json {
    fn from(value: i128) -> Self {
        Self::Number(value)
    }
}

impl From<&'static str> for Json {
    fn from(value: &'static str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::Array(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Json>, const N: usize> From<[T; N]> for Json {
    fn from(values: [T; N]) -> Self {
        values.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn order_and_escapes_are_kept() {
        let json = Json::object()
            .with("z", true)
            .with("a", ["\"", "\u{1}"])
            .with("m", Json::object().with("n", 10_i128.pow(28)));
        assert_snapshot!(json.print(), @r#"
        {
          "z": true,
          "a": [
            "\"",
            "\u0001"
          ],
          "m": {
            "n": 10000000000000000000000000000
          }
        }
        "#);
    }
}
