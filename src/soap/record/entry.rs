//! `oaTask` as an entry, and as the typed record of an answer.

use std::borrow::Cow;

use super::foreign_key::{ATTRIBUTES, Lookups};
use super::without_midnight;
use crate::record::TaskRecord;
use crate::soap::message::Value;
use crate::task::{Entry, Field, FieldName, Kind, Lookup, Task};
use crate::xml::task::{EntryError, EntryErrorKind};

/// Reads the fields of an `oaTask` into an entry, which is emptied first. A field that is nil is not
/// there; an empty one is empty.
///
/// # Errors
///
/// [`EntryError`] if the fields do not stand as they should.
pub(in crate::soap) fn read_entry<'m>(
    record: Value<'m, '_>,
    entry: &mut Entry<'m>,
) -> Result<(), EntryError> {
    *entry = std::mem::take(entry).recycle();
    let mut outcome = Ok(());
    let mut fail = |kind, span| {
        if outcome.is_ok() {
            outcome = Err(EntryError::new(kind, span));
        }
    };
    if !record.has_elements() && !record.text().trim_ascii().is_empty() {
        fail(EntryErrorKind::Text, record.span());
    }
    let lookups = Lookups::of(record);
    for member in record.members() {
        if member.is_nil() || member.name() == ATTRIBUTES {
            continue;
        }
        let name = FieldName::from_xml(member.name());
        let is_unknown = matches!(name, FieldName::Unknown(_));
        if member.has_elements() && !is_unknown {
            let name = name.as_str().to_owned();
            fail(EntryErrorKind::Elements { name }, member.span());
        }
        // An unknown element is refused by the rules, once is enough.
        if is_unknown && entry.contains(&name) {
            continue;
        }
        let (text, lookup) = match name {
            FieldName::Known(field) => known(&lookups, member, field),
            FieldName::Custom(_) | FieldName::Unknown(_) => (member.text(), None),
        };
        if let Err(error) = entry.add(name, text, Some(member.span().into()), lookup) {
            fail(EntryErrorKind::Field(error), member.tag());
        }
    }
    outcome
}

fn known<'m>(
    lookups: &Lookups<'m>,
    member: Value<'m, '_>,
    field: Field,
) -> (Cow<'m, str>, Option<Lookup<'m>>) {
    match field.kind() {
        Kind::Date => (without_midnight(member.text()), None),
        Kind::Id if field != Field::Id => (member.text(), lookups.field(member.name())),
        _ => (member.text(), None),
    }
}

/// An `oaTask` of an answer, with whatever of it could be understood.
pub(in crate::soap) fn task_record(record: Value<'_, '_>) -> TaskRecord {
    let mut entry = Entry::new();
    let outcome = read_entry(record, &mut entry);
    let (task, value_error) = Task::from_answer(&entry);
    TaskRecord::of(
        task,
        outcome.err().map(|error| error.to_string()),
        value_error,
    )
}
