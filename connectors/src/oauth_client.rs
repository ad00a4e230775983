//! A program that users of another system let in.

use suiteprojects::api::Secret;

/// A program as it is registered with the other system: its id and secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OAuthClient {
    /// The id of the program.
    pub client_id: Box<str>,
    /// The secret of the program.
    pub client_secret: Secret,
}

impl OAuthClient {
    /// A program with this id and secret.
    pub fn new(client_id: impl Into<Box<str>>, client_secret: impl Into<Secret>) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: client_secret.into(),
        }
    }
}
