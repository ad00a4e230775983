//! The JSON form of a document, written in one pass.

use std::collections::HashMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::document::{Command, Document, own_text};
use crate::element::{Attribute, Element, Name, Node};

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("protocol", "xml")?;
        object.serialize_entry("kind", self.kind.as_str())?;
        if !self.attributes.is_empty() {
            object.serialize_entry("attributes", &Attributes(&self.attributes))?;
        }
        if let Some(status) = self.status() {
            object.serialize_entry("status", &status)?;
        }
        if !self.text.is_empty() {
            object.serialize_entry("text", &self.text)?;
        }
        object.serialize_entry("commands", &self.commands)?;
        if !self.records.is_empty() {
            object.serialize_entry("records", &Records(self.records.iter()))?;
        }
        object.end()
    }
}

impl Serialize for Command {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("command", &Key(self.name()))?;
        object.serialize_entry("attributes", &Attributes(self.attributes()))?;
        if let Some(status) = self.status() {
            object.serialize_entry("status", &status)?;
        }
        let text = self.text();
        if !text.is_empty() {
            object.serialize_entry("text", &text)?;
        }
        if self.fields().next().is_some() {
            object.serialize_entry("fields", &Fields(self.fields()))?;
        }
        object.serialize_entry("records", &Records(self.records()))?;
        object.end()
    }
}

struct Records<I>(I);

impl<'e, I: Clone + Iterator<Item = &'e Element>> Serialize for Records<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone().map(Record))
    }
}

struct Record<'e>(&'e Element);

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Record(element) = self;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("type", &Key(&element.name))?;
        if !element.attributes.is_empty() {
            object.serialize_entry("attributes", &Attributes(&element.attributes))?;
        }
        object.serialize_entry("fields", &Fields(element.elements()))?;
        let text = own_text(element);
        if !text.is_empty() {
            object.serialize_entry("text", &text)?;
        }
        object.end()
    }
}

/// Elements as an object; those of one name share a list in the place of the first.
pub(crate) struct Fields<I>(pub(crate) I);

impl<'e, I: Clone + Iterator<Item = &'e Element>> Serialize for Fields<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        fields(&mut object, self.0.clone())?;
        object.end()
    }
}

fn fields<'e, M: SerializeMap>(
    object: &mut M,
    elements: impl Iterator<Item = &'e Element>,
) -> Result<(), M::Error> {
    let mut places: HashMap<&Name, usize> = HashMap::new();
    let mut groups: Vec<(&Element, Vec<&Element>)> = Vec::new();
    for element in elements {
        let place = *places.entry(&element.name).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, more)) => more.push(element),
            None => groups.push((element, Vec::new())),
        }
    }
    for (first, more) in groups {
        let key = Key(&first.name);
        if more.is_empty() {
            object.serialize_entry(&key, &Field(first))?;
        } else {
            let all: Vec<_> = std::iter::once(first).chain(more).map(Field).collect();
            object.serialize_entry(&key, &all)?;
        }
    }
    Ok(())
}

struct Field<'e>(&'e Element);

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Field(element) = self;
        let has_elements = element.elements().next().is_some();
        if element.attributes.is_empty() && !has_elements {
            return serializer.serialize_str(&element.text());
        }
        let mut object = serializer.serialize_map(None)?;
        if !element.attributes.is_empty() {
            object.serialize_entry("@attributes", &Attributes(&element.attributes))?;
        }
        if element
            .children
            .iter()
            .any(|node| matches!(node, Node::Text(_)))
        {
            object.serialize_entry("@text", &element.text())?;
        }
        fields(&mut object, element.elements())?;
        object.end()
    }
}

pub(crate) struct Attributes<'e>(pub(crate) &'e [Attribute]);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = self
            .0
            .iter()
            .map(|attribute| (Key(&attribute.name), &attribute.value));
        serializer.collect_map(entries)
    }
}

/// A name as the key of an object.
pub(crate) struct Key<'e>(pub(crate) &'e Name);

impl Serialize for Key<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.namespace {
            None => serializer.serialize_str(&self.0.local),
            Some(_) => serializer.collect_str(self.0),
        }
    }
}
