//! `Add`: stores new records.

use super::{Command, CommandError, CommandName, Outcome, Stored};
use crate::record::Record;
use crate::validate::{self, CheckedEntry};

/// Stores new records, up to [`MOST_OBJECTS`](super::MOST_OBJECTS). The answer has an outcome for
/// each, in order.
///
/// Each record is a command of its own within the request, because only then does the server say of
/// each what became of it; see [`Add::together`].
///
/// ```
/// use suiteprojects::api::Add;
/// use suiteprojects::task::{Entry, Field};
/// use suiteprojects::validate::{Command, Report, Settings, Validator};
///
/// let mut entry = Entry::new();
/// entry.set(Field::Date, "2026-01-05").set(Field::UserId, "251").set(Field::Hours, "8");
/// let validator = Validator::new(Settings::default());
/// let checked = validator.check(Command::Add, &entry, &mut Report::new()).ok_or("refused")?;
/// let entries = [checked];
/// let add = Add::tasks(&entries)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Add<'a, O> {
    pub(crate) objects: &'a [O],
    pub(crate) lookup: Option<&'a str>,
    pub(crate) together: bool,
}

impl<'a, 'e> Add<'a, CheckedEntry<'e>> {
    /// Stores time entries.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or one was checked for another command.
    pub fn tasks(entries: &'a [CheckedEntry<'e>]) -> Result<Self, CommandError> {
        super::checked_for(validate::Command::Add, entries)?;
        Ok(Self {
            objects: entries,
            lookup: None,
            together: false,
        })
    }
}

impl<'a> Add<'a, Record> {
    /// Stores records of other types; the types may differ.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or one is a `User`, which `CreateUser` makes.
    pub fn records(records: &'a [Record]) -> Result<Self, CommandError> {
        super::at_most(records.len())?;
        if let Some(user) = records.iter().find(|record| record.object_type() == "User") {
            return Err(CommandError::ObjectType {
                command: CommandName::Add,
                object_type: user.object_type().into(),
                reason: "use CreateUser",
            });
        }
        Ok(Self {
            objects: records,
            lookup: None,
            together: false,
        })
    }
}

impl<'a, O> Add<'a, O> {
    /// Looks each record up by this field first, and changes the one that is found instead of
    /// storing a new one ("upsert"). What happens if several are found is not documented.
    #[must_use]
    pub const fn with_lookup(self, field: &'a str) -> Self {
        Self {
            lookup: Some(field),
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

impl<O> Command for Add<'_, O> {
    type Answer = Vec<Outcome<Stored>>;

    fn is_read_only(&self) -> bool {
        false
    }
}
