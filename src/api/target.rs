//! Records that a command names by their ids.

use super::CommandError;
use crate::record::is_object_type;
use crate::task::{Field, Id};
use crate::text::shortened;
use crate::validate::{self, CheckedEntry};

/// A record that a command is about, without any of its fields.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Target<'a> {
    pub(crate) object_type: &'a str,
    pub(crate) id: Id,
}

/// The records of one type with these ids.
pub(super) fn of_type<'a>(
    command: &'static str,
    object_type: &'a str,
    ids: &[Id],
) -> Result<Vec<Target<'a>>, CommandError> {
    super::at_most(ids.len())?;
    if !is_object_type(object_type) {
        return Err(CommandError::ObjectType {
            command,
            object_type: shortened(object_type).into(),
            reason: "expected the name of an object type such as \"Customer\"",
        });
    }
    let target = |&id| Target { object_type, id };
    Ok(ids.iter().map(target).collect())
}

/// The time entries that were checked for a command.
pub(super) fn of_entries(
    command: validate::Command,
    entries: &[CheckedEntry<'_>],
) -> Result<Vec<Target<'static>>, CommandError> {
    super::checked_for(command, entries)?;
    let target = |(index, entry)| {
        let id = id_of(entry).ok_or(CommandError::NoId {
            index,
            command: command.as_str(),
        })?;
        Ok(Target {
            object_type: "Task",
            id,
        })
    };
    entries.iter().enumerate().map(target).collect()
}

/// The internal id of a checked entry. The rules see to it that there is one, but they can be gone around.
pub(crate) fn id_of(entry: &CheckedEntry<'_>) -> Option<Id> {
    let text = entry.entry().text(Field::Id)?;
    match entry.lookup(Field::Id) {
        Some(_) => None,
        None => Id::parse(text).ok(),
    }
}
