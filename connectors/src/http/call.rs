//! What every call has: a request as data, and what is made of the answer.

use std::fmt;

use serde::Serialize;

use super::System;

/// A method of HTTP.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Method {
    /// Reads.
    Get,
    /// Makes.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Deletes.
    Delete,
}

impl Method {
    /// The name on the wire, such as `GET`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A request as data, without host and without what lets it in.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// The method of HTTP.
    pub method: Method,
    /// The path under the address of the API.
    pub path: String,
    /// Names and values of the query, in order, not yet written as in an address.
    pub query: Vec<(&'static str, String)>,
    /// The body, in JSON.
    pub body: Option<Vec<u8>>,
}

impl Request {
    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            query: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn with_body(mut self, body: &impl Serialize) -> Self {
        // Nothing that is sent can fail to be written: it has texts, numbers and flags alone.
        self.body = serde_json::to_vec(body).ok();
        self
    }

    pub(crate) fn with_parameter(
        mut self,
        name: &'static str,
        value: &(impl ToString + ?Sized),
    ) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    pub(crate) fn with_query(mut self, query: Vec<(&'static str, String)>) -> Self {
        self.query = query;
        self
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
    /// An answer without headers.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// The same with one header more.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers
            .push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// The value of a header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A call of an API: the request of it, and what its answer says.
pub trait Call {
    /// Which API.
    type System: System;
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
    /// It was refused, or this is no answer.
    fn decode(
        &self,
        response: &Response,
    ) -> Result<Self::Answer, <Self::System as System>::Failure>;
}
