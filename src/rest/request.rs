//! Requests as data: method, path, parameters and body.

use std::fmt;

use thiserror::Error;

use super::uri;
use crate::api::CommandError;
use crate::task::{Field, FieldName, Id};
use crate::text::shortened;

/// The path of the resource, under the address of the account. That the slash at the end may be left out
/// when it is asked for is our reading; both are in use.
pub const PATH: &str = "/rest/v1/time-entries/";

/// A method of HTTP that the resource has. It has none that changes a time entry.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Method {
    /// Reads one time entry or a list.
    Get,
    /// Stores a new one.
    Post,
    /// Removes one.
    Delete,
    /// Tells what the resource has.
    Options,
}

impl Method {
    /// Every method.
    pub const ALL: &'static [Self] = &[Self::Get, Self::Post, Self::Delete, Self::Options];

    /// The name of the method.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|method| method.as_str() == name)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A request, but for its host and what lets it in: the header `Authorization: Bearer` with an access
/// token.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path, under the address of the account.
    pub path: String,
    /// The parameters of the query string, not encoded.
    pub parameters: Vec<(&'static str, String)>,
    /// The JSON text of the body (`Content-Type: application/json`), if there is one.
    pub body: Option<String>,
}

impl Request {
    pub(super) fn to(method: Method) -> Self {
        Self {
            method,
            path: PATH.to_owned(),
            parameters: Vec::new(),
            body: None,
        }
    }

    pub(super) fn to_one(method: Method, id: Id) -> Self {
        Self {
            path: format!("{PATH}{id}"),
            ..Self::to(method)
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            self.parameters.push((name, value.to_string()));
        }
        self
    }

    /// The encoded query string, without its question mark; `None` if there are no parameters.
    pub fn query(&self) -> Option<String> {
        let mut query = String::new();
        for (name, value) in &self.parameters {
            if !query.is_empty() {
                query.push('&');
            }
            uri::encode_onto(&mut query, name);
            query.push('=');
            uri::encode_onto(&mut query, value);
        }
        (!query.is_empty()).then_some(query)
    }

    /// The path and the encoded query string, as they stand in the first line of a request.
    pub fn target(&self) -> String {
        match self.query() {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }
}

/// What cannot be asked of the resource.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum RequestError {
    /// The resource does not have the field.
    #[error("found the field {name:?}, expected an attribute of time entries or a custom field")]
    #[non_exhaustive]
    NoAttribute {
        /// The name, shortened.
        name: Box<str>,
    },
    /// A selection of no attributes.
    #[error("found no attributes, expected at least one")]
    NothingSelected,
    /// An entry has a field that cannot be set over REST. Leaving it out would store something else.
    #[error("the entry at place {index} has `{field}`, which REST cannot set")]
    #[non_exhaustive]
    NotSettable {
        /// The place of the entry, from 0.
        index: usize,
        /// The field.
        field: Field,
    },
    /// An entry names a record by its name or external id, which only the other APIs look up.
    #[error("the entry at place {index} looks `{field}` up, which REST cannot do")]
    #[non_exhaustive]
    Lookup {
        /// The place of the entry, from 0.
        index: usize,
        /// The field.
        field: Field,
    },
    /// The entries cannot be stored in one request.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl RequestError {
    pub(super) fn no_attribute(name: &FieldName<'_>) -> Self {
        Self::NoAttribute {
            name: shortened(name.as_str()).into(),
        }
    }
}
