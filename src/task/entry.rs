//! A time entry as it was received: the text of each field, before anything is decided about it.

use std::borrow::Cow;

use thiserror::Error;

use super::field::{Field, FieldName};
use super::received::{Lookup, NamedText, Span, Value};
use crate::text::shortened;

#[derive(Clone, Debug)]
struct Slot<'a> {
    field: Field,
    text: Cow<'a, str>,
    span: Option<Span>,
    lookup: Option<Box<Lookup<'a>>>,
}

/// A time entry as received.
///
/// Texts are kept as they came, because most of the server's refusals are about texts that no typed
/// value could hold. Custom fields are kept by name and in order, unknown fields too.
///
/// ```
/// use suiteprojects::task::{Entry, Field, Value};
///
/// let mut entry = Entry::new();
/// entry.set(Field::Date, "2026-01-05").set(Field::Hours, "5.5").set_named("billing_note__c", "x");
/// assert_eq!(entry.value(Field::Hours), Value::Text("5.5"));
/// assert_eq!(entry.value(Field::Minutes), Value::Absent);
/// ```
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// For each field its place in `slots` plus one, or 0.
    places: [u8; Field::COUNT],
    slots: Vec<Slot<'a>>,
    custom: Vec<NamedText<'a>>,
    unknown: Vec<NamedText<'a>>,
}

impl Default for Entry<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Entry<'a> {
    /// How many custom and unknown fields a reader may add to one entry. They are kept in lists,
    /// and hostile input must not make these long.
    pub const MOST_NAMED_FIELDS: usize = 500;

    /// The longest name, in bytes, of a custom or unknown field that a reader may add.
    pub const LONGEST_NAME: usize = 256;

    /// An entry without any field.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            places: [0; Field::COUNT],
            slots: Vec::new(),
            custom: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// An empty entry that takes over the memory of this one, so that reading one entry after the
    /// other allocates nothing once the first few were read.
    #[must_use]
    pub fn recycle<'b>(self) -> Entry<'b> {
        /// Collecting from an emptied vector of a type of the same layout keeps its allocation.
        fn emptied<T, U>(mut vector: Vec<T>) -> Vec<U> {
            vector.clear();
            vector.into_iter().filter_map(|_| None).collect()
        }
        Entry {
            places: [0; Field::COUNT],
            slots: emptied(self.slots),
            custom: emptied(self.custom),
            unknown: emptied(self.unknown),
        }
    }

    /// The same entry with texts of its own, which may outlive the input it was read from.
    #[must_use]
    pub fn into_owned(self) -> Entry<'static> {
        fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
            Cow::Owned(text.into_owned())
        }
        let named = |list: Vec<NamedText<'a>>| {
            list.into_iter()
                .map(|NamedText { name, text, span }| NamedText {
                    name: owned(name),
                    text: owned(text),
                    span,
                })
                .collect()
        };
        let slots = self.slots.into_iter().map(
            |Slot {
                 field,
                 text,
                 span,
                 lookup,
             }| {
                let lookup = lookup.map(|lookup| {
                    Box::new(Lookup {
                        by: lookup.by,
                        object_type: owned(lookup.object_type),
                    })
                });
                Slot {
                    field,
                    text: owned(text),
                    span,
                    lookup,
                }
            },
        );
        Entry {
            places: self.places,
            slots: slots.collect(),
            custom: named(self.custom),
            unknown: named(self.unknown),
        }
    }

    /// Sets a field to a text; an empty text is [`Value::Empty`]. An earlier text is replaced.
    pub fn set(&mut self, field: Field, text: impl Into<Cow<'a, str>>) -> &mut Self {
        self.place(field, text.into(), None, None);
        self
    }

    /// Sets a foreign key by external id or name.
    pub fn set_lookup(
        &mut self,
        field: Field,
        text: impl Into<Cow<'a, str>>,
        lookup: Lookup<'a>,
    ) -> &mut Self {
        self.place(field, text.into(), None, Some(Box::new(lookup)));
        self
    }

    /// Sets the field of this name: a field of the table under its XML, REST or database name, a
    /// custom field, or an unknown one, which the rules will refuse. An earlier text is replaced.
    pub fn set_named(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        text: impl Into<Cow<'a, str>>,
    ) -> &mut Self {
        let (name, text) = (name.into(), text.into());
        match FieldName::from_any(name) {
            FieldName::Known(field) => self.place(field, text, None, None),
            FieldName::Custom(name) => replace(
                &mut self.custom,
                NamedText {
                    name,
                    text,
                    span: None,
                },
            ),
            FieldName::Unknown(name) => replace(
                &mut self.unknown,
                NamedText {
                    name,
                    text,
                    span: None,
                },
            ),
        }
        self
    }

    /// Sets a custom field as a typed record has it. A name that no custom field can have makes it an
    /// unknown field, never one of the table.
    pub(super) fn set_custom_field(&mut self, name: &'a str, text: &'a str) {
        let (name, text) = (Cow::Borrowed(name), Cow::Borrowed(text));
        let named = NamedText {
            name,
            text,
            span: None,
        };
        match FieldName::custom_or_unknown(&named.name) {
            FieldName::Custom(_) => replace(&mut self.custom, named),
            _ => replace(&mut self.unknown, named),
        }
    }

    /// Adds a field that a reader found.
    ///
    /// # Errors
    ///
    /// [`FieldError`] if the entry has the field already (which of the two the server would take is
    /// not known), or has more custom and unknown fields, or longer names, than any account.
    pub fn add(
        &mut self,
        name: FieldName<'a>,
        text: impl Into<Cow<'a, str>>,
        span: Option<Span>,
        lookup: Option<Lookup<'a>>,
    ) -> Result<(), FieldError> {
        if self.contains(&name) {
            let name = shortened(name.as_str()).into();
            return Err(FieldError::Duplicate { name });
        }
        if !matches!(name, FieldName::Known(_)) {
            let bytes = name.as_str().len();
            if bytes > Self::LONGEST_NAME {
                return Err(FieldError::LongName { bytes });
            }
            if self.custom.len() + self.unknown.len() >= Self::MOST_NAMED_FIELDS {
                return Err(FieldError::TooManyFields);
            }
        }
        let text = text.into();
        match name {
            FieldName::Known(field) => self.place(field, text, span, lookup.map(Box::new)),
            FieldName::Custom(name) => self.custom.push(NamedText { name, text, span }),
            FieldName::Unknown(name) => self.unknown.push(NamedText { name, text, span }),
        }
        Ok(())
    }

    fn place(
        &mut self,
        field: Field,
        text: Cow<'a, str>,
        span: Option<Span>,
        lookup: Option<Box<Lookup<'a>>>,
    ) {
        let slot = Slot {
            field,
            text,
            span,
            lookup,
        };
        let existing = self.slot_index(field);
        if let Some(existing) = existing.and_then(|index| self.slots.get_mut(index)) {
            *existing = slot;
        } else {
            self.slots.push(slot);
            // There are fewer fields than 255, and each takes one slot at most.
            self.places[field.index()] = u8::try_from(self.slots.len()).unwrap_or_default();
        }
    }

    fn slot_index(&self, field: Field) -> Option<usize> {
        usize::from(self.places[field.index()]).checked_sub(1)
    }

    fn slot(&self, field: Field) -> Option<&Slot<'a>> {
        self.slot_index(field)
            .and_then(|index| self.slots.get(index))
    }

    /// What stands in a field.
    #[inline]
    pub fn value(&self, field: Field) -> Value<'_> {
        match self.slot(field) {
            None => Value::Absent,
            Some(slot) if slot.text.is_empty() => Value::Empty,
            Some(slot) => Value::Text(&slot.text),
        }
    }

    /// The text of a field, if it has one that is not empty.
    #[inline]
    pub fn text(&self, field: Field) -> Option<&str> {
        self.value(field).text()
    }

    /// What a foreign key is looked up by, if not by its internal id.
    pub fn lookup(&self, field: Field) -> Option<&Lookup<'a>> {
        self.slot(field).and_then(|slot| slot.lookup.as_deref())
    }

    /// The fields of the table that the entry has, in the order received, each with its text, which
    /// may be empty.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (Field, &str)> {
        self.slots.iter().map(|slot| (slot.field, &*slot.text))
    }

    /// The custom fields, in the order received.
    pub fn custom(&self) -> &[NamedText<'a>] {
        &self.custom
    }

    /// The fields that are neither in the table nor custom fields, in the order received.
    pub fn unknown(&self) -> &[NamedText<'a>] {
        &self.unknown
    }

    /// Whether the entry has the field, empty or not.
    pub fn contains(&self, name: &FieldName<'_>) -> bool {
        let named = |list: &[NamedText<'_>], name: &str| list.iter().any(|text| text.name == name);
        match name {
            FieldName::Known(field) => self.places[field.index()] != 0,
            FieldName::Custom(name) => named(&self.custom, name),
            FieldName::Unknown(name) => named(&self.unknown, name),
        }
    }

    /// Where the text of the field stood in its source, if the reader said so.
    pub fn span(&self, name: &FieldName<'_>) -> Option<Span> {
        let named = |list: &[NamedText<'_>], name: &str| {
            list.iter()
                .find(|text| text.name == name)
                .and_then(|text| text.span)
        };
        match name {
            FieldName::Known(field) => self.slot(*field).and_then(|slot| slot.span),
            FieldName::Custom(name) => named(&self.custom, name),
            FieldName::Unknown(name) => named(&self.unknown, name),
        }
    }

    /// Moves every span by so many bytes, for an entry that was read from a part of its source.
    pub fn shift_spans(&mut self, by: usize) {
        let known = self.slots.iter_mut().map(|slot| &mut slot.span);
        let named = self
            .custom
            .iter_mut()
            .chain(&mut self.unknown)
            .map(|text| &mut text.span);
        for span in known.chain(named).flatten() {
            span.start = span.start.saturating_add(by);
            span.end = span.end.saturating_add(by);
        }
    }

    /// Whether the entry has no field at all.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty() && self.custom.is_empty() && self.unknown.is_empty()
    }
}

fn replace<'a>(list: &mut Vec<NamedText<'a>>, text: NamedText<'a>) {
    match list.iter_mut().find(|existing| existing.name == text.name) {
        Some(existing) => *existing = text,
        None => list.push(text),
    }
}

/// A field that an entry cannot have besides those it has.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum FieldError {
    /// The entry has the field already.
    #[error("the field `{}` stands twice in one record", name.escape_debug())]
    #[non_exhaustive]
    Duplicate {
        /// The name of the field, shortened if it is long.
        name: Box<str>,
    },
    /// There are more custom and unknown fields than [`Entry::MOST_NAMED_FIELDS`].
    #[error(
        "the record has more than {} custom and unknown fields",
        Entry::MOST_NAMED_FIELDS
    )]
    TooManyFields,
    /// The name is longer than [`Entry::LONGEST_NAME`].
    #[error(
        "the name of a field has {bytes} bytes, expected {} at most",
        Entry::LONGEST_NAME
    )]
    #[non_exhaustive]
    LongName {
        /// The bytes of the name.
        bytes: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::LookupBy;

    #[test]
    fn three_states_of_a_field() {
        let mut entry = Entry::new();
        entry.set(Field::Notes, "").set(Field::Hours, "8");
        assert_eq!(entry.value(Field::Notes), Value::Empty);
        assert_eq!(entry.value(Field::Hours), Value::Text("8"));
        assert_eq!(entry.value(Field::Minutes), Value::Absent);
        assert!(entry.contains(&Field::Notes.into()) && !entry.contains(&Field::Minutes.into()));
    }

    #[test]
    fn custom_and_unknown_fields_keep_their_order() {
        let mut entry = Entry::new();
        for name in [
            "zeta__c",
            "colour",
            "alpha__c",
            "9lives__c",
            "__c",
            "Hour",
            "naïve__c",
        ] {
            entry.set_named(name, name);
        }
        let names = |list: &[NamedText<'_>]| {
            list.iter()
                .map(|text| text.name.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(entry.custom()), ["zeta__c", "alpha__c"]);
        assert_eq!(
            names(entry.unknown()),
            ["colour", "9lives__c", "__c", "naïve__c"]
        );
        assert_eq!(entry.text(Field::Hours), Some("Hour"));
    }

    #[test]
    fn a_field_is_added_once() {
        let mut entry = Entry::new();
        assert_eq!(
            entry.add(FieldName::from_xml("hours"), "1", Some((3..4).into()), None),
            Ok(())
        );
        let error = entry
            .add(FieldName::from_any("hour"), "2", None, None)
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the field `hours` stands twice in one record"
        );
        assert_eq!(entry.text(Field::Hours), Some("1"));
        assert_eq!(
            entry.span(&Field::Hours.into()),
            Some(Span { start: 3, end: 4 })
        );
    }

    #[test]
    fn an_owned_entry_says_the_same() {
        let mut entry = Entry::new();
        let lookup = Lookup {
            by: LookupBy::Name,
            object_type: "User".into(),
        };
        entry
            .set(Field::Hours, "1")
            .set_lookup(Field::UserId, "Ada", lookup.clone());
        entry.set_named("b__c", "2").set_named("c", "3");
        let owned = entry.clone().into_owned();
        assert_eq!(
            owned.fields().collect::<Vec<_>>(),
            entry.fields().collect::<Vec<_>>()
        );
        assert_eq!(owned.lookup(Field::UserId), Some(&lookup));
        assert_eq!(
            (owned.custom(), owned.unknown()),
            (entry.custom(), entry.unknown())
        );
    }

    #[test]
    fn recycling_empties_and_keeps_the_memory() {
        let mut entry = Entry::new();
        entry
            .set(Field::Hours, "1")
            .set_named("a__c", "b")
            .set_named("c", "d");
        let address = entry.slots.as_ptr().addr();
        let again = entry.recycle();
        assert!(again.is_empty());
        assert_eq!(again.value(Field::Hours), Value::Absent);
        assert_eq!(again.slots.as_ptr().addr(), address);
    }
}
