//! What every call has: a request as data, and what is made of the answer.

use std::num::NonZeroU32;

use serde::Serialize;
use serde::de::DeserializeOwned;
use suiteprojects::text::one_line;
use thiserror::Error;

use super::{LinkError, Page, Refusal};

/// A request as data. It has no credential in it: the token is added when it is sent.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// The method of HTTP.
    pub method: Method,
    /// The path under the address of the API.
    pub path: String,
    /// Names and values of the query, not yet written as in an address.
    pub query: Vec<(&'static str, String)>,
    /// The body, in JSON.
    pub body: Option<Vec<u8>>,
}

/// A method of HTTP.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes.
    Post,
    /// Changes.
    Patch,
    /// Deletes.
    Delete,
}

impl Method {
    /// The name on the wire, such as `GET`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl Request {
    pub(super) const fn new(method: Method, path: String) -> Self {
        Self {
            method,
            path,
            query: Vec::new(),
            body: None,
        }
    }

    pub(super) fn with_body(mut self, body: &impl Serialize) -> Self {
        // Nothing that is sent can fail to be written: it has texts, numbers and flags alone.
        self.body = serde_json::to_vec(body).ok();
        self
    }

    pub(super) fn with_parameter(
        mut self,
        name: &'static str,
        value: &(impl ToString + ?Sized),
    ) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// Asks for a page where only what follows the first is documented.
    pub(super) fn with_later_page(self, page: NonZeroU32) -> Self {
        if page == NonZeroU32::MIN {
            return self;
        }
        self.with_parameter("page", &page)
    }
}

/// An answer as data.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status of HTTP.
    pub status: u16,
    /// Names, in small letters, and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn json<T: DeserializeOwned>(&self, expected: &'static str) -> Result<T, CallError> {
        self.check()?;
        serde_json::from_slice(&self.body).map_err(|error| CallError::Unreadable {
            expected,
            reason: one_line(&error.to_string()),
        })
    }

    pub(super) fn page<T: DeserializeOwned>(
        &self,
        expected: &'static str,
        number: NonZeroU32,
    ) -> Result<Page<T>, CallError> {
        let records = self.json(expected)?;
        let (link, total) = (self.header("link"), self.header("x-total-count"));
        Ok(Page::new(number, records, link, total)?)
    }

    pub(super) fn check(&self) -> Result<(), CallError> {
        if (200..300).contains(&self.status) {
            return Ok(());
        }
        Err(CallError::Refused(Refusal::read(self.status, &self.body)))
    }
}

/// A call of the API: the request of it, and what its answer says.
pub trait Call {
    /// What the answer says.
    type Answer;

    /// The request.
    fn request(&self) -> Request;

    /// Whether it changes nothing, so that sending it twice does no harm.
    fn is_read_only(&self) -> bool {
        self.request().method == Method::Get
    }

    /// Reads the answer to it.
    ///
    /// # Errors
    ///
    /// [`CallError`] if it was refused, or this is no answer.
    fn decode(&self, response: &Response) -> Result<Self::Answer, CallError>;
}

/// Why a call brought no answer.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum CallError {
    /// It was refused.
    #[error("{0}")]
    Refused(Refusal),
    /// It is not what was expected.
    #[error("the answer cannot be read as {expected}: {reason}")]
    Unreadable {
        /// What was expected.
        expected: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// It does not say where the list goes on.
    #[error(transparent)]
    Link(#[from] LinkError),
}
