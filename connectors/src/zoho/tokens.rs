//! Tokens: what lets requests in, and what gets a new one.

use std::fmt;
use std::time::Duration;

use serde_json::{Map, Value};
use suiteprojects::api::Secret;
use suiteprojects::text::{one_line, shortened};
use thiserror::Error;

use crate::oauth_client::OAuthClient;

/// Where codes and refresh tokens are turned into access tokens, under the address of the accounts.
const TOKEN_PATH: &str = "/oauth/v2/token";

/// What is turned into an access token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Grant {
    /// A code that came back from the page where a user let the program in. Good for one time.
    #[non_exhaustive]
    Code {
        /// The code.
        code: Secret,
        /// The address that the user was sent back to.
        redirect_uri: Box<str>,
    },
    /// A refresh token. It is good until it is revoked; a user has at most 20, and one more kills the
    /// oldest.
    Refresh(Secret),
}

impl Grant {
    /// A code, and the address that the user was sent back to.
    pub fn code(code: impl Into<Secret>, redirect_uri: impl Into<Box<str>>) -> Self {
        Self::Code {
            code: code.into(),
            redirect_uri: redirect_uri.into(),
        }
    }

    /// A refresh token.
    pub fn refresh(token: impl Into<Secret>) -> Self {
        Self::Refresh(token.into())
    }

    /// The one secret of it.
    pub(super) const fn secret(&self) -> &Secret {
        match self {
            Self::Code { code, .. } => code,
            Self::Refresh(token) => token,
        }
    }
}

/// A request for an access token.
///
/// `POST` to `/oauth/v2/token` of the accounts. The vendor's samples have the parameters in the query; here
/// they are a form in the body, as RFC 6749, 2.3.1, wants it, because addresses end up in logs.
#[derive(Clone, Debug)]
pub struct TokenRequest {
    client: OAuthClient,
    grant: Grant,
}

impl TokenRequest {
    /// Asks for an access token.
    pub const fn new(client: OAuthClient, grant: Grant) -> Self {
        Self { client, grant }
    }

    /// The path under the address of the accounts.
    pub const fn path(&self) -> &'static str {
        TOKEN_PATH
    }

    /// The parameters as a form, `application/x-www-form-urlencoded`. All of it is secret.
    pub fn form(&self) -> Secret {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        match &self.grant {
            Grant::Refresh(token) => form.append_pair("refresh_token", token.expose()),
            Grant::Code { code, redirect_uri } => form
                .append_pair("code", code.expose())
                .append_pair("redirect_uri", redirect_uri),
        };
        form.append_pair("client_id", &self.client.client_id)
            .append_pair("client_secret", self.client.client_secret.expose())
            .append_pair(
                "grant_type",
                match &self.grant {
                    Grant::Refresh(_) => "refresh_token",
                    Grant::Code { .. } => "authorization_code",
                },
            );
        Secret::new(form.finish())
    }

    /// Reads the answer. An error may come with a status of success.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if there are no tokens in it. No words of an answer that is none are shown, because it
    /// may hold tokens.
    pub fn decode(&self, status: u16, body: &[u8]) -> Result<Tokens, TokenError> {
        let members: Map<String, Value> = match serde_json::from_slice(body) {
            Ok(members) => members,
            Err(_) if (200..300).contains(&status) => return Err(TokenError::Unreadable),
            Err(_) => return Err(TokenError::Status { status }),
        };
        let text = |name: &str| {
            let text = members.get(name)?.as_str()?.trim();
            (!text.is_empty()).then_some(text)
        };
        if let Some(code) = text("error") {
            let hide = |text: &str| self.without_secrets(text);
            return Err(TokenError::Refused(TokenRefusal {
                status,
                error: TokenErrorCode::from(&*hide(code)),
                description: text("error_description").map(|words| one_line(&hide(words)).into()),
            }));
        }
        if !(200..300).contains(&status) {
            return Err(TokenError::Status { status });
        }
        let access_token = text("access_token").ok_or(TokenError::Unreadable)?;
        Ok(Tokens {
            access_token: access_token.into(),
            refresh_token: text("refresh_token").map(Secret::from),
            api_domain: text("api_domain").map(Into::into),
            expires_in: members.get("expires_in").and_then(seconds),
        })
    }

    /// The text without what the server may have sent back of the request.
    fn without_secrets(&self, text: &str) -> String {
        let secrets = [self.grant.secret(), &self.client.client_secret];
        let secrets = secrets.iter().map(|secret| secret.expose());
        secrets
            .filter(|secret| !secret.is_empty())
            .fold(text.to_owned(), |text, secret| {
                text.replace(secret, "[redacted]")
            })
    }
}

/// Seconds as a number or as a string.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    seconds
        .filter(|seconds| *seconds > 0)
        .map(Duration::from_secs)
}

/// Tokens, as the server gives them. It says `token_type` `Bearer`; requests carry them as
/// `Zoho-oauthtoken`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Tokens {
    /// What lets requests in, for an hour.
    pub access_token: Secret,
    /// What gets a new one. A refresh brings none: the old one stays good.
    pub refresh_token: Option<Secret>,
    /// The address of the API that they are for; [`Endpoint::with_api_domain`](super::Endpoint::with_api_domain)
    /// takes it.
    pub api_domain: Option<Box<str>>,
    /// How long the access token is good.
    pub expires_in: Option<Duration>,
}

/// Declares the words of errors.
macro_rules! error_codes {
    ($($(#[$attribute:meta])* $name:ident = $word:literal,)+) => {
        /// Why no tokens are given. The vendor has no complete list; others are kept.
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum TokenErrorCode {
            $($(#[$attribute])* $name,)+
            /// Another word.
            Other(Box<str>),
        }

        impl TokenErrorCode {
            /// The word on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $word,)+
                    Self::Other(word) => word,
                }
            }
        }

        impl From<&str> for TokenErrorCode {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$name,)+
                    other => Self::Other(shortened(&one_line(other)).into()),
                }
            }
        }
    };
}

error_codes! {
    /// The code or refresh token is used up, revoked, or of another data centre.
    InvalidCode = "invalid_code",
    /// The client is unknown, or known in another data centre.
    InvalidClient = "invalid_client",
    /// The secret of the client is another.
    InvalidClientSecret = "invalid_client_secret",
    /// The address to be sent back to is another than the registered one.
    InvalidRedirectUri = "invalid_redirect_uri",
    /// Too many tokens were asked for in a short time.
    AccessDenied = "Access Denied",
    /// An error inside the server.
    GeneralError = "general_error",
}

impl fmt::Display for TokenErrorCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A refusal to give tokens.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TokenRefusal {
    /// The status of HTTP; it may be 200.
    pub status: u16,
    /// Why.
    pub error: TokenErrorCode,
    /// The words of the server.
    pub description: Option<Box<str>>,
}

impl fmt::Display for TokenRefusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (HTTP {})", self.error, self.status)?;
        match &self.description {
            Some(words) => write!(formatter, ": {words}"),
            None => Ok(()),
        }
    }
}

/// Why there are no tokens.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum TokenError {
    /// The server refuses.
    #[error("the server gives no access token: {0}")]
    Refused(TokenRefusal),
    /// An HTTP status other than success, and no error in the words of the API.
    #[error("the server answered HTTP {status} to the request for an access token")]
    #[non_exhaustive]
    Status {
        /// The status.
        status: u16,
    },
    /// The answer has no tokens and no error.
    #[error("the answer to the request for an access token cannot be read")]
    Unreadable,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refresh() -> TokenRequest {
        let client = OAuthClient::new("1000.CLIENT", "cl1ent s3cret");
        TokenRequest::new(client, Grant::refresh("1000.r3fresh.t0ken"))
    }

    fn tokens(status: u16, body: &str) -> Result<Tokens, TokenError> {
        refresh().decode(status, body.as_bytes())
    }

    #[test]
    fn the_form_has_what_the_pages_name() {
        assert_eq!(
            refresh().form().expose(),
            "refresh_token=1000.r3fresh.t0ken&client_id=1000.CLIENT&client_secret=cl1ent+s3cret&grant_type=refresh_token"
        );
        let client = OAuthClient::new("1000.CLIENT", "x");
        let request = TokenRequest::new(client, Grant::code("c0de", "https://localhost/done"));
        assert_eq!(
            request.form().expose(),
            "code=c0de&redirect_uri=https%3A%2F%2Flocalhost%2Fdone&client_id=1000.CLIENT&client_secret=x&grant_type=authorization_code"
        );
    }

    #[test]
    fn tokens_are_read_with_and_without_a_refresh_token() {
        let both = tokens(
            200,
            r#"{"access_token":"a","refresh_token":"r","api_domain":"https://www.zohoapis.eu","token_type":"Bearer","expires_in":3600}"#,
        )
        .unwrap();
        assert_eq!(both.access_token.expose(), "a");
        assert_eq!(both.refresh_token.as_ref().map(Secret::expose), Some("r"));
        assert_eq!(both.api_domain.as_deref(), Some("https://www.zohoapis.eu"));
        assert_eq!(both.expires_in, Some(Duration::from_secs(3600)));
        let one = tokens(200, r#"{"access_token":"a","expires_in":"3600"}"#).unwrap();
        assert!(one.refresh_token.is_none());
        assert_eq!(one.expires_in, Some(Duration::from_secs(3600)));
    }

    #[test]
    fn an_error_counts_whatever_the_status() {
        for status in [200, 400] {
            let error = tokens(status, r#"{"error":"invalid_code"}"#).unwrap_err();
            let TokenError::Refused(refusal) = &error else {
                panic!("{error}");
            };
            assert_eq!(refusal.error, TokenErrorCode::InvalidCode);
            assert_eq!(
                error.to_string(),
                format!("the server gives no access token: invalid_code (HTTP {status})")
            );
        }
        let error = tokens(
            400,
            r#"{"error":"no luck","error_description":"try\nlater"}"#,
        );
        assert_eq!(
            error.unwrap_err().to_string(),
            "the server gives no access token: no luck (HTTP 400): try later"
        );
    }

    #[test]
    fn nothing_secret_is_shown() {
        let request = refresh();
        let echo = r#"{"error":"bad 1000.r3fresh.t0ken","error_description":"and cl1ent s3cret"}"#;
        let answer = r#"{"access_token":7,"refresh_token":"n3w"}"#;
        let tokens = tokens(200, r#"{"access_token":"acc3ss","refresh_token":"n3w"}"#);
        let shown = format!(
            "{request:?} {:?} {:?} {tokens:?} {:?}",
            request.decode(400, echo.as_bytes()),
            request.decode(200, answer.as_bytes()),
            request.form(),
        );
        for secret in ["r3fresh", "s3cret", "n3w", "acc3ss"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }

    #[test]
    fn what_is_no_answer() {
        assert_eq!(tokens(200, "<html>").unwrap_err(), TokenError::Unreadable);
        assert_eq!(tokens(200, "{}").unwrap_err(), TokenError::Unreadable);
        assert_eq!(
            tokens(503, "<html>").unwrap_err(),
            TokenError::Status { status: 503 }
        );
        assert_eq!(
            tokens(503, "{}").unwrap_err(),
            TokenError::Status { status: 503 }
        );
    }
}
