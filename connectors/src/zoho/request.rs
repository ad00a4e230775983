//! A request as data: what to send, before anything is sent.

use std::fmt;

use serde_json::Value;

use super::AnswerError;

/// What a request does.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Verb {
    /// Reads.
    Get,
    /// Makes, or starts and stops timers.
    Post,
    /// Changes.
    Put,
    /// Deletes.
    Delete,
}

impl Verb {
    /// The method of HTTP.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A request to the API without host and credentials.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// What it does.
    pub verb: Verb,
    /// The path under that of the API, such as `/projects/timeentries`.
    pub path: String,
    /// The parameters of the query, in order, before they are encoded.
    pub query: Vec<(&'static str, String)>,
    /// The JSON of the body.
    pub body: Option<String>,
}

/// Where time entries are.
pub(super) const TIME_ENTRIES: &str = "/projects/timeentries";

impl Request {
    pub(super) fn new(verb: Verb, path: impl Into<String>) -> Self {
        Self {
            verb,
            path: path.into(),
            query: Vec::new(),
            body: None,
        }
    }

    /// One about time entries: with what comes after their path.
    pub(super) fn about(verb: Verb, rest: impl fmt::Display) -> Self {
        Self::new(verb, format!("{TIME_ENTRIES}{rest}"))
    }

    pub(super) fn with_query(mut self, query: Vec<(&'static str, String)>) -> Self {
        self.query = query;
        self
    }

    pub(super) fn with_json(self, body: &Value) -> Self {
        Self {
            body: Some(body.to_string()),
            ..self
        }
    }
}

/// A call of the API: the request of it, and what its answer says.
pub trait Operation {
    /// What the answer says.
    type Answer;

    /// The request.
    fn request(&self) -> Request;

    /// Whether it changes nothing, so that sending it twice does no harm.
    fn is_read_only(&self) -> bool {
        self.request().verb == Verb::Get
    }

    /// Reads the answer to it.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] if it was refused, or this is no answer.
    fn decode(&self, status: u16, body: &[u8]) -> Result<Self::Answer, AnswerError>;
}
