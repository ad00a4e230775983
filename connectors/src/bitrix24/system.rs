//! What is special to Bitrix24 over HTTP.

use suiteprojects::api::Secret;
use url::Url;

use super::{CallError, OAuthClient, Portal, Refresh, Request, Response, TokenError, Webhook};
use crate::http::{Access, Outgoing, System};

/// Where the vendor gives tokens, for all portals.
const TOKENS: &str = "https://oauth.bitrix.info/oauth/token/";

/// What lets requests in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Endpoint {
    /// A webhook.
    Webhook(Webhook),
    /// An access token of OAuth 2.0, which is sent as the parameter `auth`, and what renews it.
    #[non_exhaustive]
    OAuth {
        /// The portal.
        portal: Portal,
        /// The access token, good for an hour.
        access_token: Secret,
        /// The program and the refresh token.
        refresh: Option<Refresh>,
    },
}

impl Endpoint {
    /// An access token, which is not renewed.
    pub fn access_token(portal: Portal, token: impl Into<Secret>) -> Self {
        Self::OAuth {
            portal,
            access_token: token.into(),
            refresh: None,
        }
    }

    /// An access token, and a refresh token for when it is over. It is not renewed before: the vendor asks to wait
    /// until it is refused.
    pub fn refreshed(
        portal: Portal,
        access_token: impl Into<Secret>,
        client: OAuthClient,
        refresh_token: impl Into<Secret>,
    ) -> Self {
        Self::OAuth {
            portal,
            access_token: access_token.into(),
            refresh: Some(Refresh::new(client, refresh_token.into())),
        }
    }
}

/// Bitrix24: a portal and what lets requests in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bitrix24 {
    /// What lets requests in.
    pub endpoint: Endpoint,
    /// Where tokens are given.
    pub(super) tokens: String,
}

impl Bitrix24 {
    pub(super) fn new(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            tokens: TOKENS.to_owned(),
        }
    }
}

/// What lets requests in now, and where they go.
#[derive(Clone, Debug)]
pub struct Pass {
    portal: Portal,
    /// The code of the webhook, or the access token.
    secret: Secret,
    refresh: Option<Refresh>,
}

impl System for Bitrix24 {
    type Failure = CallError;
    type LoginFailure = TokenError;
    type Pass = Pass;
    type Renewal = (Refresh, Portal);

    fn is_encrypted(&self) -> bool {
        match &self.endpoint {
            Endpoint::Webhook(webhook) => webhook.portal.is_encrypted(),
            Endpoint::OAuth {
                portal, refresh, ..
            } => portal.is_encrypted() || (refresh.is_some() && self.tokens.starts_with("https:")),
        }
    }

    fn pass(&self) -> Option<Pass> {
        Some(match &self.endpoint {
            Endpoint::Webhook(webhook) => Pass {
                portal: webhook.portal.clone(),
                secret: webhook.code.clone(),
                refresh: None,
            },
            Endpoint::OAuth {
                portal,
                access_token,
                refresh,
            } => Pass {
                portal: portal.clone(),
                secret: access_token.clone(),
                refresh: refresh.clone(),
            },
        })
    }

    fn can_renew(&self) -> bool {
        matches!(
            self.endpoint,
            Endpoint::OAuth {
                refresh: Some(_),
                ..
            }
        )
    }

    /// With the refresh token of the last answer, because each is good for one time.
    fn renewal(&self, last: Option<&Pass>) -> Option<((Refresh, Portal), Outgoing)> {
        let last = last?;
        let refresh = last.refresh.clone()?;
        let url = format!("{}?{}", self.tokens, refresh.query().expose());
        Some(((refresh, last.portal.clone()), Outgoing::get(url)))
    }

    fn renewed(
        &self,
        (refresh, portal): &(Refresh, Portal),
        response: &Response,
    ) -> Result<Access<Pass>, TokenError> {
        let tokens = refresh.decode(response.status, &response.body)?;
        let token = tokens.refresh_token;
        let token = token.unwrap_or_else(|| refresh.token.clone());
        let pass = Pass {
            portal: portal.clone(),
            secret: tokens.access_token,
            refresh: Some(Refresh::new(refresh.client.clone(), token)),
        };
        // When it is over, the portal says so.
        Ok(Access::new(pass, None))
    }

    fn is_login_refused(failure: &TokenError) -> bool {
        matches!(failure, TokenError::Refused(_))
    }

    fn outgoing(&self, mut request: Request, pass: &Pass) -> Result<Outgoing, &'static str> {
        let portal = pass.portal.as_str();
        let address = match &self.endpoint {
            Endpoint::Webhook(webhook) => {
                format!("{portal}/rest/{}/{}", webhook.user, pass.secret.expose())
            }
            Endpoint::OAuth { .. } => {
                // Behind the parameters, whose order counts.
                let token = serde_json::Value::from(pass.secret.expose());
                let body = request.body.take().unwrap_or_default();
                let body = String::from_utf8(body).unwrap_or_default();
                let members = body.strip_suffix('}').unwrap_or("{");
                let comma = if members == "{" { "" } else { "," };
                request.body = Some(format!("{members}{comma}\"auth\":{token}}}").into_bytes());
                format!("{portal}/rest")
            }
        };
        Ok(Outgoing::new(&address, request))
    }

    fn secrets<'p>(&self, pass: &'p Pass) -> Vec<&'p Secret> {
        vec![&pass.secret]
    }

    /// A renamed portal sends to its new host. The request is posted there again, with its body.
    fn moved(&self, response: &Response, pass: &Pass) -> Option<Pass> {
        if !matches!(response.status, 301 | 302 | 307 | 308) {
            return None;
        }
        let location = response.header("location")?;
        Url::parse(location).ok()?;
        Some(Pass {
            portal: pass.portal.moved_to(location)?,
            ..pass.clone()
        })
    }
}
