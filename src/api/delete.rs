//! `Delete`: removes stored records.

use super::target::{self, Target};
use super::{Command, CommandError, CommandName, Outcome, Stored};
use crate::task::Id;
use crate::validate::{self, CheckedEntry};

/// Removes stored records, up to [`MOST_OBJECTS`](super::MOST_OBJECTS). The answer has an outcome
/// for each, in order; a refusal lists the records that stand in its way
/// ([`Refusal::dependents`](super::Refusal::dependents)), if the server does.
///
/// ```
/// use suiteprojects::api::Delete;
/// use suiteprojects::task::Id;
///
/// let ids = [Id::new(1428).ok_or("zero")?];
/// let delete = Delete::ids("Slip", &ids)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Delete<'a> {
    pub(crate) targets: Vec<Target<'a>>,
    pub(crate) together: bool,
}

impl<'a> Delete<'a> {
    /// Removes time entries that were checked for it. Only their ids are sent.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or one was checked for another command or has no id.
    pub fn tasks(entries: &[CheckedEntry<'_>]) -> Result<Self, CommandError> {
        Ok(Self {
            targets: target::of_entries(CommandName::Delete, validate::Command::Delete, entries)?,
            together: false,
        })
    }

    /// Removes the records of a type with these ids. For time entries (`Task`) this goes past the
    /// rules, which may know from reference data that the server will refuse: see
    /// [`Delete::tasks`].
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or the type has a name that no type has.
    pub fn ids(object_type: &'a str, ids: &[Id]) -> Result<Self, CommandError> {
        Ok(Self {
            targets: target::of_type(CommandName::Delete, object_type, ids)?,
            together: false,
        })
    }

    /// Sends all ids in one command instead of one each, which saves bytes and counts as one
    /// command. If the server then refuses, it says so once for all of them
    /// ([`Doubt::Grouped`](super::Doubt::Grouped)).
    #[must_use]
    pub fn together(self) -> Self {
        Self {
            together: true,
            ..self
        }
    }
}

impl Command for Delete<'_> {
    type Answer = Vec<Outcome<Stored>>;

    fn is_read_only(&self) -> bool {
        false
    }
}
