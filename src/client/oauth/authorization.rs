//! Asking a user for access.

use thiserror::Error;
use url::Url;

use crate::api::Secret;
use crate::text::{one_line, shortened};

/// A request for access that a user was not asked yet, or has not answered.
///
/// `Debug` shows nothing by which an answer could be forged.
#[derive(Clone)]
pub struct Authorization {
    url: String,
    redirect_url: Url,
    state: Secret,
    verifier: Secret,
}

impl Authorization {
    pub(super) fn new(url: String, redirect_url: Url, state: Secret, verifier: Secret) -> Self {
        Self {
            url,
            redirect_url,
            state,
            verifier,
        }
    }

    /// The page that the user has to visit.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The parameter `state` that comes back with the answer: by it a program finds the request that
    /// an answer belongs to.
    pub fn state(&self) -> &Secret {
        &self.state
    }

    /// Takes the code from the address that the user was sent back to, or from its path and query.
    ///
    /// # Errors
    ///
    /// [`AuthorizationError`] if the user refused, the answer belongs to another request, or there is
    /// no code.
    pub fn code(&self, sent_back_to: &str) -> Result<AuthorizationCode, AuthorizationError> {
        let url = self
            .redirect_url
            .join(sent_back_to)
            .map_err(AuthorizationError::address)?;
        let parameter = |wanted: &str| {
            url.query_pairs()
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| value.into_owned())
        };
        if parameter("state").as_deref() != Some(self.state.expose()) {
            return Err(AuthorizationError::OtherRequest);
        }
        if let Some(code) = parameter("error") {
            return Err(AuthorizationError::Refused {
                code: shortened(&one_line(&code)).into(),
            });
        }
        let code = parameter("code").ok_or(AuthorizationError::NoCode)?;
        Ok(AuthorizationCode {
            code: Secret::from(code),
            verifier: self.verifier.clone(),
        })
    }
}

impl std::fmt::Debug for Authorization {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Authorization")
            .finish_non_exhaustive()
    }
}

/// A code that can be turned into tokens, once.
#[derive(Clone, Debug)]
pub struct AuthorizationCode {
    pub(super) code: Secret,
    pub(super) verifier: Secret,
}

/// Why there is no code. Addresses are not shown: they may hold one.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum AuthorizationError {
    /// An address cannot be read.
    #[error("the address cannot be read ({reason}), expected the one users are sent back to")]
    #[non_exhaustive]
    Address {
        /// What is wrong with it.
        reason: Box<str>,
    },
    /// The answer does not belong to this request.
    #[error("the answer has another `state` than the request, expected the same")]
    OtherRequest,
    /// The user, or the server, refused.
    #[error("access was refused: {code}")]
    #[non_exhaustive]
    Refused {
        /// Why, such as `access_denied`.
        code: Box<str>,
    },
    /// The answer has no code.
    #[error("the answer has no `code`, expected one")]
    NoCode,
}

impl AuthorizationError {
    #[allow(clippy::needless_pass_by_value, reason = "for `map_err`")]
    pub(super) fn address(error: url::ParseError) -> Self {
        Self::Address {
            reason: error.to_string().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::{OAuthApplication, Scope};
    use super::*;

    fn authorization() -> Authorization {
        OAuthApplication::new(
            "https://acme.example.com".parse().unwrap(),
            "the client",
            "https://bridge.example.com/done?of=acme",
        )
        .unwrap()
        .with_client_secret("the client secret")
        .authorize(&[Scope::Xml, Scope::Rest])
    }

    /// RFC 6749, 4.1.1, and RFC 7636, 4.3; paths and scopes as the vendor's pages have them.
    #[test]
    fn the_page_asks_for_what_the_standards_say() {
        let url = Url::parse(authorization().url()).unwrap();
        assert_eq!(url.host_str(), Some("acme.example.com"));
        assert_eq!(url.path(), "/login/oauth2/v1/authorize");
        let parameters: HashMap<_, _> = url.query_pairs().into_owned().collect();
        let parameter = |name: &str| parameters.get(name).map(String::as_str);
        assert_eq!(parameter("response_type"), Some("code"));
        assert_eq!(parameter("client_id"), Some("the client"));
        assert_eq!(
            parameter("redirect_uri"),
            Some("https://bridge.example.com/done?of=acme")
        );
        assert_eq!(parameter("scope"), Some("xml rest"));
        assert_eq!(parameter("code_challenge_method"), Some("S256"));
        // 256 bits in base 64 without padding.
        assert_eq!(parameter("code_challenge").map(str::len), Some(43));
        assert!(!authorization().url().contains("secret"));
    }

    #[test]
    fn no_two_requests_are_alike() {
        let (one, other) = (authorization(), authorization());
        assert_ne!(one.state().expose(), other.state().expose());
        assert_ne!(one.url(), other.url());
    }

    #[test]
    fn a_code_is_taken_from_the_answer_to_this_request_alone() {
        let authorization = authorization();
        let state = authorization.state().expose();
        let code = |answer: String| {
            authorization
                .code(&answer)
                .map(|code| code.code.expose().to_owned())
        };
        let whole = format!("https://bridge.example.com/done?of=acme&code=a%2Fb&state={state}");
        assert_eq!(code(whole), Ok("a/b".to_owned()));
        assert_eq!(
            code(format!("/done?code=c0de&state={state}")),
            Ok("c0de".to_owned())
        );
        assert_eq!(
            code("/done?code=c0de&state=x".into()),
            Err(AuthorizationError::OtherRequest)
        );
        assert_eq!(
            code("/done?code=c0de".into()),
            Err(AuthorizationError::OtherRequest)
        );
        assert_eq!(
            code(format!("/done?state={state}")),
            Err(AuthorizationError::NoCode)
        );
        let error = code(format!("/done?error=access_denied&state={state}")).unwrap_err();
        assert_eq!(error.to_string(), "access was refused: access_denied");
        let error = code(format!("/done?error=a%0Ab%1B%5B2Jc&state={state}")).unwrap_err();
        assert_eq!(error.to_string(), "access was refused: a b [2Jc");
    }
}
