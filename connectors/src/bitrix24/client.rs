//! The client over HTTP, async and blocking; see [`crate::http`].
//!
//! An [`AddElapsedItem`](super::AddElapsedItem) without an answer is not sent again: look it up first. A portal that
//! was renamed sends to its new host, and the request is posted there again, but never without encryption.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use suiteprojects_connectors::bitrix24::client::{Client, Config};
//! use suiteprojects_connectors::bitrix24::{Endpoint, ListElapsedItems};
//!
//! let webhook = "https://example.bitrix24.com/rest/1/the-code/".parse()?;
//! let client = Client::new(Config::new(Endpoint::Webhook(webhook)))?;
//! let mut items = client.elapsed_items(ListElapsedItems::of_task("691".parse()?));
//! while let Some(item) = items.next().await {
//!     println!("{:?}", item?.seconds);
//! }
//! # Ok(())
//! # }
//! ```

use suiteprojects::protocol::Rates;

use super::{Bitrix24, CallError, Endpoint, ListElapsedItems, Paging, Portal, Refusal};
use crate::http;

/// What a client has to know. Two requests may leave in a second in the long run.
pub type Config = http::Config<Bitrix24>;
/// The async client.
pub type Client = http::Client<Bitrix24>;
/// Why a call brought no answer, and what may have become of its request.
pub type Error = http::Error<Bitrix24>;

/// The blocking client.
pub mod blocking {
    /// The blocking client.
    pub type Client = crate::http::blocking::Client<super::Bitrix24>;
}

impl http::Config<Bitrix24> {
    /// The settings for a portal.
    pub fn new(endpoint: Endpoint) -> Self {
        Self::of(Bitrix24::new(endpoint)).with_rates(Rates::unlimited().with_per_minute(120))
    }

    /// With another server that gives tokens, at the path `/oauth/token/`.
    #[must_use]
    pub fn with_token_server(mut self, server: &Portal) -> Self {
        self.system.tokens = format!("{}/oauth/token/", server.as_str());
        self
    }
}

impl http::Client<Bitrix24> {
    /// All records of a list, page after page; see [`Paging`].
    pub fn elapsed_items(&self, list: ListElapsedItems) -> http::Records<Bitrix24, Paging> {
        self.listing(Paging::new(list))
    }
}

impl http::blocking::Client<Bitrix24> {
    /// All records of a list, page after page; see [`Paging`].
    pub fn elapsed_items(
        &self,
        list: ListElapsedItems,
    ) -> http::blocking::Records<Bitrix24, Paging> {
        self.listing(Paging::new(list))
    }
}

impl http::Error<Bitrix24> {
    /// The refusal of the server, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.failure().and_then(CallError::refusal)
    }
}
