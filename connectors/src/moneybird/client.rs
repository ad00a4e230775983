//! The client over HTTP, async and blocking; see [`crate::http`].
//!
//! A request that was refused for the number of requests is sent again when the server says, and one that
//! would be the first too many waits. A [`CreateTimeEntry`](super::CreateTimeEntry) without an answer is not sent
//! again: look it up first.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use suiteprojects_connectors::moneybird::client::{Client, Config};
//! use suiteprojects_connectors::moneybird::{AdministrationId, Endpoint, Filter, ListTimeEntries, Period};
//!
//! let client = Client::new(Config::new(Endpoint::vendor(), "the token"))?;
//! let list = ListTimeEntries::new(AdministrationId::parse("123")?, Filter::new(Period::THIS_YEAR));
//! let mut entries = client.records(list);
//! while let Some(entry) = entries.next().await {
//!     println!("{:?}", entry?.description);
//! }
//! # Ok(())
//! # }
//! ```

use std::time::Duration;

use suiteprojects::api::Secret;
use suiteprojects::protocol::RetryPolicy;

use super::{CallError, Endpoint, List, Moneybird, Paging, Refusal};
use crate::http;

/// What a client has to know. No wait is longer than five minutes, after which the server counts requests anew.
pub type Config = http::Config<Moneybird>;
/// The async client.
pub type Client = http::Client<Moneybird>;
/// Why a call brought no answer, and what may have become of its request.
pub type Error = http::Error<Moneybird>;

/// The blocking client.
pub mod blocking {
    /// The blocking client.
    pub type Client = crate::http::blocking::Client<super::Moneybird>;
}

impl http::Config<Moneybird> {
    /// The settings for an address and a token.
    ///
    /// ```
    /// use suiteprojects_connectors::moneybird::Endpoint;
    /// use suiteprojects_connectors::moneybird::client::Config;
    ///
    /// let config = Config::new(Endpoint::vendor(), "the token");
    /// assert!(!format!("{config:?}").contains("the token"));
    /// ```
    pub fn new(endpoint: Endpoint, token: impl Into<Secret>) -> Self {
        let retry = RetryPolicy::default()
            .with_delays(Duration::from_millis(500), Duration::from_secs(300));
        Self::of(Moneybird::new(endpoint, token.into())).with_retry(retry)
    }
}

impl http::Client<Moneybird> {
    /// All records of a list, page after page; see [`Paging`].
    pub fn records<L: List + Clone>(&self, list: L) -> http::Records<Moneybird, Paging<L>> {
        self.listing(Paging::new(list))
    }
}

impl http::blocking::Client<Moneybird> {
    /// All records of a list, page after page; see [`Paging`].
    pub fn records<L: List + Clone>(
        &self,
        list: L,
    ) -> http::blocking::Records<Moneybird, Paging<L>> {
        self.listing(Paging::new(list))
    }
}

impl http::Error<Moneybird> {
    /// The refusal of the server, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.failure().and_then(CallError::refusal)
    }
}
