//! What is special to Zoho Billing over HTTP.

use http::{HeaderName, HeaderValue};
use suiteprojects::api::Secret;
use thiserror::Error;

use super::{
    AnswerError, Endpoint, EndpointError, Grant, OAuthClient, OrganizationId, Request, Response,
    TokenError, TokenRequest,
};
use crate::http::{Access, Outgoing, System};

/// The header that names the organization.
const ORGANIZATION: HeaderName = HeaderName::from_static("x-com-zoho-subscriptions-organizationid");

/// What lets requests in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credentials {
    /// An access token, good for an hour and not renewed.
    AccessToken(Secret),
    /// A refresh token and the program it was given to: access tokens are got by it when they are needed.
    #[non_exhaustive]
    Refresh {
        /// The program.
        client: OAuthClient,
        /// The refresh token.
        token: Secret,
    },
}

impl Credentials {
    /// An access token.
    pub fn access_token(token: impl Into<Secret>) -> Self {
        Self::AccessToken(token.into())
    }

    /// A refresh token and the program it was given to.
    pub fn refresh(client: OAuthClient, token: impl Into<Secret>) -> Self {
        Self::Refresh {
            client,
            token: token.into(),
        }
    }
}

/// Zoho Billing: where an organization is served, and what lets requests in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Zoho {
    /// Where the organization is served.
    pub endpoint: Endpoint,
    /// The organization.
    pub organization: OrganizationId,
    /// What lets requests in.
    pub credentials: Credentials,
}

impl Zoho {
    pub(super) const fn new(
        endpoint: Endpoint,
        organization: OrganizationId,
        credentials: Credentials,
    ) -> Self {
        Self {
            endpoint,
            organization,
            credentials,
        }
    }
}

/// An access token, and the address of the API that it is for.
#[derive(Clone, Debug)]
pub struct Pass {
    token: Secret,
    endpoint: Endpoint,
}

/// Why there is no access token.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum LoginError {
    /// It was not given.
    #[error("{0}")]
    Token(TokenError),
    /// It is for an address that is none of the vendor.
    #[error("{0}")]
    Domain(EndpointError),
}

impl System for Zoho {
    type Failure = AnswerError;
    type LoginFailure = LoginError;
    type Pass = Pass;
    type Renewal = TokenRequest;

    fn is_encrypted(&self) -> bool {
        let addresses = [self.endpoint.api(), self.endpoint.accounts()];
        addresses
            .iter()
            .any(|address| address.starts_with("https:"))
    }

    fn pass(&self) -> Option<Pass> {
        match &self.credentials {
            Credentials::AccessToken(token) => Some(Pass {
                token: token.clone(),
                endpoint: self.endpoint.clone(),
            }),
            Credentials::Refresh { .. } => None,
        }
    }

    fn can_renew(&self) -> bool {
        matches!(self.credentials, Credentials::Refresh { .. })
    }

    fn renewal(&self, _: Option<&Pass>) -> Option<(TokenRequest, Outgoing)> {
        let Credentials::Refresh { client, token } = &self.credentials else {
            return None;
        };
        let request = TokenRequest::new(client.clone(), Grant::refresh(token.clone()));
        let url = format!("{}{}", self.endpoint.accounts(), request.path());
        let outgoing = Outgoing::form(url, &request.form());
        Some((request, outgoing))
    }

    fn renewed(
        &self,
        request: &TokenRequest,
        response: &Response,
    ) -> Result<Access<Pass>, LoginError> {
        let tokens = request
            .decode(response.status, &response.body)
            .map_err(LoginError::Token)?;
        let endpoint = match &tokens.api_domain {
            Some(domain) if self.endpoint.is_of_vendor() => {
                let endpoint = self.endpoint.with_api_domain(domain);
                endpoint.map_err(LoginError::Domain)?
            }
            _ => self.endpoint.clone(),
        };
        let token = tokens.access_token;
        Ok(Access::new(Pass { token, endpoint }, tokens.expires_in))
    }

    fn is_login_refused(failure: &LoginError) -> bool {
        matches!(failure, LoginError::Token(TokenError::Refused(_)))
    }

    fn outgoing(&self, request: Request, pass: &Pass) -> Result<Outgoing, &'static str> {
        let organization = HeaderValue::from(self.organization.get());
        Ok(Outgoing::new(pass.endpoint.api(), request)
            .with_authorization("Zoho-oauthtoken", &pass.token)?
            .with_header(ORGANIZATION, organization))
    }

    fn secrets<'p>(&self, pass: &'p Pass) -> Vec<&'p Secret> {
        vec![&pass.token]
    }
}
