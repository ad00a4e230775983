//! What the server gives for a code or a refresh token.

use std::time::Duration;

use crate::api::Secret;

/// An access token, and what comes with it.
#[derive(Clone, Debug)]
pub struct Tokens {
    access_token: Secret,
    refresh_token: Option<Secret>,
    expires_in: Option<Duration>,
}

impl Tokens {
    /// An access token of which nothing else is known.
    pub fn new(access_token: impl Into<Secret>) -> Self {
        Self {
            access_token: access_token.into(),
            refresh_token: None,
            expires_in: None,
        }
    }

    /// Adds the token by which another access token is had.
    #[must_use]
    pub fn with_refresh_token(self, refresh_token: impl Into<Secret>) -> Self {
        Self {
            refresh_token: Some(refresh_token.into()),
            ..self
        }
    }

    /// Adds how long the access token is taken, from now on.
    #[must_use]
    pub const fn with_expires_in(mut self, expires_in: Duration) -> Self {
        self.expires_in = Some(expires_in);
        self
    }

    /// The token that requests carry.
    pub fn access_token(&self) -> &Secret {
        &self.access_token
    }

    /// The token by which another access token is had.
    pub fn refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref()
    }

    pub(super) fn into_refresh_token(self) -> Option<Secret> {
        self.refresh_token
    }

    /// How long the access token is taken, from its arrival on.
    pub fn expires_in(&self) -> Option<Duration> {
        self.expires_in
    }
}
