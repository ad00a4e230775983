//! `Modify`: changes stored records.

use super::target::id_of;
use super::{Command, CommandError, CommandName, Outcome, Stored};
use crate::record::Record;
use crate::task::Id;
use crate::validate::{self, CheckedEntry};

/// Changes stored records, up to [`MOST_OBJECTS`](super::MOST_OBJECTS), each named by its internal
/// id. A field that is left out stays as it is, an empty one is cleared. The answer has an outcome
/// for each record, in order.
///
/// Each record is a command of its own within the request, because only then does the server say of
/// each what became of it; see [`Modify::together`].
///
/// ```
/// use suiteprojects::api::Modify;
/// use suiteprojects::task::{Change, Entry, Id, TaskPatch};
/// use suiteprojects::validate::{Command, Report, Settings, Validator};
///
/// let mut patch = TaskPatch::of(Id::new(5512).ok_or("zero")?);
/// patch.notes = Change::Clear;
/// let entry = Entry::from(&patch);
/// let validator = Validator::new(Settings::default());
/// let checked = validator.check(Command::Modify, &entry, &mut Report::new()).ok_or("refused")?;
/// let entries = [checked];
/// let modify = Modify::tasks(&entries)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Modify<'a, O> {
    pub(crate) objects: &'a [O],
    pub(crate) custom_equal_to: bool,
    pub(crate) together: bool,
}

impl<'a, 'e> Modify<'a, CheckedEntry<'e>> {
    /// Changes time entries.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or one was checked for another command or has no id.
    pub fn tasks(entries: &'a [CheckedEntry<'e>]) -> Result<Self, CommandError> {
        tasks_with_ids(CommandName::Modify, entries)?;
        Ok(Self::of(entries))
    }
}

impl<'a> Modify<'a, Record> {
    /// Changes records of other types; the types may differ.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or one has no id.
    pub fn records(records: &'a [Record]) -> Result<Self, CommandError> {
        records_with_ids(CommandName::Modify, records)?;
        Ok(Self::of(records))
    }
}

impl<'a, O> Modify<'a, O> {
    const fn of(objects: &'a [O]) -> Self {
        Self {
            objects,
            custom_equal_to: false,
            together: false,
        }
    }

    /// Says `method="custom equal to"`, by which values of custom fields are changed. What the
    /// records then have to hold is documented in part only (the vendor names `CustomField`
    /// objects); fields that end in `__c` need no such method.
    #[must_use]
    pub const fn custom_equal_to(self) -> Self {
        Self {
            custom_equal_to: true,
            ..self
        }
    }

    /// Sends records of one type that follow each other in one command instead of one each, which
    /// saves bytes and counts as one command. If the server then refuses, it says so once for all
    /// of them ([`Doubt::Grouped`](super::Doubt::Grouped)).
    #[must_use]
    pub const fn together(self) -> Self {
        Self {
            together: true,
            ..self
        }
    }
}

impl<O> Command for Modify<'_, O> {
    type Answer = Vec<Outcome<Stored>>;

    fn is_read_only(&self) -> bool {
        false
    }
}

/// Whether these entries were checked for Modify and each has an id.
pub(super) fn tasks_with_ids(
    command: CommandName,
    entries: &[CheckedEntry<'_>],
) -> Result<(), CommandError> {
    super::checked_for(validate::Command::Modify, entries)?;
    with_ids(command, entries.iter().map(id_of))
}

/// Whether each of these records has an id.
pub(super) fn records_with_ids(
    command: CommandName,
    records: &[Record],
) -> Result<(), CommandError> {
    super::at_most(records.len())?;
    with_ids(command, records.iter().map(Record::id))
}

fn with_ids(
    command: CommandName,
    mut ids: impl Iterator<Item = Option<Id>>,
) -> Result<(), CommandError> {
    match ids.position(|id| id.is_none()) {
        None => Ok(()),
        Some(index) => Err(CommandError::NoId { index, command }),
    }
}
