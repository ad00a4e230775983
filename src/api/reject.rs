//! `Reject`: sends submitted records back.

use super::approval::{ApprovalRequest, approval_command};
use super::{CommandError, CommandName, target};
use crate::task::Id;
use crate::validate::{self, CheckedEntry};

/// Sends submitted records back, up to [`MOST_OBJECTS`](super::MOST_OBJECTS). The answer has an
/// outcome for each, in order. It is the one approval command for time entries.
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
    pub(crate) request: ApprovalRequest<'a>,
}

impl<'a> Reject<'a> {
    /// Sends time entries back that were checked for it. Only their ids are sent.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or one was checked for another command or has no id.
    pub fn tasks(entries: &[CheckedEntry<'_>]) -> Result<Self, CommandError> {
        let targets = target::of_entries(CommandName::Reject, validate::Command::Reject, entries)?;
        Ok(Self {
            request: ApprovalRequest::of(targets),
        })
    }

    /// Sends the records of a type with these ids back. For time entries (`Task`) this goes past
    /// the rules: see [`Reject::tasks`].
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or the type has a name that no type has.
    pub fn ids(object_type: &'a str, ids: &[Id]) -> Result<Self, CommandError> {
        let targets = target::of_type(CommandName::Reject, object_type, ids)?;
        Ok(Self {
            request: ApprovalRequest::of(targets),
        })
    }
}

approval_command!(Reject);
