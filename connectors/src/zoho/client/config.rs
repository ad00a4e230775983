//! What a client needs to know.

use std::time::Duration;

use suiteprojects::api::Secret;
use suiteprojects::protocol::{Rates, RetryPolicy};

use super::super::{Endpoint, OAuthClient, OrganizationId};

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

    pub(super) const fn can_renew(&self) -> bool {
        matches!(self, Self::Refresh { .. })
    }
}

/// What a client needs to know.
///
/// ```
/// use suiteprojects_connectors::zoho::client::{Config, Credentials};
/// use suiteprojects_connectors::zoho::{DataCentre, Endpoint, OAuthClient};
///
/// let program = OAuthClient::new("1000.ABC", "the client secret");
/// let config = Config::new(
///     Endpoint::of(DataCentre::Europe),
///     "10234695".parse()?,
///     Credentials::refresh(program, "1000.the.refresh-token"),
/// );
/// assert!(!format!("{config:?}").contains("secret\""));
/// # Ok::<(), suiteprojects::task::IdError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// Where the organization is served.
    pub endpoint: Endpoint,
    /// The organization.
    pub organization: OrganizationId,
    /// What lets requests in.
    pub credentials: Credentials,
    /// When a request is sent again.
    pub retry: RetryPolicy,
    /// How many requests may leave. 100 in a minute, which all users and programs of the organization share;
    /// the number of a day depends on its plan.
    pub rates: Rates,
    /// The most bytes of an answer. 16 MiB.
    pub answer_bytes: usize,
    /// The longest wait for a connection. 10 s.
    pub connect_timeout: Duration,
    /// The longest wait for an answer as a whole. 60 s.
    pub total_timeout: Duration,
    /// How the program names itself.
    pub user_agent: String,
}

impl Config {
    /// The settings for an organization.
    pub fn new(endpoint: Endpoint, organization: OrganizationId, credentials: Credentials) -> Self {
        Self {
            endpoint,
            organization,
            credentials,
            retry: RetryPolicy::default(),
            rates: Rates::unlimited().with_per_minute(100),
            answer_bytes: 16 << 20,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(60),
            user_agent: concat!("suiteprojects-connectors/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// Replaces [`retry`](Self::retry).
    #[must_use]
    pub const fn with_retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Replaces [`rates`](Self::rates).
    #[must_use]
    pub const fn with_rates(mut self, rates: Rates) -> Self {
        self.rates = rates;
        self
    }

    /// Replaces [`answer_bytes`](Self::answer_bytes).
    #[must_use]
    pub const fn with_answer_bytes(mut self, most: usize) -> Self {
        self.answer_bytes = most;
        self
    }

    /// Replaces [`connect_timeout`](Self::connect_timeout) and [`total_timeout`](Self::total_timeout).
    #[must_use]
    pub const fn with_timeouts(mut self, connect: Duration, total: Duration) -> Self {
        self.connect_timeout = connect;
        self.total_timeout = total;
        self
    }
}
