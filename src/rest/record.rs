//! Time entries as JSON objects of the resource.
//!
//! Ids, the parts of the duration and other quantities are JSON numbers and are kept exactly; dates,
//! times and texts are strings. Custom fields are written as strings, because what kind of field one is
//! only the account knows; they are read as numbers and booleans as well, where a checkbox is `1` or
//! `0` as in the other APIs.
//!
//! How the resource shows moments (`created`, `updated`, `exported`) is not documented: they are written
//! like in SOAP, `2026-01-05 10:30:00`, and read with `T` in place of the blank, or as a day alone, as
//! well.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::name;
use super::selection::Selection;
use crate::json::object::{Member, Scalar, each_member};
use crate::json::{ReadError, ReadErrorKind};
use crate::record::TaskRecord;
use crate::task::{Access, Entry, Field, FieldName, Id, Kind, Span, Task, Wire};
use crate::time::decimal;
use crate::validate::{CheckedEntry, Command};

/// Reads the JSON object that is `text` into an entry, as the server reads what is to be stored.
///
/// The keys are the names of attributes. `null` is an absent field, and a member that is neither an
/// attribute nor a custom field is kept as an unknown one, which the rules refuse.
///
/// ```
/// use suiteprojects::rest::read_entry;
/// use suiteprojects::task::Field;
///
/// let entry = read_entry(r#"{"date": "2026-01-05", "userId": 251, "hour": 7, "minute": 30}"#)?;
/// assert_eq!(entry.text(Field::UserId), Some("251"));
/// # Ok::<(), suiteprojects::json::ReadError>(())
/// ```
///
/// # Errors
///
/// [`ReadError`] if the text is no JSON object, a member stands twice, a field of the table has an
/// object, array or boolean, or a number has more digits than can be kept exactly.
pub fn read_entry(text: &str) -> Result<Entry<'_>, ReadError> {
    let mut entry = Entry::new();
    each_member(text, |key, member| add(&mut entry, key, member))?;
    Ok(entry)
}

/// Reads the JSON object that is `text` as a time entry that the server sent. Members that are no
/// attributes are kept as [`Task::unknown`], objects and arrays in them as the text of their JSON.
///
/// # Errors
///
/// [`ReadError`] if the text is no JSON object. What is wrong inside an object is told by
/// [`TaskRecord::problem`].
pub fn read_task(text: &str) -> Result<TaskRecord, ReadError> {
    let mut entry = Entry::new();
    let mut wrong = None;
    let mut members = 0;
    each_member(text, |key, member| {
        members += 1;
        // No record has as many; the rest of it is only read to its end.
        if members > 2 * Entry::MOST_NAMED_FIELDS {
            wrong.get_or_insert_with(|| "more members than any record has".to_owned());
        } else if let Err(error) = add(&mut entry, key, member) {
            wrong.get_or_insert_with(|| error.to_string());
        }
        Ok(())
    })?;
    for field in [Field::Created, Field::Updated, Field::Exported] {
        if let Some(moment) = entry.text(field).and_then(moment) {
            entry.set(field, moment);
        }
    }
    let (task, value) = Task::from_answer(&entry);
    Ok(TaskRecord::of(task, wrong, value))
}

/// A moment in the form that other APIs have, if it has another.
fn moment(text: &str) -> Option<String> {
    match text.len() {
        10 if text != "0000-00-00" => Some(format!("{text} 00:00:00")),
        19 if text.as_bytes().get(10) == Some(&b'T') => Some(text.replacen('T', " ", 1)),
        _ => None,
    }
}

fn add<'a>(entry: &mut Entry<'a>, key: Cow<'a, str>, member: Member<'a>) -> Result<(), ReadError> {
    let name = name::resolve(key);
    let is_known = matches!(name, FieldName::Known(_));
    let text: Cow<'a, str> = match member.text.as_bytes().first() {
        Some(b'{' | b'[') if !is_known => member.text.into(),
        _ => match member.scalar()? {
            Scalar::Null => return Ok(()),
            Scalar::Text(text) => text,
            Scalar::Boolean(_) if is_known => {
                return Err(member.unexpected("a string or number"));
            }
            Scalar::Boolean(value) => if value { "1" } else { "0" }.into(),
        },
    };
    let span = Span {
        start: member.offset,
        end: member.offset + member.text.len(),
    };
    entry
        .add(name, text, Some(span), None)
        .map_err(|error| ReadError::field(member.offset, error))
}

/// The JSON object of a checked entry, as it is sent to store it.
///
/// What was checked for Add is written without the fields that only the server sets: the resource refuses
/// an object that has one of them. Fields that the resource does not have are left out always;
/// [`Create`](super::Create) refuses entries that have them.
pub fn entry_to_string(entry: &CheckedEntry<'_>) -> String {
    to_json(&EntryObject(entry))
}

/// The JSON object of a time entry as the server shows it: every attribute, with `null` where there is
/// no value [our reading], or those of a selection.
///
/// ```
/// use suiteprojects::rest::{Selection, read_task, task_to_string};
/// use suiteprojects::task::{Field, Id, Task};
///
/// let mut task = Task::default();
/// task.id = Id::new(5512);
/// let shown = Selection::new([Field::Id, Field::Notes])?;
/// assert_eq!(task_to_string(&task, Some(&shown)), r#"{"id":5512,"notes":null}"#);
/// assert_eq!(read_task(&task_to_string(&task, None))?.task, task);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn task_to_string(task: &Task, selection: Option<&Selection>) -> String {
    to_json(&TaskObject { task, selection })
}

pub(super) struct EntryObject<'o, 'e>(pub(super) &'o CheckedEntry<'e>);

impl Serialize for EntryObject<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (field, value) in self.0.fields() {
            let is_sent = self.0.command() != Command::Add
                || matches!(field.access(), Access::ReadWrite | Access::AddOnly);
            if let Some(name) = field.name(Wire::Rest)
                && is_sent
            {
                write(&mut object, name, field, &value.to_string())?;
            }
        }
        for custom in self.0.custom() {
            object.serialize_entry(&*custom.name, &*custom.text)?;
        }
        object.end()
    }
}

pub(super) struct TaskObject<'o> {
    pub(super) task: &'o Task,
    /// The attributes to show, if not all.
    pub(super) selection: Option<&'o Selection>,
}

impl Serialize for TaskObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_shown = |name: &str| self.selection.is_none_or(|shown| shown.includes(name));
        let mut object = serializer.serialize_map(None)?;
        for &field in Field::ALL {
            let Some(name) = field.name(Wire::Rest).filter(|name| is_shown(name)) else {
                continue;
            };
            match self.task.text(field) {
                Some(text) => write(&mut object, name, field, &text)?,
                None => object.serialize_entry(name, &())?,
            }
        }
        for custom in &self.task.custom {
            if is_shown(&custom.name) {
                object.serialize_entry(&custom.name, &custom.text)?;
            }
        }
        object.end()
    }
}

/// Writes a field: as a number if it holds a quantity or id and the text is one.
fn write<M: SerializeMap>(
    object: &mut M,
    name: &str,
    field: Field,
    text: &str,
) -> Result<(), M::Error> {
    let number = match field.kind() {
        Kind::Id => Id::parse(text).ok().map(|id| id.to_string()),
        Kind::Decimal | Kind::Money => decimal::parse(text).ok().map(|number| number.to_string()),
        Kind::Whole => decimal::parse_whole(text)
            .ok()
            .map(|number| number.to_string()),
        _ => None,
    };
    let number = number.and_then(|number| RawValue::from_string(number).ok());
    match number {
        Some(number) => object.serialize_entry(name, &number),
        None => object.serialize_entry(name, text),
    }
}

/// The JSON text of a value that always has one.
pub(super) fn to_json(value: &impl Serialize) -> String {
    // Keys are strings and no value refuses to be written, so this does not fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// The elements of a JSON array, or the one value that stands in its place.
pub(super) fn each_or_one<'a>(
    member: Member<'a>,
    mut visit: impl FnMut(Member<'a>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    if !member.text.starts_with('[') {
        return visit(member);
    }
    let mut count = 0;
    crate::json::object::each_element(member.text, |element| {
        count += 1;
        if count > crate::api::MOST_OBJECTS {
            return Err(ReadError::new(
                element.offset,
                ReadErrorKind::Unexpected {
                    found: "more than 1,000 elements",
                    expected: "as many as one request or answer may have",
                },
            ));
        }
        visit(element)
    })
    .map_err(|error| error.shifted(member.offset))
}
