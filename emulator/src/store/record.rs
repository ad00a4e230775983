//! Records as they are stored: names and contents of fields, whatever the type.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use suiteprojects::element::Element;
use suiteprojects::record::field_text;
use suiteprojects::task::Id;

/// A record of any type. `Task` is one of them: its fields have the names and canonical texts of the
/// table of fields.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stored {
    pub(crate) object_type: String,
    pub(crate) id: Id,
    pub(crate) is_deleted: bool,
    pub(crate) fields: Fields,
}

/// The fields of a record but for `id`. One without a value is not there, as none of the wires tells an
/// empty field from an absent one in an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields(Vec<(String, Content)>);

/// What stands in a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// A text, also for dates: `YYYY-MM-DD`, or `YYYY-MM-DD HH:MM:SS`.
    Text(String),
    /// Records or lists within the record, such as an address: names and contents in order.
    Tree(Vec<(String, Content)>),
}

impl Fields {
    /// The text of a field; empty if it has none.
    pub(crate) fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Content::Text(text)) => text,
            Some(Content::Tree(_)) | None => "",
        }
    }

    /// The id in a field, if one can be read there.
    pub(crate) fn id(&self, name: &str) -> Option<Id> {
        Id::parse(self.text(name)).ok()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Content> {
        let mut named = self.0.iter().filter(|(field, _)| field == name);
        named.next().map(|(_, content)| content)
    }

    /// Sets a field; an empty content takes it away.
    pub(crate) fn set(&mut self, name: &str, content: impl Into<Content>) {
        let content = content.into();
        if content.is_empty() {
            self.0.retain(|(field, _)| field != name);
            return;
        }
        match self.0.iter_mut().find(|(field, _)| field == name) {
            Some((_, present)) => *present = content,
            None => self.0.push((name.to_owned(), content)),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Content)> {
        self.0
            .iter()
            .map(|(name, content)| (name.as_str(), content))
    }
}

impl Content {
    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Tree(members) => members.is_empty(),
        }
    }

    /// What an element says; a `<Date>` is its text.
    pub(crate) fn of(element: &Element) -> Self {
        match field_text(element) {
            Some(text) => Self::Text(text.into_owned()),
            None => Self::Tree(
                element
                    .elements()
                    .map(|child| (child.name.local.clone(), Self::of(child)))
                    .collect(),
            ),
        }
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A map from names to contents.
impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// A text, or a list of pairs.
impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Tree(members) => serializer.collect_seq(members),
        }
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Fields;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the fields of a record")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Reader)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Content;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a list of pairs")
            }

            fn visit_str<E>(self, text: &str) -> Result<Content, E> {
                Ok(Content::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Content, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = list.next_element()? {
                    members.push(member);
                }
                Ok(Content::Tree(members))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_survive_being_stored() {
        let address = Element::new("addr")
            .with_child(Element::new("Address").with_child(Element::new("city").with_text("Oslo")));
        let mut fields = Fields::default();
        fields.set("name", "a \"b\" \u{e9}");
        fields.set("addr", Content::of(&address));
        fields.set("gone", "x");
        fields.set("gone", "");
        let json = serde_json::to_string(&fields).unwrap();
        assert_eq!(
            json,
            r#"{"name":"a \"b\" é","addr":[["Address",[["city","Oslo"]]]]}"#
        );
        assert_eq!(serde_json::from_str::<Fields>(&json).unwrap(), fields);
    }
}
