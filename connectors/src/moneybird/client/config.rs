//! What a client has to know.

use std::time::Duration;

use suiteprojects::api::Secret;
use suiteprojects::protocol::RetryPolicy;

use super::super::Endpoint;

/// What a client has to know.
///
/// ```
/// use suiteprojects_connectors::moneybird::Endpoint;
/// use suiteprojects_connectors::moneybird::client::Config;
///
/// let config = Config::new(Endpoint::vendor(), "the token");
/// assert!(!format!("{config:?}").contains("the token"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// The address of the API.
    pub endpoint: Endpoint,
    /// A personal token of the API or an access token of OAuth 2.0. How long either is good is not
    /// documented; one that is over is refused with HTTP 401.
    pub token: Secret,
    /// When a request is sent again. No wait is longer than five minutes, after which the server counts
    /// requests anew.
    pub retry: RetryPolicy,
    /// The most bytes of an answer, unpacked. 16 MiB.
    pub answer_bytes: usize,
    /// The longest wait for a connection. 10 s.
    pub connect_timeout: Duration,
    /// The longest wait for an answer as a whole. 60 s.
    pub total_timeout: Duration,
    /// How the program names itself.
    pub user_agent: String,
}

impl Config {
    /// The settings for an address and a token.
    pub fn new(endpoint: Endpoint, token: impl Into<Secret>) -> Self {
        Self {
            endpoint,
            token: token.into(),
            retry: RetryPolicy::default()
                .with_delays(Duration::from_millis(500), Duration::from_secs(300)),
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
