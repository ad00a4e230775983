//! Turning a code or a refresh token into tokens: the request for it and the answer to it.

use std::time::Duration;

use oauth2::basic::{BasicErrorResponse, BasicTokenResponse};
use oauth2::{
    AuthorizationCode as Code, PkceCodeVerifier, RefreshToken, RequestTokenError,
    TokenResponse as _,
};

use super::{AuthorizationCode, OAuthApplication, Tokens};
use crate::api::Secret;
use crate::client::problem::{Problem, Trouble};
use crate::client::secrets::Secrets;

/// A request to the token address.
pub(in crate::client) type TokenRequest = oauth2::HttpRequest;

/// The answer to it.
pub(in crate::client) type TokenAnswer = oauth2::HttpResponse;

/// What is turned into tokens.
#[derive(Clone, Debug)]
pub(in crate::client) enum Grant {
    Code(AuthorizationCode),
    Refresh(Secret),
}

type Failure = RequestTokenError<Trouble, BasicErrorResponse>;

impl Grant {
    /// Turns it into tokens by an async exchange.
    pub(in crate::client) async fn tokens<F, A>(
        self,
        application: &OAuthApplication,
        exchange: F,
    ) -> Result<Tokens, Trouble>
    where
        F: Fn(TokenRequest) -> A + Send + Sync,
        A: Future<Output = Result<TokenAnswer, Trouble>> + Send,
    {
        let registered = application.registered();
        let answer = match &self {
            Self::Code(code) => {
                let request = registered
                    .exchange_code(Code::new(code.code.expose().to_owned()))
                    .set_pkce_verifier(PkceCodeVerifier::new(code.verifier.expose().to_owned()));
                request.request_async(&exchange).await
            }
            Self::Refresh(token) => {
                let token = RefreshToken::new(token.expose().to_owned());
                let request = registered.exchange_refresh_token(&token);
                request.request_async(&exchange).await
            }
        };
        self.read(application, answer)
    }

    /// Turns it into tokens by a blocking exchange.
    pub(in crate::client) fn tokens_blocking<F>(
        self,
        application: &OAuthApplication,
        exchange: F,
    ) -> Result<Tokens, Trouble>
    where
        F: Fn(TokenRequest) -> Result<TokenAnswer, Trouble>,
    {
        let registered = application.registered();
        let answer = match &self {
            Self::Code(code) => registered
                .exchange_code(Code::new(code.code.expose().to_owned()))
                .set_pkce_verifier(PkceCodeVerifier::new(code.verifier.expose().to_owned()))
                .request(&exchange),
            Self::Refresh(token) => {
                let token = RefreshToken::new(token.expose().to_owned());
                registered.exchange_refresh_token(&token).request(&exchange)
            }
        };
        self.read(application, answer)
    }

    /// What the answer says. Its body holds tokens, so that nothing of it goes into an error but the
    /// code that the standard has for errors, and the words with it.
    fn read(
        &self,
        application: &OAuthApplication,
        answer: Result<BasicTokenResponse, Failure>,
    ) -> Result<Tokens, Trouble> {
        let mut secrets = Secrets::default();
        if let Some(secret) = application.client_secret() {
            secrets.add(secret);
        }
        match self {
            Self::Code(code) => {
                secrets.add(&code.code);
                secrets.add(&code.verifier);
            }
            Self::Refresh(token) => secrets.add(token),
        }
        match answer {
            Ok(answer) => Ok(Tokens::from(&answer)),
            Err(RequestTokenError::Request(trouble)) => Err(trouble.without(&secrets)),
            Err(RequestTokenError::ServerResponse(answer)) => {
                let code = answer.error().as_ref();
                let words = match answer.error_description() {
                    Some(description) => format!("{code} ({description})"),
                    None => code.to_owned(),
                };
                Err(Trouble::from(Problem::TokensRefused(words)).without(&secrets))
            }
            Err(RequestTokenError::Parse(..) | RequestTokenError::Other(_)) => {
                Err(Problem::TokensUnreadable.into())
            }
        }
    }
}

impl From<&BasicTokenResponse> for Tokens {
    fn from(answer: &BasicTokenResponse) -> Self {
        let mut tokens = Self::new(answer.access_token().secret().as_str());
        if let Some(refresh) = answer.refresh_token() {
            tokens = tokens.with_refresh_token(refresh.secret().as_str());
        }
        match answer.expires_in() {
            Some(expires_in) if expires_in > Duration::ZERO => tokens.with_expires_in(expires_in),
            _ => tokens,
        }
    }
}
