//! Records of the store in the forms that the library writes.

use suiteprojects::element::Element;
use suiteprojects::record::{FromRecord as _, Moment, Received, TaskRecord, field_names};
use suiteprojects::task::{CustomField, Field, Id, Task, Wire};
use suiteprojects::time::date;

use crate::store::{Content, Fields, Stored};

/// Whether this is the name of a custom field.
pub(super) fn is_custom(name: &str) -> bool {
    name.ends_with("__c")
}

/// Whether the vendor has such a type: one of those in the WSDL of 2016. Case counts, as with the vendor.
pub(super) fn is_object_type(name: &str) -> bool {
    field_names(name).is_some()
}

/// The typed form of a stored time entry.
pub(crate) fn task(record: &Stored) -> Task {
    let mut task = Task::default();
    task.id = Some(record.id);
    for (name, content) in record.fields.iter() {
        let Content::Text(text) = content else {
            continue;
        };
        if let Some(field) = Field::from_xml_name(name) {
            // What is stored was checked; a file that was changed by others may hold anything.
            let _ = task.set_text(field, text);
        } else if is_custom(name) {
            task.custom.push(CustomField {
                name: name.to_owned(),
                text: text.clone(),
            });
        }
    }
    task
}

/// A record as it is returned: with these fields only if there are any, and with custom fields only if
/// they are wanted.
pub(crate) fn received(record: &Stored, only: &[String], custom: bool) -> Received {
    let is_wanted = |name: &str| {
        let is_asked = only.is_empty() || only.iter().any(|wanted| wanted == name);
        is_asked && (custom || !is_custom(name))
    };
    if record.object_type == "Task" {
        let mut returned = TaskRecord::default();
        returned.task = task(record);
        if !only.is_empty() || !custom {
            narrow(&mut returned.task, is_wanted);
        }
        return Received::Task(Box::new(returned));
    }
    let mut element = Element::new(record.object_type.as_str());
    if is_wanted("id") {
        element = element.with_child(id(&record.fields, record.id));
    }
    for (name, content) in record.fields.iter() {
        if is_wanted(name) {
            element = element.with_child(field(name, content));
        }
    }
    Received::Other(element)
}

/// A record with all its standard fields, those without a value as empty elements, as the vendor's server sends
/// them; or with the fields asked for. A whole time entry gets its empty fields when it is written.
pub(crate) fn complete(record: &Stored, only: &[String], custom: bool) -> Received {
    let received = received(record, only, custom);
    let object_type = record.object_type.as_str();
    if object_type == "Task" && only.is_empty() {
        return received;
    }
    let mut element = Element::from_record(received).unwrap_or_else(|_| Element::new(object_type));
    let standard: Vec<&str> = if object_type == "Task" {
        let names = Field::ALL.iter().filter_map(|field| field.name(Wire::Xml));
        names.collect()
    } else {
        // An address is a record of its own in XML; there is none that is empty.
        let names = field_names(object_type).into_iter().flatten();
        names
            .filter(|name| !name.contains("addr_") && *name != "flags")
            .collect()
    };
    for name in standard {
        let is_wanted = only.is_empty() || only.iter().any(|wanted| wanted == name);
        if is_wanted && element.child(name).is_none() {
            element = element.with_child(Element::new(name));
        }
    }
    Received::Other(element)
}

/// Takes everything away that is not wanted.
fn narrow(task: &mut Task, is_wanted: impl Fn(&str) -> bool) {
    for &field in Field::ALL {
        let is_wanted = field.name(Wire::Xml).is_some_and(&is_wanted);
        if !is_wanted {
            // An empty text is no value in every field.
            let _ = task.set_text(field, "");
        }
    }
    task.custom.retain(|field| is_wanted(&field.name));
}

/// What another record calls its id: that of the record it is about, in a mark of an export.
fn id(fields: &Fields, id: Id) -> Element {
    let of_other = fields.text("recordid");
    let text = if of_other.is_empty() {
        id.to_string()
    } else {
        of_other.to_owned()
    };
    Element::new("id").with_text(text)
}

fn field(name: &str, content: &Content) -> Element {
    let element = Element::new(name);
    match content {
        Content::Text(text) => match moment(name, text) {
            Some(moment) => element.with_child(moment.to_element()),
            None if text.is_empty() => element,
            None => element.with_text(text),
        },
        Content::Tree(members) => members.iter().fold(element, |element, (name, content)| {
            element.with_child(field(name, content))
        }),
    }
}

/// The date in a field that has one. Which fields of other types hold dates is told by their names, which is our
/// reading; custom fields have theirs as texts.
fn moment(name: &str, text: &str) -> Option<Moment> {
    const NAMES: [&str; 19] = [
        "approved",
        "archived",
        "calculated_finishes",
        "calculated_starts",
        "created",
        "date",
        "early_finish",
        "early_start",
        "enddate",
        "ends",
        "exported",
        "finished",
        "imported",
        "start",
        "startdate",
        "starts",
        "submitted",
        "updated",
        "end",
    ];
    let is_date = NAMES.contains(&name) || name.ends_with("_date") || name.starts_with("date_");
    if !is_date || is_custom(name) {
        return None;
    }
    let day = date::parse(text).ok().map(Moment::Day);
    day.or_else(|| date::parse_date_time(text).ok().map(Moment::Time))
}
