//! `Whoami`: who is logged in.

use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::Id;

use super::{Engine, Refusal};
use crate::store::{StoreError, Stored};

impl Engine {
    /// The user who asks. One who was removed since is not logged in any more.
    pub(crate) fn whoami(&self, user: Id) -> Result<Result<Stored, Refusal>, StoreError> {
        let found = self.store.read().present("User", user)?;
        Ok(found.ok_or_else(|| Refusal::new(ErrorCode::NOT_LOGGED_IN)))
    }
}
