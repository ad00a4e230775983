//! `Whoami`: who is logged in.

use super::{Command, Refusal};
use crate::record::{RecordError, User};
use crate::task::Id;

/// Asks who is logged in. Changes nothing, so it also serves to try out a login.
///
/// ```
/// use suiteprojects::api::{Command, Whoami};
///
/// assert!(Whoami::new().is_read_only());
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Whoami {
    pub(crate) user: Option<Id>,
}

impl Whoami {
    /// Asks who is logged in.
    pub const fn new() -> Self {
        Self { user: None }
    }

    /// Names a user. One published client can send this; what the server makes of it is not
    /// documented.
    #[must_use]
    pub const fn with_user(self, user: Id) -> Self {
        Self { user: Some(user) }
    }
}

impl Command for Whoami {
    /// The user, or why the record cannot be understood; a refusal of the command otherwise.
    type Answer = Result<Result<User, RecordError>, Refusal>;

    fn is_read_only(&self) -> bool {
        true
    }
}
