//! What objects of a request say about the record that they mean.

use std::borrow::Cow;

use suiteprojects::record::field_text;
use suiteprojects::soap::server::Object;
use suiteprojects::task::{FieldName, Id};

/// The text of a field of an object; empty if it has none.
pub(super) fn text<'o>(object: &'o Object, name: &str) -> Cow<'o, str> {
    match object {
        Object::Task(entry) => match FieldName::from_xml(name) {
            FieldName::Known(field) => entry.text(field).unwrap_or_default().into(),
            FieldName::Custom(name) | FieldName::Unknown(name) => entry
                .custom()
                .iter()
                .find(|custom| custom.name == name)
                .map_or("", |custom| &*custom.text)
                .into(),
        },
        Object::Other(element) => element.child(name).and_then(field_text).unwrap_or_default(),
        _ => Cow::Borrowed(""),
    }
}

/// The id of an object, if it has one that can be read.
pub(super) fn id(object: &Object) -> Option<Id> {
    Id::parse(&text(object, "id")).ok()
}
