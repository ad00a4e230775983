//! `Unapprove`: takes approvals back.

use super::approval::{ApprovalRequest, approval_command};
use super::{CommandError, CommandName, target};
use crate::task::Id;

/// Takes the approval of records back, up to [`MOST_OBJECTS`](super::MOST_OBJECTS). The answer has
/// an outcome for each, in order.
///
/// For `Booking`, `Envelope`, `Invoice` and `Timesheet`. Not for `Task`: a time entry can only be
/// rejected, see [`Reject`](super::Reject).
#[derive(Clone, Debug)]
pub struct Unapprove<'a> {
    pub(crate) request: ApprovalRequest<'a>,
}

impl<'a> Unapprove<'a> {
    /// Takes back the approval of the records of a type with these ids.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, the type is `Task`, or it has a name that no type
    /// has.
    pub fn ids(object_type: &'a str, ids: &[Id]) -> Result<Self, CommandError> {
        let targets = target::of_type_but_task(CommandName::Unapprove, object_type, ids)?;
        Ok(Self {
            request: ApprovalRequest::of(targets),
        })
    }
}

approval_command!(Unapprove);
