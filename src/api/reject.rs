//! `Reject`: sends submitted records back.

use super::target::{self, Target};
use super::{Approval, Command, CommandError, Outcome, Stored};
use crate::task::Id;
use crate::validate::{self, CheckedEntry};

/// Sends submitted records back, up to [`MOST_OBJECTS`](super::MOST_OBJECTS). The answer has an outcome for each, in
/// order. It is the one approval command for time entries.
///
/// ```
/// use suiteprojects::api::{Approval, Reject};
/// use suiteprojects::task::{Entry, Field};
/// use suiteprojects::validate::{Command, Report, Settings, Validator};
///
/// let mut entry = Entry::new();
/// entry.set(Field::Id, "5512");
/// let validator = Validator::new(Settings::default());
/// let checked = validator.check(Command::Reject, &entry, &mut Report::new()).ok_or("refused")?;
/// let reject = Reject::tasks(&[checked])?.with_approval(Approval::default().with_notes("wrong project"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reject<'a> {
    pub(crate) targets: Vec<Target<'a>>,
    pub(crate) approval: Option<Approval>,
    pub(crate) together: bool,
}

impl<'a> Reject<'a> {
    /// Sends time entries back that were checked for it. Only their ids are sent.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or one was checked for another command or has no id.
    pub fn tasks(entries: &[CheckedEntry<'_>]) -> Result<Self, CommandError> {
        Ok(Self {
            targets: target::of_entries(validate::Command::Reject, entries)?,
            approval: None,
            together: false,
        })
    }

    /// Sends the records of a type with these ids back. For time entries (`Task`) this goes past the rules: see
    /// [`Reject::tasks`].
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or the type has a name that no type has.
    pub fn ids(object_type: &'a str, ids: &[Id]) -> Result<Self, CommandError> {
        Ok(Self {
            targets: target::of_type("Reject", object_type, ids)?,
            approval: None,
            together: false,
        })
    }

    /// Notes this with each record.
    #[must_use]
    pub fn with_approval(self, approval: Approval) -> Self {
        Self {
            approval: Some(approval),
            ..self
        }
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

impl Command for Reject<'_> {
    type Answer = Vec<Outcome<Stored>>;

    fn is_read_only(&self) -> bool {
        false
    }
}
