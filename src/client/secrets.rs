//! Keeps credentials out of what is shown. A server may send back what it was sent, in an error text
//! or in the address that it points to.

use std::error::Error as StdError;

use crate::api::{Login, Secret};
use crate::element::REDACTED;

/// Shorter texts are no secrets worth hiding, and would be found in every word.
const SHORTEST: usize = 4;

/// The credentials of a call.
#[derive(Debug, Default)]
pub(super) struct Secrets(Vec<Secret>);

impl Secrets {
    /// Adds a credential, as it is and as it stands in an address.
    pub(super) fn add(&mut self, secret: &Secret) {
        let text = secret.expose();
        if text.len() < SHORTEST {
            return;
        }
        let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        if encoded != text {
            self.0.push(Secret::new(encoded));
        }
        self.0.push(secret.clone());
    }

    /// Adds the credentials of a login.
    pub(super) fn add_login(&mut self, login: &Login) {
        match login {
            Login::Password { password, .. } => self.add(password),
            Login::AccessToken(token) => self.add(token),
        }
    }

    /// The text with every credential in it replaced.
    pub(super) fn hide(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.0 {
            if text.contains(secret.expose()) {
                text = text.replace(secret.expose(), REDACTED);
            }
        }
        text
    }

    /// Whether an error, or one that caused it, would show a credential.
    pub(super) fn are_shown_by(&self, error: &(dyn StdError + 'static)) -> bool {
        let mut next = Some(error);
        while let Some(error) = next {
            let shown = format!("{error} {error:?}");
            if self.0.iter().any(|secret| shown.contains(secret.expose())) {
                return true;
            }
            next = error.source();
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_hidden_as_they_are_and_as_in_an_address() {
        let mut secrets = Secrets::default();
        secrets.add(&Secret::new("p&ss word"));
        assert_eq!(
            secrets.hide("at /x/p%26ss+word for p&ss word"),
            "at /x/[redacted] for [redacted]"
        );
    }

    #[test]
    fn short_texts_are_left_alone() {
        let mut secrets = Secrets::default();
        for text in ["", "a", "the"] {
            secrets.add(&Secret::new(text));
        }
        assert_eq!(secrets.hide("the answer"), "the answer");
    }

    #[test]
    fn causes_are_looked_through() {
        let mut secrets = Secrets::default();
        secrets.add(&Secret::new("s3cret"));
        let inner = std::io::Error::other("about s3cret");
        let outer = std::io::Error::other(inner);
        assert!(secrets.are_shown_by(&outer));
        assert!(!secrets.are_shown_by(&std::io::Error::other("about secrets")));
    }
}
