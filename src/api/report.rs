//! `Report`: runs a report and sends it by mail.

use super::target::{self, Target};
use super::{Command, CommandError, CommandName, Outcome, Stored};
use crate::task::Id;

/// Runs a report and sends it by mail, as a PDF, to the user who is logged in.
///
/// ```
/// use suiteprojects::api::Report;
/// use suiteprojects::task::Id;
///
/// let report = Report::by_mail("Timesheet", Id::new(1286).ok_or("zero")?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    pub(crate) subject: Target<'a>,
}

impl<'a> Report<'a> {
    /// Sends a `Timesheet`, an `Envelope` or a saved `Report` with this id.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if the type has a name that no type has.
    pub fn by_mail(object_type: &'a str, id: Id) -> Result<Self, CommandError> {
        Ok(Self {
            subject: target::of(CommandName::Report, object_type, id)?,
        })
    }
}

impl Command for Report<'_> {
    type Answer = Outcome<Stored>;

    /// Every time a mail goes out.
    fn is_read_only(&self) -> bool {
        false
    }
}
