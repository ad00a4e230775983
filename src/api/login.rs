//! Who asks: the sending program, its API key, and the user.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

/// A text that is never shown: `Debug` prints `[redacted]`, there is no `Display`, and the memory
/// is wiped when it goes.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Keeps a text as a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// The text itself, for writing it on a wire.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(crate::element::REDACTED)
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// The sending program, as every request names it.
///
/// ```
/// use suiteprojects::api::Application;
///
/// let application = Application::new("payroll bridge", "2.1", "s3cret");
/// assert!(!format!("{application:?}").contains("s3cret"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Application {
    /// The name of the program.
    pub client: String,
    /// The version of the program.
    pub client_version: String,
    /// The namespace of the API key, mostly `default`.
    pub namespace: String,
    /// The API key.
    pub key: Secret,
}

impl Application {
    /// A program with an API key in the namespace `default`.
    pub fn new(
        client: impl Into<String>,
        client_version: impl Into<String>,
        key: impl Into<Secret>,
    ) -> Self {
        Self {
            client: client.into(),
            client_version: client_version.into(),
            namespace: "default".to_owned(),
            key: key.into(),
        }
    }

    /// The same program with a key of another namespace.
    #[must_use]
    pub fn in_namespace(self, namespace: impl Into<String>) -> Self {
        Self {
            namespace: namespace.into(),
            ..self
        }
    }
}

/// Who is logged in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Login {
    /// A user of a company, with a password.
    #[non_exhaustive]
    Password {
        /// The company id.
        company: String,
        /// The user id.
        user: String,
        /// The password.
        password: Secret,
    },
    /// An access token of OAuth 2.0.
    AccessToken(Secret),
}

impl Login {
    /// A user of a company, with a password.
    pub fn password(
        company: impl Into<String>,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        Self::Password {
            company: company.into(),
            user: user.into(),
            password: password.into(),
        }
    }

    /// An access token of OAuth 2.0.
    pub fn access_token(token: impl Into<Secret>) -> Self {
        Self::AccessToken(token.into())
    }
}
