//! `MakeURL`: makes an address of the web interface.

use super::target::{self, Target};
use super::{Command, CommandError, CommandName, Outcome, Secret};
use crate::task::Id;

/// Makes the address of a page of the web interface, in a session that the user already has.
///
/// The answer is the address. It is kept as a [`Secret`], because it leads into the session of the
/// user.
///
/// ```
/// use suiteprojects::api::MakeUrl;
/// use suiteprojects::task::Id;
///
/// let make = MakeUrl::new("the session", "ta", "grid-timesheet")
///     .with_record("Timesheet", Id::new(1245).ok_or("zero")?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct MakeUrl<'a> {
    pub(crate) uid: Secret,
    pub(crate) application: &'a str,
    pub(crate) page: &'a str,
    pub(crate) argument: Option<Target<'a>>,
}

impl<'a> MakeUrl<'a> {
    /// The address of a page: the id of the user's session (`uid`), the two letters of the
    /// application (`app`), such as `ta` for timesheets, and the name of the page (`page`).
    pub fn new(uid: impl Into<Secret>, application: &'a str, page: &'a str) -> Self {
        Self {
            uid: uid.into(),
            application,
            page,
            argument: None,
        }
    }

    /// The record that the page shows (`arg`); whether there has to be one depends on the page.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if the type has a name that no type has.
    pub fn with_record(self, object_type: &'a str, id: Id) -> Result<Self, CommandError> {
        Ok(Self {
            argument: Some(target::of(CommandName::MakeUrl, object_type, id)?),
            ..self
        })
    }
}

impl Command for MakeUrl<'_> {
    type Answer = Outcome<Secret>;

    fn is_read_only(&self) -> bool {
        true
    }
}
