//! Records in SOAP: `oaTask` and the other types, whose names begin with `oa`.
//!
//! A record has the fields of its XML form, under the same names. What differs: dates are texts,
//! addresses are flat (`addr_city`), and how a foreign key is looked up stands beside the fields, in
//! `attributes`.

mod element;
mod entry;
mod foreign_key;
mod write;

pub(super) use element::{element, write_fields};
pub(super) use entry::{read_entry, task_record};
pub(super) use write::{write_entry, write_record};

use std::borrow::Cow;

use super::message::Value;
use crate::record::{Received, is_object_type};

/// The name of the SOAP type of records of this type.
pub(super) fn soap_type(object_type: &str) -> String {
    format!("oa{object_type}")
}

/// The type of a record: from the mark on it, else from the name of its element, as document/literal
/// and some servers have it.
pub(super) fn object_type<'m>(value: Value<'m, '_>) -> Option<&'m str> {
    let names = [value.type_name(), Some(value.name())];
    names.into_iter().flatten().find_map(type_of_name)
}

/// The type of records whose SOAP type, or element, has this name.
pub(super) fn type_of_name(name: &str) -> Option<&str> {
    let name = name.strip_prefix("oa")?;
    (is_object_type(name) && name != "Base").then_some(name)
}

/// A record of an answer; the type is the one that was asked for, unless it says another.
pub(super) fn received(value: Value<'_, '_>, asked_for: &str) -> Received {
    match object_type(value).unwrap_or(asked_for) {
        "Task" => Received::Task(Box::new(task_record(value))),
        object_type => Received::Other(element(value, object_type)),
    }
}

/// A date or timestamp as the XML form has it: midnight behind a day says nothing.
fn without_midnight(text: Cow<'_, str>) -> Cow<'_, str> {
    const MIDNIGHT: &str = " 00:00:00";
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_suffix(MIDNIGHT).unwrap_or(text)),
        Cow::Owned(mut text) => {
            if text.ends_with(MIDNIGHT) {
                text.truncate(text.len() - MIDNIGHT.len());
            }
            Cow::Owned(text)
        }
    }
}
