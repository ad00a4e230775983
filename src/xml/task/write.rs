//! A time entry as a `<Task>` element.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::record::date_members;
use crate::task::{Field, Kind, Task, Wire};
use crate::time::date;
use crate::validate::{CheckedEntry, CheckedValue};
use crate::xml::{ContentWriter, TagWriter, WriteError};

/// Writes the fields of a checked entry into the element that was just started, usually `<Task>`, in
/// the order of the table, custom fields last. Fields that XML does not have are left out.
///
/// # Errors
///
/// [`WriteError`] if a text has a character that XML 1.0 cannot carry. The rules refuse such a
/// text, but they can be told to allow it.
pub fn write_entry(tag: TagWriter<'_>, entry: &CheckedEntry<'_>) -> Result<(), WriteError> {
    let mut content = tag.content();
    for (field, value) in entry.fields() {
        let Some(name) = field.name(Wire::Xml) else {
            continue;
        };
        match (field.kind(), value) {
            (_, CheckedValue::Date(date)) => write_date(&mut content, name, date, None)?,
            (Kind::Date | Kind::DateTime, CheckedValue::Text(text)) => {
                write_date_text(&mut content, name, text)?;
            }
            (_, CheckedValue::Text("")) => content.empty(name)?,
            (_, CheckedValue::Text(text)) => {
                let mut tag = content.start(name)?;
                if let Some(lookup) = entry.lookup(field) {
                    tag.attribute(lookup.by.as_str(), &lookup.object_type)?;
                }
                tag.text(text)?;
            }
            (_, value) => content.element_with_text(name, &value.to_string())?,
        }
    }
    for custom in entry.custom() {
        write_text(&mut content, &custom.name, &custom.text)?;
    }
    content.end();
    Ok(())
}

/// Writes the fields of a typed entry into the element that was just started, usually `<Task>`, in
/// the order of the table, custom fields last. Fields without a value and fields that XML does not
/// have are left out.
///
/// # Errors
///
/// [`WriteError`] if a text has a character that XML 1.0 cannot carry, or a custom field a name
/// that cannot name an element.
pub fn write_task(tag: TagWriter<'_>, task: &Task) -> Result<(), WriteError> {
    write_fields(tag, task, false)
}

/// The same with every field that XML has: those without a value are empty elements.
pub(in crate::xml) fn write_whole_task(tag: TagWriter<'_>, task: &Task) -> Result<(), WriteError> {
    write_fields(tag, task, true)
}

fn write_fields(tag: TagWriter<'_>, task: &Task, with_empty: bool) -> Result<(), WriteError> {
    let mut content = tag.content();
    for &field in Field::ALL {
        let Some(name) = field.name(Wire::Xml) else {
            continue;
        };
        let Some(text) = task.text(field) else {
            if with_empty {
                content.empty(name)?;
            }
            continue;
        };
        match field.kind() {
            Kind::Date | Kind::DateTime => write_date_text(&mut content, name, &text)?,
            _ => write_text(&mut content, name, &text)?,
        }
    }
    for custom in &task.custom {
        write_text(&mut content, &custom.name, &custom.text)?;
    }
    content.end();
    Ok(())
}

fn write_text(content: &mut ContentWriter<'_>, name: &str, text: &str) -> Result<(), WriteError> {
    if text.is_empty() {
        content.empty(name)
    } else {
        content.element_with_text(name, text)
    }
}

/// Writes canonical text of a date or timestamp as a `<Date>`; other text as it is.
fn write_date_text(
    content: &mut ContentWriter<'_>,
    name: &str,
    text: &str,
) -> Result<(), WriteError> {
    let time = |moment: NaiveDateTime| text.contains(' ').then(|| moment.time());
    match date::parse_date_time(text) {
        Ok(moment) => write_date(content, name, moment.date(), time(moment)),
        Err(_) => write_text(content, name, text),
    }
}

fn write_date(
    content: &mut ContentWriter<'_>,
    name: &str,
    date: NaiveDate,
    time: Option<NaiveTime>,
) -> Result<(), WriteError> {
    write_date_element(&mut content.start(name)?.content(), date, time)
}

/// Writes a `<Date>`: all numbers padded, the time only if there is one.
pub(in crate::xml) fn write_date_element(
    content: &mut ContentWriter<'_>,
    date: NaiveDate,
    time: Option<NaiveTime>,
) -> Result<(), WriteError> {
    let mut content = content.start("Date")?.content();
    date_members(date, time).try_for_each(|(member, text)| content.element_with_text(member, &text))
}
