//! Requests, read.

use super::Answer;
use crate::api::{Direction, PageSize};
use crate::json::ReadError;
use crate::json::object::Member;
use crate::rest::record::each_or_one;
use crate::rest::{Method, Order, PATH, Query, Selection, name, read_entry, uri};
use crate::task::{Entry, FieldName, Id};

/// A request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Call<'a> {
    /// A page of a list.
    List(ListCall),
    /// One time entry.
    #[non_exhaustive]
    Get {
        /// Its id.
        id: Id,
        /// The attributes to show, if not all.
        selection: Option<Selection>,
    },
    /// New time entries.
    Create(CreateCall<'a>),
    /// One time entry to remove.
    Delete(Id),
    /// What the resource has.
    Discover,
}

/// A request for a page of a list.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListCall {
    /// What the time entries have in common.
    pub query: Option<Query>,
    /// The attributes to show, if not all.
    pub selection: Option<Selection>,
    /// The order; without one by id [our reading].
    pub order: Option<Order>,
    /// How many time entries a page has.
    pub limit: PageSize,
    /// How many to skip, a multiple of `limit`.
    pub offset: u64,
}

/// A request to store new time entries.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateCall<'a> {
    /// The entries: one, unless the body is an array.
    pub entries: Vec<Entry<'a>>,
    /// Whether the reply is to have the stored time entries and not only their ids.
    pub returns: bool,
    /// Which of their attributes, if not all.
    pub selection: Option<Selection>,
}

impl<'a> Call<'a> {
    /// Reads a request: its method, its path, its query string without the question mark, and its body.
    ///
    /// # Errors
    ///
    /// The reply to send: 404 for another path, 405 for a method that the resource does not have, 400
    /// for parameters and bodies that cannot be understood.
    pub fn parse(method: &str, path: &str, query: &str, body: &'a [u8]) -> Result<Self, Answer> {
        let root = PATH.trim_end_matches('/');
        let inner = path
            .strip_prefix(root)
            .filter(|inner| inner.is_empty() || inner.starts_with('/'))
            .ok_or_else(|| Answer::failed(404, "there is no such resource"))?;
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let id = match inner {
            "" => None,
            text => Some(
                Id::parse(text.strip_suffix('/').unwrap_or(text))
                    .map_err(|_| Answer::failed(404, "there is no such resource"))?,
            ),
        };
        let mut parameters = Parameters::parse(query)?;
        let call = match (Method::from_name(method), id) {
            (Some(Method::Get), None) => Self::List(parameters.list()?),
            (Some(Method::Get), Some(id)) => Self::Get {
                id,
                selection: parameters.selection()?,
            },
            (Some(Method::Post), None) => Self::Create(CreateCall {
                entries: entries(body)?,
                returns: parameters
                    .take("return_object")
                    .is_some_and(|value| value != "0"),
                selection: parameters.selection()?,
            }),
            (Some(Method::Delete), Some(id)) => Self::Delete(id),
            (Some(Method::Options), _) => Self::Discover,
            (_, None) => return Err(Answer::not_allowed(&[Method::Get, Method::Post])),
            (_, Some(_)) => return Err(Answer::not_allowed(&[Method::Get, Method::Delete])),
        };
        parameters.finish()?;
        Ok(call)
    }
}

/// The parameters of a query string.
struct Parameters<'q>(Vec<(std::borrow::Cow<'q, str>, String)>);

impl<'q> Parameters<'q> {
    fn parse(query: &'q str) -> Result<Self, Answer> {
        let mut parameters = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (Some(name), Some(value)) = (uri::decode(name), uri::decode(value)) else {
                return Err(Answer::failed(
                    400,
                    "the query string is not encoded as it should be",
                ));
            };
            if parameters.iter().any(|(known, _)| *known == name) {
                return Err(Answer::wrong_parameter(&name, "stands twice"));
            }
            if parameters.len() >= 20 {
                return Err(Answer::failed(
                    400,
                    "the query string has too many parameters",
                ));
            }
            parameters.push((name, value.into_owned()));
        }
        Ok(Self(parameters))
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let place = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(place).1)
    }

    fn selection(&mut self) -> Result<Option<Selection>, Answer> {
        let text = self.take("fields");
        text.map(|text| Selection::parse(&text))
            .transpose()
            .map_err(|error| Answer::wrong_parameter("fields", &error.to_string()))
    }

    fn number(&mut self, name: &'static str) -> Result<Option<u64>, Answer> {
        let text = self.take(name);
        text.map(|text| {
            let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|_| is_plain)
        })
        .map(|number| number.ok_or_else(|| Answer::wrong_parameter(name, "is no number")))
        .transpose()
    }

    fn list(&mut self) -> Result<ListCall, Answer> {
        /// How many time entries a page has if nothing is said.
        const USUAL: u64 = 100;
        let query = self
            .take("q")
            .map(|text| Query::parse(&text))
            .transpose()
            .map_err(|error| {
                let cause = std::error::Error::source(&error);
                let cause = cause.map(|cause| format!(": {cause}")).unwrap_or_default();
                Answer::wrong_parameter("q", &format!("is no query: {error}{cause}"))
            })?;
        let order = self.take("orderBy").map(|text| order(&text)).transpose()?;
        let limit = self.number("limit")?.unwrap_or(USUAL);
        let limit = usize::try_from(limit)
            .ok()
            .and_then(PageSize::new)
            .ok_or_else(|| Answer::wrong_parameter("limit", "is not from 1 to 1000"))?;
        let offset = self.number("offset")?.unwrap_or_default();
        if !offset.is_multiple_of(limit.get() as u64) {
            return Err(Answer::wrong_parameter(
                "offset",
                "is no multiple of `limit`",
            ));
        }
        Ok(ListCall {
            query,
            selection: self.selection()?,
            order,
            limit,
            offset,
        })
    }

    /// Whatever was not taken is not known. To pass it over would be to answer something else than what
    /// was asked.
    fn finish(self) -> Result<(), Answer> {
        match self.0.first() {
            Some((name, _)) => Err(Answer::wrong_parameter(name, "is not known here")),
            None => Ok(()),
        }
    }
}

/// A sign and a field. A plus sign that was not encoded has become a blank.
fn order(text: &str) -> Result<Order, Answer> {
    let (direction, attribute) = match text.strip_prefix(['+', ' ']) {
        Some(attribute) => (Direction::Ascending, attribute),
        None => match text.strip_prefix('-') {
            Some(attribute) => (Direction::Descending, attribute),
            None => (Direction::Ascending, text),
        },
    };
    let order = match name::resolve(attribute.into()) {
        FieldName::Known(field) => Order::by(field, direction).ok(),
        _ => None,
    };
    order.ok_or_else(|| Answer::wrong_parameter("orderBy", "is no attribute of time entries"))
}

fn entries(body: &[u8]) -> Result<Vec<Entry<'_>>, Answer> {
    let text = std::str::from_utf8(body)
        .map_err(|_| Answer::failed(400, "the body is not UTF-8, expected JSON in UTF-8"))?;
    let whole = text.trim_matches([' ', '\t', '\n', '\r']);
    let mut entries = Vec::new();
    let read = each_or_one(
        Member {
            text: whole,
            offset: text.find(whole).unwrap_or_default(),
        },
        |element| {
            let entry = read_entry(element.text);
            let mut entry = entry.map_err(|error| error.shifted(element.offset))?;
            entry.shift_spans(element.offset);
            entries.push(entry);
            Ok(())
        },
    );
    read.map_err(|error: ReadError| {
        let message = format!(
            "the body cannot be read as a time entry: at byte {}: {error}",
            error.offset()
        );
        Answer::failed(400, &message)
    })?;
    if entries.is_empty() {
        return Err(Answer::failed(
            400,
            "the body has no time entry, expected one",
        ));
    }
    Ok(entries)
}
