//! The fields of a generic record, taken out one by one with a type.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use super::received::{Received, RecordError};
use crate::element::{Element, Node};
use crate::task::{FieldValue, Id};
use crate::text::shortened;
use crate::time::date::{MEMBERS, text_of_members};

/// The fields of a record that were not taken yet.
pub(super) struct Fields {
    object_type: &'static str,
    id: Option<Id>,
    waiting: Vec<Option<Element>>,
}

impl Fields {
    /// The fields of a record of this type.
    pub(super) fn of(object_type: &'static str, record: Received) -> Result<Self, RecordError> {
        let id = record.id();
        let element = match record {
            Received::Other(element) if element.name.is_plain(object_type) => element,
            other => return Err(RecordError::object_type(object_type, other.object_type())),
        };
        let waiting = element.children.into_iter().filter_map(|node| match node {
            Node::Element(field) => Some(Some(field)),
            Node::Text(_) => None,
        });
        Ok(Self {
            object_type,
            id,
            waiting: waiting.collect(),
        })
    }

    /// Takes the field of this name.
    pub(super) fn take<V: RecordValue>(&mut self, name: &str) -> Result<Option<V>, RecordError> {
        let mut named = self.waiting.iter_mut().filter(|field| {
            field
                .as_ref()
                .is_some_and(|field| field.name.is_plain(name))
        });
        let Some(field) = named.next().and_then(Option::take) else {
            return Ok(None);
        };
        if named.next().is_some() {
            return Err(self.error(name, "there twice".to_owned()));
        }
        V::read(&field).map_err(|found| self.error(name, found))
    }

    /// The fields that nobody took, in order.
    pub(super) fn rest(self) -> Vec<Element> {
        self.waiting.into_iter().flatten().collect()
    }

    pub(super) fn error(&self, name: &str, found: String) -> RecordError {
        RecordError::Field {
            object_type: self.object_type.into(),
            id: self.id,
            field: name.into(),
            found: found.into(),
        }
    }
}

/// A type that a field of a typed record can have.
pub(super) trait RecordValue: Sized {
    /// `None` where the field stands for "no value"; otherwise what was found and what was expected.
    fn read(field: &Element) -> Result<Option<Self>, String>;

    /// The canonical text.
    fn print(&self) -> Cow<'_, str>;
}

/// Server samples leave switches that are off empty.
impl RecordValue for bool {
    fn read(field: &Element) -> Result<Option<Self>, String> {
        match &*text(field)? {
            "" | "0" => Ok(Some(false)),
            "1" => Ok(Some(true)),
            other => Err(format!("{:?}, expected 1, 0 or nothing", shortened(other))),
        }
    }

    fn print(&self) -> Cow<'_, str> {
        if *self { "1" } else { "0" }.into()
    }
}

macro_rules! values {
    ($($type:ty, $read:ident;)+) => {
        $(impl RecordValue for $type {
            fn read(field: &Element) -> Result<Option<Self>, String> {
                let text = $read(field)?;
                if text.is_empty() {
                    return Ok(None);
                }
                FieldValue::read(&text).map_err(|error| format!("{:?}: {error}", shortened(&text)))
            }

            fn print(&self) -> Cow<'_, str> {
                FieldValue::print(self)
            }
        })+
    };
}

values! {
    Decimal, text;
    Id, text;
    String, text;
    NaiveDate, date_text;
    NaiveDateTime, timestamp_text;
}

/// The text of a field of a generic record; a `<Date>` as `YYYY-MM-DD`, with ` HH:MM:SS` if it has a
/// time other than midnight, and empty if its parts are. `None` if the field holds something else,
/// such as an address.
///
/// ```
/// use suiteprojects::element::Element;
/// use suiteprojects::record::field_text;
///
/// let date = [("year", "2026"), ("month", "1"), ("day", "5"), ("hour", "9")].into_iter().fold(
///     Element::new("Date"),
///     |date, (name, text)| date.with_child(Element::new(name).with_text(text)),
/// );
/// let field = Element::new("created").with_child(date);
/// assert_eq!(field_text(&field).as_deref(), Some("2026-01-05 09:00:00"));
/// assert_eq!(field_text(&Element::new("notes")).as_deref(), Some(""));
/// ```
pub fn field_text(field: &Element) -> Option<Cow<'_, str>> {
    date_text(field).ok()
}

fn text(field: &Element) -> Result<Cow<'_, str>, String> {
    if field.elements().next().is_some() {
        return Err("a tree of elements, expected text".to_owned());
    }
    Ok(field.text())
}

fn date_text(field: &Element) -> Result<Cow<'_, str>, String> {
    members_text(field, false)
}

fn timestamp_text(field: &Element) -> Result<Cow<'_, str>, String> {
    members_text(field, true)
}

/// The text of a `<Date>`, or the text itself, as the SOAP API has it.
fn members_text(field: &Element, is_timestamp: bool) -> Result<Cow<'_, str>, String> {
    let Some(date) = field.child("Date") else {
        return text(field);
    };
    if field.elements().count() > 1 {
        return Err("more than one <Date>".to_owned());
    }
    let members = members(date)?;
    Ok(text_of_members(members.each_ref().map(|member| &**member), is_timestamp).into())
}

/// The texts of the members of a `<Date>`, in the order of [`MEMBERS`].
fn members(date: &Element) -> Result<[Cow<'_, str>; MEMBERS.len()], String> {
    let mut texts = [const { Cow::Borrowed("") }; MEMBERS.len()];
    for (name, place) in MEMBERS.iter().zip(&mut texts) {
        let mut named = date.children_named(name);
        if let Some(member) = named.next() {
            *place = text(member)?;
        }
        if named.next().is_some() {
            return Err(format!("a <Date> with two <{name}>"));
        }
    }
    Ok(texts)
}
