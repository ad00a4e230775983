//! A record as a JSON object.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use suiteprojects::element::Element;
use suiteprojects::record::field_text;

/// The fields of a record that have a value, under their XML names, in the order of the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object<'e> {
    members: Vec<(&'e str, Value<'e>)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Value<'e> {
    Text(Cow<'e, str>),
    /// More than a text, such as an address.
    Object(Object<'e>),
    /// Several fields of one name, such as flags.
    List(Vec<Value<'e>>),
}

impl<'e> Object<'e> {
    pub(super) fn of(record: &'e Element) -> Self {
        let mut object = Self::default();
        for field in record.elements() {
            let value = match field_text(field) {
                Some(text) if text.is_empty() => continue,
                Some(text) => Value::Text(text),
                None => Value::Object(Self::of(field)),
            };
            let name = field.name.local.as_str();
            match object.members.iter_mut().find(|(other, _)| *other == name) {
                None => object.members.push((name, value)),
                Some((_, Value::List(values))) => values.push(value),
                Some((_, first)) => *first = Value::List(vec![first.clone(), value]),
            }
        }
        object
    }

    /// The names, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &'e str> {
        self.members.iter().map(|(name, _)| *name)
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.members.len()))?;
        for (name, value) in &self.members {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Object(object) => object.serialize(serializer),
            Self::List(values) => serializer.collect_seq(values),
        }
    }
}
