//! `MakeURL`: an address of the web interface.

use suiteprojects::error_code::ErrorCode;

use super::Engine;
use super::outcome::Refusal;

impl Engine {
    /// The address of a page for the user of a session. This server has no such page: the address leads to the one
    /// that shows what is stored.
    pub(crate) fn make_url(
        &mut self,
        base: &str,
        uid: &str,
        page: &str,
        application: &str,
    ) -> Result<String, Refusal> {
        if self.session(uid).is_err() {
            return Err(Refusal::new(ErrorCode::BAD_UID_SESSION));
        }
        let is_word = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        if !is_word(page) || !is_word(application) {
            return Err(Refusal::new(ErrorCode::BAD_PARAMETERS)
                .with_text("expected a page and an application"));
        }
        Ok(format!("{base}/?app={application}&page={page}"))
    }
}
