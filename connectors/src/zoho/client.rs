//! The client over HTTP, async and blocking; see [`crate::http`].
//!
//! A [`LogTimeEntry`](super::LogTimeEntry) without an answer is not sent again: look it up first.
//!
//! ```no_run
//! # async fn example(config: suiteprojects_connectors::zoho::client::Config) -> Result<(), Box<dyn std::error::Error>> {
//! use suiteprojects_connectors::zoho::client::Client;
//! use suiteprojects_connectors::zoho::{FilterBy, ListTimeEntries, RunningTimer};
//!
//! let client = Client::new(config)?;
//! let timed = client.send(&RunningTimer).await?;
//! let mut entries = client.time_entries(ListTimeEntries::new(FilterBy::ThisMonth));
//! while let Some(entry) = entries.next().await {
//!     println!("{:?}", entry?.notes);
//! }
//! # Ok(())
//! # }
//! ```

use suiteprojects::protocol::Rates;

pub use super::system::Credentials;
use super::{
    AnswerError, Code, Endpoint, ListTimeEntries, LoginError, OrganizationId, Paging, Refusal,
    TokenError, Zoho,
};
use crate::http;

/// What a client has to know. 100 requests may leave in a minute, which all users and programs of the
/// organization share; the number of a day depends on its plan.
pub type Config = http::Config<Zoho>;
/// The async client.
pub type Client = http::Client<Zoho>;
/// Why a call brought no answer, and what may have become of its request.
pub type Error = http::Error<Zoho>;

/// The blocking client.
pub mod blocking {
    /// The blocking client.
    pub type Client = crate::http::blocking::Client<super::Zoho>;
}

impl http::Config<Zoho> {
    /// The settings for an organization.
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
    pub fn new(endpoint: Endpoint, organization: OrganizationId, credentials: Credentials) -> Self {
        Self::of(Zoho::new(endpoint, organization, credentials))
            .with_rates(Rates::unlimited().with_per_minute(100))
    }
}

impl http::Client<Zoho> {
    /// All time entries of a listing, page after page.
    ///
    /// An entry that comes twice because others were made meanwhile is given once; see [`Paging`].
    pub fn time_entries(&self, list: ListTimeEntries) -> http::Records<Zoho, Paging> {
        self.listing(Paging::new(list))
    }
}

impl http::blocking::Client<Zoho> {
    /// All time entries of a listing, page after page, as the async client has them.
    pub fn time_entries(&self, list: ListTimeEntries) -> http::blocking::Records<Zoho, Paging> {
        self.listing(Paging::new(list))
    }
}

impl http::Error<Zoho> {
    /// The refusal of the server, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.failure().and_then(AnswerError::refusal)
    }

    /// The code with which the server refused.
    pub fn code(&self) -> Option<Code> {
        self.refusal().map(|refusal| refusal.code)
    }

    /// The refusal to give a token, if it is one.
    pub fn token_error(&self) -> Option<&TokenError> {
        match self.login_failure() {
            Some(LoginError::Token(error)) => Some(error),
            _ => None,
        }
    }
}
