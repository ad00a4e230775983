//! `Whoami`: who is logged in.

use suiteprojects::error_code::ErrorCode;

use super::Work;
use super::outcome::Refusal;
use crate::store::{StoreError, Stored};

impl Work<'_> {
    /// The user who asks.
    pub(crate) fn whoami(&self) -> Result<Result<Stored, Refusal>, StoreError> {
        let user = self.records.present("User", self.user)?;
        Ok(user.ok_or_else(|| Refusal::new(ErrorCode::NOT_LOGGED_IN)))
    }
}
