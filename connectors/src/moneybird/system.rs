//! What is special to Moneybird over HTTP.

use std::convert::Infallible;

use chrono::{DateTime, Utc};
use suiteprojects::api::Secret;

use super::{CallError, Endpoint, RateLimit, Request, Response};
use crate::http::{Access, Limits, Outgoing, System};

/// Moneybird: its address and the token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Moneybird {
    /// The address of the API.
    pub endpoint: Endpoint,
    /// A personal token of the API or an access token of OAuth 2.0. How long either is good is not
    /// documented; one that is over is refused with HTTP 401.
    pub token: Secret,
}

impl Moneybird {
    pub(super) const fn new(endpoint: Endpoint, token: Secret) -> Self {
        Self { endpoint, token }
    }
}

impl System for Moneybird {
    type Failure = CallError;
    type LoginFailure = Infallible;
    type Pass = Secret;
    type Renewal = ();

    fn is_encrypted(&self) -> bool {
        self.endpoint.is_encrypted()
    }

    fn pass(&self) -> Option<Secret> {
        Some(self.token.clone())
    }

    /// Never asked for.
    fn renewed(&self, (): &(), _: &Response) -> Result<Access<Secret>, Infallible> {
        Ok(Access::new(self.token.clone(), None))
    }

    fn outgoing(&self, request: Request, token: &Secret) -> Result<Outgoing, &'static str> {
        Outgoing::new(self.endpoint.as_str(), request).with_authorization("Bearer", token)
    }

    fn secrets<'p>(&self, token: &'p Secret) -> Vec<&'p Secret> {
        vec![token]
    }

    /// By the clock of the server if it tells the time.
    fn limits(&self, response: &Response, now: DateTime<Utc>) -> Limits {
        let date = response.header("date");
        let date = date.and_then(|text| DateTime::parse_from_rfc2822(text).ok());
        let now = date.map_or(now, |date| date.to_utc());
        let limit = RateLimit::read(|name| response.header(name), now.timestamp());
        let until_reset = limit.resets_in.filter(|_| response.status == 429);
        Limits::new(limit.retry_after.or(until_reset), limit.wait())
    }
}
