//! `Submit`: submits records for approval.

use super::approval::{ApprovalRequest, approval_command};
use super::{CommandError, CommandName, target};
use crate::task::Id;

/// Submits open or rejected records for approval, up to [`MOST_OBJECTS`](super::MOST_OBJECTS). The
/// answer has an outcome for each, in order.
///
/// `Booking`, `Envelope`, `Invoice` and `Timesheet` go through approval, since 2025
/// `Schedulerequest` too. Not `Task`: a time entry can only be rejected, see
/// [`Reject`](super::Reject).
///
/// ```
/// use suiteprojects::api::{Approval, Submit};
/// use suiteprojects::task::Id;
///
/// let ids = [Id::new(1111).ok_or("zero")?];
/// let submit = Submit::ids("Timesheet", &ids)?.with_approval(Approval::default().with_notes("week 2"));
/// assert!(Submit::ids("Task", &ids).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Submit<'a> {
    pub(crate) request: ApprovalRequest<'a>,
}

impl<'a> Submit<'a> {
    /// Submits the records of a type with these ids.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, the type is `Task`, or it has a name that no type
    /// has.
    pub fn ids(object_type: &'a str, ids: &[Id]) -> Result<Self, CommandError> {
        let targets = target::of_type_but_task(CommandName::Submit, object_type, ids)?;
        Ok(Self {
            request: ApprovalRequest::of(targets),
        })
    }

    /// Submits records although the server warns of something. Documented for `Timesheet` alone.
    #[must_use]
    pub fn in_spite_of_warnings(mut self) -> Self {
        self.request.submit_warning = true;
        self
    }
}

approval_command!(Submit);
