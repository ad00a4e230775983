//! Tokens of OAuth 2.0.

use std::fmt;
use std::time::Duration;

use serde_json::{Map, Value};
use suiteprojects::api::Secret;
use suiteprojects::text::one_line;
use thiserror::Error;

use crate::oauth_client::OAuthClient;

/// Asks for a new access token. The refresh token is good for 180 days and is replaced by the answer.
#[derive(Clone, Debug)]
pub struct Refresh {
    pub(super) client: OAuthClient,
    pub(super) token: Secret,
}

/// Why there is no new access token.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum TokenError {
    /// It was refused.
    #[error("no access token is given: {0}")]
    Refused(TokenRefusal),
    /// Another status than success.
    #[error("the server of the tokens answered HTTP {status}")]
    #[non_exhaustive]
    Status {
        /// The status.
        status: u16,
    },
    /// It has no token in it. Its words are not shown, because it may hold one.
    #[error("the answer has no access token in it")]
    Unreadable,
}

/// A refusal in the words of the server.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TokenRefusal {
    /// The status of HTTP.
    pub status: u16,
    /// Why, such as `invalid_grant`, `invalid_client`, `insufficient_scope` or `PAYMENT_REQUIRED`.
    pub error: Box<str>,
    /// More words, which may be absent.
    pub description: Box<str>,
}

impl fmt::Display for TokenRefusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (HTTP {})", self.error, self.status)?;
        if !self.description.is_empty() {
            write!(formatter, ": {}", self.description.trim_end_matches('.'))?;
        }
        Ok(())
    }
}

/// New tokens.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Tokens {
    /// What lets requests in.
    pub access_token: Secret,
    /// What gets the next one: the one before is not good any more.
    pub refresh_token: Option<Secret>,
    /// How long the access token is good. An hour.
    pub expires_in: Option<Duration>,
}

impl Refresh {
    /// With what the vendor gave.
    pub const fn new(client: OAuthClient, token: Secret) -> Self {
        Self { client, token }
    }

    /// The query of the request, which the vendor wants to be a GET. All of it is secret.
    pub fn query(&self) -> Secret {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("grant_type", "refresh_token")
            .append_pair("client_id", &self.client.client_id)
            .append_pair("client_secret", self.client.client_secret.expose())
            .append_pair("refresh_token", self.token.expose());
        Secret::new(query.finish())
    }

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if there is no token in it.
    pub fn decode(&self, status: u16, body: &[u8]) -> Result<Tokens, TokenError> {
        let members: Map<String, Value> = match serde_json::from_slice(body) {
            Ok(members) => members,
            Err(_) if (200..300).contains(&status) => return Err(TokenError::Unreadable),
            Err(_) => return Err(TokenError::Status { status }),
        };
        let text = |name: &str| members.get(name)?.as_str().filter(|text| !text.is_empty());
        if let Some(error) = text("error") {
            let hide = |text: &str| one_line(&self.without_secrets(text)).into();
            return Err(TokenError::Refused(TokenRefusal {
                status,
                error: hide(error),
                description: hide(text("error_description").unwrap_or_default()),
            }));
        }
        if !(200..300).contains(&status) {
            return Err(TokenError::Status { status });
        }
        let seconds = members.get("expires_in").and_then(|value| match value {
            Value::String(text) => text.trim().parse().ok(),
            other => other.as_u64(),
        });
        Ok(Tokens {
            access_token: text("access_token").ok_or(TokenError::Unreadable)?.into(),
            refresh_token: text("refresh_token").map(Secret::from),
            expires_in: seconds.map(Duration::from_secs),
        })
    }

    fn without_secrets(&self, text: &str) -> String {
        let secrets = [&self.token, &self.client.client_secret];
        let secrets = secrets.iter().map(|secret| secret.expose());
        secrets
            .filter(|secret| !secret.is_empty())
            .fold(text.to_owned(), |text, secret| {
                text.replace(secret, "[redacted]")
            })
    }
}
