//! A program as it is registered for OAuth 2.0.

use std::fmt;

use oauth2::basic::BasicClient;
use oauth2::{
    AuthType, AuthUrl, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet,
    PkceCodeChallenge, RedirectUrl, TokenUrl,
};

use super::{Authorization, AuthorizationError};
use crate::api::Secret;
use crate::client::Endpoint;

/// Where a user lets the program in.
const AUTHORIZE_PATH: &str = "/login/oauth2/v1/authorize";

/// Where codes and refresh tokens are turned into access tokens.
const TOKEN_PATH: &str = "/login/oauth2/v1/token";

/// A program as it is registered for OAuth 2.0 in an account.
#[derive(Clone, Debug)]
pub struct OAuthApplication {
    endpoint: Endpoint,
    client_id: String,
    client_secret: Option<Secret>,
    redirect_url: RedirectUrl,
    is_secret_in_body: bool,
}

/// What a program may do.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Scope {
    /// Use the XML API.
    Xml,
    /// Use the REST API.
    Rest,
}

impl Scope {
    /// The scope as the server names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Xml => "xml",
            Self::Rest => "rest",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The client of the library, with the two addresses that are used.
pub(super) type Registered =
    BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

impl OAuthApplication {
    /// A program with this client id, to which users are sent back at this address.
    ///
    /// # Errors
    ///
    /// [`AuthorizationError`] if the address of the program cannot be read.
    pub fn new(
        endpoint: Endpoint,
        client_id: impl Into<String>,
        redirect_url: impl Into<String>,
    ) -> Result<Self, AuthorizationError> {
        let redirect_url =
            RedirectUrl::new(redirect_url.into()).map_err(AuthorizationError::address)?;
        Ok(Self {
            endpoint,
            client_id: client_id.into(),
            client_secret: None,
            redirect_url,
            is_secret_in_body: false,
        })
    }

    /// Adds the client secret.
    #[must_use]
    pub fn with_client_secret(self, secret: impl Into<Secret>) -> Self {
        Self {
            client_secret: Some(secret.into()),
            ..self
        }
    }

    /// Sends the client id and secret in the body instead of in the header `Authorization`.
    #[must_use]
    pub fn with_secret_in_body(self) -> Self {
        Self {
            is_secret_in_body: true,
            ..self
        }
    }

    /// Begins to ask a user for access. Each call makes up a state and a verifier of its own, which
    /// tie the code that comes back to this request (PKCE, RFC 7636).
    pub fn authorize(&self, scopes: &[Scope]) -> Authorization {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let registered = self.registered();
        let mut request = registered
            .authorize_url(CsrfToken::new_random)
            .set_pkce_challenge(challenge);
        for scope in scopes {
            request = request.add_scope(oauth2::Scope::new(scope.as_str().to_owned()));
        }
        let (url, state) = request.url();
        Authorization::new(
            url.into(),
            self.redirect_url.url().clone(),
            Secret::from(state.into_secret()),
            Secret::from(verifier.into_secret()),
        )
    }

    pub(super) fn client_secret(&self) -> Option<&Secret> {
        self.client_secret.as_ref()
    }

    /// The address of the account.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    pub(super) fn registered(&self) -> Registered {
        let client = BasicClient::new(ClientId::new(self.client_id.clone()))
            .set_auth_uri(AuthUrl::from_url(self.endpoint.join(AUTHORIZE_PATH)))
            .set_token_uri(TokenUrl::from_url(self.endpoint.join(TOKEN_PATH)))
            .set_redirect_uri(self.redirect_url.clone())
            .set_auth_type(if self.is_secret_in_body {
                AuthType::RequestBody
            } else {
                AuthType::BasicAuth
            });
        match &self.client_secret {
            Some(secret) => client.set_client_secret(ClientSecret::new(secret.expose().to_owned())),
            None => client,
        }
    }
}
