//! What a client has to know.

use std::time::Duration;

use suiteprojects::protocol::{Rates, RetryPolicy};

/// What a client has to know: the system, and how to talk to it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config<S> {
    /// The address of the system and what lets requests in.
    pub system: S,
    /// When a request is sent again.
    pub retry: RetryPolicy,
    /// How many requests may leave.
    pub rates: Rates,
    /// The most bytes of an answer, unpacked. 16 MiB.
    pub answer_bytes: usize,
    /// The longest wait for a connection. 10 s.
    pub connect_timeout: Duration,
    /// The longest wait for an answer as a whole. 60 s.
    pub total_timeout: Duration,
    /// How the program names itself.
    pub user_agent: String,
}

impl<S> Config<S> {
    pub(crate) fn of(system: S) -> Self {
        Self {
            system,
            retry: RetryPolicy::default(),
            rates: Rates::unlimited(),
            answer_bytes: 16 << 20,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(60),
            user_agent: concat!("suiteprojects-connectors/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// Replaces [`retry`](Self::retry).
    #[must_use]
    pub fn with_retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Replaces [`rates`](Self::rates).
    #[must_use]
    pub fn with_rates(mut self, rates: Rates) -> Self {
        self.rates = rates;
        self
    }

    /// Replaces [`answer_bytes`](Self::answer_bytes).
    #[must_use]
    pub fn with_answer_bytes(mut self, most: usize) -> Self {
        self.answer_bytes = most;
        self
    }

    /// Replaces [`connect_timeout`](Self::connect_timeout) and [`total_timeout`](Self::total_timeout).
    #[must_use]
    pub fn with_timeouts(mut self, connect: Duration, total: Duration) -> Self {
        self.connect_timeout = connect;
        self.total_timeout = total;
        self
    }
}
