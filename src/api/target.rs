//! Records that a command names by their ids.

use super::{CommandError, CommandName};
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

/// The record of a type with an id.
pub(super) fn of(
    command: CommandName,
    object_type: &str,
    id: Id,
) -> Result<Target<'_>, CommandError> {
    if is_object_type(object_type) {
        return Ok(Target { object_type, id });
    }
    Err(CommandError::ObjectType {
        command,
        object_type: shortened(object_type).into(),
        reason: "expected the name of an object type such as \"Customer\"",
    })
}

/// The records of one type with these ids.
pub(super) fn of_type<'a>(
    command: CommandName,
    object_type: &'a str,
    ids: &[Id],
) -> Result<Vec<Target<'a>>, CommandError> {
    super::at_most(ids.len())?;
    ids.iter().map(|&id| of(command, object_type, id)).collect()
}

/// The same for the commands that the vendor does not have for time entries.
pub(super) fn of_type_but_task<'a>(
    command: CommandName,
    object_type: &'a str,
    ids: &[Id],
) -> Result<Vec<Target<'a>>, CommandError> {
    if object_type == "Task" {
        return Err(CommandError::ObjectType {
            command,
            object_type: object_type.into(),
            reason: "a time entry can only be rejected",
        });
    }
    of_type(command, object_type, ids)
}

/// The time entries that were checked for a command.
pub(super) fn of_entries(
    command: CommandName,
    checked_for: validate::Command,
    entries: &[CheckedEntry<'_>],
) -> Result<Vec<Target<'static>>, CommandError> {
    super::checked_for(checked_for, entries)?;
    let target = |(index, entry)| {
        let id = id_of(entry).ok_or(CommandError::NoId { index, command })?;
        Ok(Target {
            object_type: "Task",
            id,
        })
    };
    entries.iter().enumerate().map(target).collect()
}

/// The internal id of a checked entry. The rules see to it that there is one, but they can be gone
/// around.
pub(crate) fn id_of(entry: &CheckedEntry<'_>) -> Option<Id> {
    let text = entry.entry().text(Field::Id)?;
    match entry.lookup(Field::Id) {
        Some(_) => None,
        None => Id::parse(text).ok(),
    }
}
