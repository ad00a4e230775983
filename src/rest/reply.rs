//! Replies as a client reads them.

use std::time::Duration;

use super::ReplyError;
use super::error::{code_of, refusal};
use super::record::each_or_one;
use crate::api::{CommandResult, Refusal};
use crate::error_code::ErrorCode;
use crate::json::object::{Member, Scalar, each_member};
use crate::json::{ReadError, ReadErrorKind};
use crate::record::Received;
use crate::task::Id;

/// A reply, read whole by whoever has the connection.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Reply<'r> {
    /// The status of HTTP.
    pub status: u16,
    /// The header `Retry-After`.
    pub retry_after: Option<&'r str>,
    /// The header `Access-Control-Allow-Methods`, which `OPTIONS` is answered with.
    pub allowed_methods: Option<&'r str>,
    /// The body.
    pub body: &'r [u8],
}

impl<'r> Reply<'r> {
    /// A reply without the headers that count.
    pub const fn new(status: u16, body: &'r [u8]) -> Self {
        Self {
            status,
            retry_after: None,
            allowed_methods: None,
            body,
        }
    }

    /// The reply with this header `Retry-After`.
    #[must_use]
    pub const fn with_retry_after(self, retry_after: Option<&'r str>) -> Self {
        Self {
            retry_after,
            ..self
        }
    }

    /// The reply with this header `Access-Control-Allow-Methods`.
    #[must_use]
    pub const fn with_allowed_methods(self, allowed_methods: Option<&'r str>) -> Self {
        Self {
            allowed_methods,
            ..self
        }
    }

    pub(super) const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    fn wait(&self) -> Option<Duration> {
        let seconds = self.retry_after?.trim().parse().ok()?;
        Some(Duration::from_secs(seconds))
    }

    pub(super) fn text(&self) -> Result<&'r str, ReplyError> {
        std::str::from_utf8(self.body).map_err(|error| ReplyError::NotText {
            offset: error.valid_up_to(),
        })
    }

    /// The body of a reply of success, read to its end.
    pub(super) fn content(&self) -> Result<Content<'r>, ReplyError> {
        if !self.is_success() {
            return Err(self.failure());
        }
        if self.body.trim_ascii().is_empty() && self.status == 204 {
            return Ok(Content::default());
        }
        Ok(Content::read(self.text()?)?)
    }

    /// What a reply of failure says.
    pub(super) fn failure(&self) -> ReplyError {
        let (status, retry_after) = (self.status, self.wait());
        // These say enough by themselves, whoever they come from.
        let refusal = match (status, self.refusal()) {
            (401 | 403 | 405 | 429, None) => Some(Refusal::new(code_of(status))),
            (400..=499, refusal) => refusal,
            _ => None,
        };
        match refusal {
            Some(refusal) => ReplyError::Refused {
                status,
                refusal,
                retry_after,
            },
            None => ReplyError::Status {
                status,
                retry_after,
            },
        }
    }

    /// The refusal in the body; `None` if the body is none of the resource, such as a page of a proxy.
    fn refusal(&self) -> Option<Refusal> {
        let content = Content::read(self.text().ok()?).ok()?;
        let code = content.code.unwrap_or_else(|| code_of(self.status));
        let has_words = content.message.is_some() || !content.error_fields.is_empty();
        (has_words || content.code.is_some())
            .then(|| refusal(code, content.message.as_deref(), &content.error_fields))
    }

    /// The refusal, if this is one that speaks of the one object of the request and not of whoever
    /// asks.
    pub(super) fn refusal_of_object(&self) -> Option<Refusal> {
        if !matches!(self.status, 400 | 404 | 409 | 422) {
            return None;
        }
        self.refusal()
    }
}

/// The members of a body.
#[derive(Debug, Default)]
pub(super) struct Content<'r> {
    pub(super) message: Option<String>,
    /// A code of the vendor's other APIs, in the member `code`: what our local server adds.
    pub(super) code: Option<ErrorCode>,
    pub(super) data: Option<Member<'r>>,
    pub(super) meta: Meta,
    /// What the server said of single fields, each with its name.
    pub(super) error_fields: Vec<String>,
    /// Members named with numbers, in order: the results of a request about several objects.
    numbered: Vec<(u64, Member<'r>)>,
}

/// What a list says of itself.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) total_rows: Option<u64>,
    /// The relations of the links to other pages; `None` if there are no links at all.
    pub(super) links: Option<Vec<String>>,
}

impl<'r> Content<'r> {
    pub(super) fn read(text: &'r str) -> Result<Self, ReadError> {
        let mut content = Self::default();
        each_member(text, |key, member| {
            match &*key {
                "message" => content.message = text_of(member)?,
                "code" => {
                    let number = text_of(member)?;
                    let code = number.and_then(|number| number.parse().ok());
                    content.code = code.map(ErrorCode::new);
                }
                "data" => {
                    if content.data.replace(member).is_some() {
                        let name = key.into_owned();
                        let kind = ReadErrorKind::Duplicate { name };
                        return Err(ReadError::new(member.offset, kind));
                    }
                }
                "meta" if member.text.starts_with('{') => {
                    content.meta =
                        Meta::read(member.text).map_err(|error| error.shifted(member.offset))?;
                }
                "errorFields" => content.error_fields = error_fields(member)?,
                key => {
                    if let Ok(number) = key.parse() {
                        content.numbered.push((number, member));
                    }
                }
            }
            Ok(())
        })?;
        content.numbered.sort_by_key(|(number, _)| *number);
        Ok(content)
    }

    /// Shows the elements of `data`.
    pub(super) fn each(
        &self,
        visit: impl FnMut(Member<'r>) -> Result<(), ReadError>,
    ) -> Result<(), ReplyError> {
        match self.data {
            None => Err(ReplyError::Unexpected {
                found: "no `data`",
                expected: "it",
            }),
            Some(data) if data.text == "null" => Ok(()),
            Some(data) => Ok(each_or_one(data, visit)?),
        }
    }

    /// The results for the objects of a request: the elements of `data`, or its members that are
    /// named with numbers, or such members beside it.
    pub(super) fn results(
        &self,
        name: &str,
        is_all_success: bool,
    ) -> Result<Vec<CommandResult>, ReplyError> {
        let mut results = Vec::new();
        let mut add = |member: Member<'r>| {
            results.push(result(name, member, is_all_success)?);
            Ok(())
        };
        if !self.numbered.is_empty() {
            for (_, member) in &self.numbered {
                add(*member)?;
            }
            return Ok(results);
        }
        if let Some(data) = self.data
            && data.text.starts_with('{')
        {
            let inner = Self::read(data.text).map_err(|error| error.shifted(data.offset))?;
            if !inner.numbered.is_empty() {
                for (_, member) in &inner.numbered {
                    add(*member)?;
                }
                return Ok(results);
            }
        }
        self.each(add)?;
        Ok(results)
    }
}

impl Meta {
    fn read(text: &str) -> Result<Self, ReadError> {
        let mut meta = Self::default();
        each_member(text, |key, member| {
            match &*key {
                "totalRows" => {
                    meta.total_rows = text_of(member)?.and_then(|number| number.parse().ok());
                }
                "links" if member.text.starts_with(['[', '{']) => {
                    let mut links = Vec::new();
                    each_or_one(member, |link| {
                        each_member(link.text, |key, member| {
                            if key == "rel" {
                                links.extend(text_of(member)?);
                            }
                            Ok(())
                        })
                    })?;
                    meta.links = Some(links);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(meta)
    }
}

/// The text of a scalar, if it is one and not null.
fn text_of(member: Member<'_>) -> Result<Option<String>, ReadError> {
    if member.text.starts_with(['{', '[']) {
        return Ok(None);
    }
    Ok(match member.scalar()? {
        Scalar::Null => None,
        Scalar::Text(text) => Some(text.into_owned()),
        Scalar::Boolean(value) => Some(value.to_string()),
    })
}

/// What is said of single fields: an object with a text, or a list of texts, for each. What else stands
/// there is shown as JSON.
fn error_fields(member: Member<'_>) -> Result<Vec<String>, ReadError> {
    let mut fields = Vec::new();
    if member.text.starts_with('{') {
        each_member(member.text, |key, member| {
            let text = text_of(member)?.unwrap_or_else(|| member.text.to_owned());
            fields.push(format!("{key}: {text}"));
            Ok(())
        })
        .map_err(|error| error.shifted(member.offset))?;
    } else if member.text != "null" {
        fields.push(member.text.to_owned());
    }
    Ok(fields)
}

/// The result for one object, as the other APIs have it.
fn result(
    name: &str,
    member: Member<'_>,
    is_all_success: bool,
) -> Result<CommandResult, ReadError> {
    let shifted = |error: ReadError| error.shifted(member.offset);
    let mut result = CommandResult {
        name: name.to_owned(),
        ..CommandResult::default()
    };
    if !member.text.starts_with('{') {
        // An id alone.
        let id = text_of(member)?.and_then(|text| Id::parse(&text).ok());
        result.id = id;
        result.status = (is_all_success && id.is_some()).then_some(ErrorCode::OK);
        return Ok(result);
    }
    let content = Content::read(member.text).map_err(shifted)?;
    let mut status = None;
    let mut members = 0;
    each_member(member.text, |key, member| {
        match &*key {
            "id" => result.id = text_of(member)?.and_then(|text| Id::parse(&text).ok()),
            "status" => status = text_of(member)?.and_then(|text| text.parse::<u16>().ok()),
            "message" | "code" | "errorFields" => {}
            _ => members += 1,
        }
        Ok(())
    })
    .map_err(shifted)?;
    let message = content.message.as_deref().map(str::trim);
    let is_success = match (status, message) {
        // What is said of the object itself comes before what is said of all.
        (Some(400..=599), _) => Some(false),
        _ if is_all_success => Some(true),
        (Some(status), _) => Some(matches!(status, 200..=299)),
        (None, Some(message)) => Some(message.eq_ignore_ascii_case("success")),
        (None, None) if !content.error_fields.is_empty() => Some(false),
        (None, None) => None,
    };
    match is_success {
        Some(true) if content.code.is_none_or(ErrorCode::is_success) => {
            result.status = Some(ErrorCode::OK);
            if members > 0 {
                let record = super::read_task(member.text).map_err(shifted)?;
                result.records.push(Received::Task(Box::new(record)));
            }
        }
        Some(_) => {
            let code = content
                .code
                .unwrap_or_else(|| code_of(status.unwrap_or(400)));
            let refusal = refusal(code, message, &content.error_fields);
            result.status = Some(refusal.code);
            result.text = refusal.text.unwrap_or_default();
        }
        None => {}
    }
    Ok(result)
}
