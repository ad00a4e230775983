//! `Approve`: approves submitted records.

use super::approval::{ApprovalRequest, approval_command};
use super::{CommandError, CommandName, target};
use crate::task::Id;

/// Approves submitted records, up to [`MOST_OBJECTS`](super::MOST_OBJECTS). The answer has an
/// outcome for each, in order.
///
/// `Booking`, `Envelope`, `Invoice` and `Timesheet` can be approved, since 2025 `Schedulerequest`
/// too. Not `Task`: a time entry can only be rejected, see [`Reject`](super::Reject).
#[derive(Clone, Debug)]
pub struct Approve<'a> {
    pub(crate) request: ApprovalRequest<'a>,
}

impl<'a> Approve<'a> {
    /// Approves the records of a type with these ids.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, the type is `Task`, or it has a name that no type
    /// has.
    pub fn ids(object_type: &'a str, ids: &[Id]) -> Result<Self, CommandError> {
        let targets = target::of_type_but_task(CommandName::Approve, object_type, ids)?;
        Ok(Self {
            request: ApprovalRequest::of(targets),
        })
    }
}

approval_command!(Approve);
