//! `RemoteAuth`: logs in to the web interface.

use super::{Command, Login, Outcome, Secret};

/// Logs in to the web interface and asks for its address, for sending the user's browser there.
///
/// The answer is the address. It is kept as a [`Secret`], because whoever has it is logged in.
///
/// The vendor says that it also logs in for the other commands of the request, and not to use it
/// instead of a login of the request.
///
/// ```
/// use suiteprojects::api::{Login, RemoteAuth};
///
/// let login = Login::password("Eagle", "ann", "s3cret");
/// let remote = RemoteAuth::new(&login);
/// assert!(!format!("{remote:?}").contains("s3cret"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RemoteAuth<'a> {
    pub(crate) login: &'a Login,
}

impl<'a> RemoteAuth<'a> {
    /// Logs in as this user. That a token is taken as well as a password is not documented.
    pub const fn new(login: &'a Login) -> Self {
        Self { login }
    }
}

impl Command for RemoteAuth<'_> {
    type Answer = Outcome<Secret>;

    fn is_read_only(&self) -> bool {
        true
    }
}
