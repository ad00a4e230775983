//! Replies, written.

use std::fmt;

use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::description;
use super::{CreateCall, ListCall};
use crate::api::Refusal;
use crate::rest::record::to_json;
use crate::rest::{Method, Selection, code_of, status_of, task_to_string, uri};
use crate::task::{Id, Task};

/// A reply.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The headers besides `Content-Type`, which is `application/json`.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    fn new(status: u16, body: impl serde::Serialize) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: to_json(&body),
        }
    }

    fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// A page of a list: its time entries and how many there are on all pages. `address` is the address
    /// of the resource as the client knows it, for the links to other pages.
    pub fn page(call: &ListCall, tasks: &[Task], total_rows: u64, address: &str) -> Self {
        let shown = tasks
            .iter()
            .map(|task| shown(task, call.selection.as_ref()));
        let limit = call.limit.get() as u64;
        let last = total_rows.saturating_sub(1) / limit * limit;
        let mut links = Vec::new();
        let mut link = |relation: &str, offset: u64| {
            links.push(json!({ "href": call.link(address, offset), "rel": relation }));
        };
        if call.offset > 0 {
            link("first", 0);
            link("prev", call.offset.saturating_sub(limit));
        }
        link("self", call.offset);
        if call.offset < last {
            link("next", call.offset.saturating_add(limit));
            link("last", last);
        }
        let meta = json!({
            "links": links,
            "rowsPerPage": limit,
            "totalPages": total_rows.div_ceil(limit),
            "totalRows": total_rows,
        });
        Self::success(&shown.collect::<Vec<_>>(), Some(meta))
    }

    /// One time entry.
    pub fn one(task: &Task, selection: Option<&Selection>) -> Self {
        Self::success(&[shown(task, selection)], None)
    }

    /// What became of the entries of a request, in order. One that was refused alone is a refusal as a
    /// whole; otherwise each has its result, with 207 if one was refused.
    pub fn created(call: &CreateCall<'_>, results: &[Result<Task, Refusal>]) -> Self {
        if let [Err(refusal)] = results {
            return Self::refused(refusal);
        }
        let is_mixed = results.iter().any(Result::is_err);
        let result = |result: &Result<Task, Refusal>| match result {
            Ok(task) if call.returns => shown(task, call.selection.as_ref()),
            Ok(task) => id_of(task.id, is_mixed),
            Err(refusal) => raw(&failure(refusal)),
        };
        let data: Vec<_> = results.iter().map(result).collect();
        if !is_mixed {
            return Self::success(&data, None);
        }
        Self::new(
            207,
            Body {
                data: &data,
                meta: None,
                message: "part of the request failed",
            },
        )
    }

    /// A time entry was removed.
    pub fn deleted(id: Id) -> Self {
        Self::success(&[id_of(Some(id), false)], None)
    }

    /// A refusal, with the status that suits its code.
    pub fn refused(refusal: &Refusal) -> Self {
        Self::new(status_of(refusal.code), failure(refusal))
    }

    /// A failure with a status and a message.
    pub fn failed(status: u16, message: &str) -> Self {
        let code = code_of(status).get();
        Self::new(status, json!({ "code": code, "message": message }))
    }

    /// No access token, or none that counts.
    pub fn unauthorized(message: &str) -> Self {
        Self::failed(401, message).with_header("WWW-Authenticate", "Bearer")
    }

    /// Too many requests; after so many seconds there will be room again.
    pub fn too_many_requests(retry_after_seconds: u64) -> Self {
        Self::failed(429, "too many requests")
            .with_header("Retry-After", retry_after_seconds.to_string())
    }

    /// What the resource has: its methods, and its description by `OpenAPI`.
    pub fn description() -> Self {
        let methods = names(Method::ALL);
        Self::new(200, description::description())
            .with_header("Allow", methods.clone())
            .with_header("Access-Control-Allow-Methods", methods)
    }

    pub(super) fn not_allowed(methods: &[Method]) -> Self {
        let allowed = format!("{}, {}", names(methods), Method::Options);
        Self::failed(405, "the resource does not have this method").with_header("Allow", allowed)
    }

    pub(super) fn wrong_parameter(name: &str, what: &str) -> Self {
        let name = crate::text::shortened(name);
        Self::failed(400, &format!("the parameter `{name}` {what}"))
    }

    fn success(data: &[Box<RawValue>], meta: Option<Value>) -> Self {
        Self::new(
            200,
            Body {
                data,
                meta,
                message: "success",
            },
        )
    }
}

/// The status and what stands behind it.
impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "HTTP status {}: {}", self.status, self.body)
    }
}

impl std::error::Error for Answer {}

#[derive(serde::Serialize)]
struct Body<'b> {
    data: &'b [Box<RawValue>],
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Value>,
    message: &'b str,
}

fn raw(value: &impl serde::Serialize) -> Box<RawValue> {
    raw_text(to_json(value))
}

fn raw_text(text: String) -> Box<RawValue> {
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

fn shown(task: &Task, selection: Option<&Selection>) -> Box<RawValue> {
    raw_text(task_to_string(task, selection))
}

/// The id alone, with a message beside results that differ.
fn id_of(id: Option<Id>, is_mixed: bool) -> Box<RawValue> {
    let id = id.map(Id::get);
    if is_mixed {
        raw(&json!({ "id": id, "message": "success" }))
    } else {
        raw(&json!({ "id": id }))
    }
}

fn failure(refusal: &Refusal) -> Value {
    let message = refusal.text.as_deref().or_else(|| refusal.code.meaning());
    json!({ "code": refusal.code.get(), "message": message.unwrap_or("the request failed") })
}

fn names(methods: &[Method]) -> String {
    let names: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
    names.join(", ")
}

impl ListCall {
    /// The address of the page at this offset of the same list.
    fn link(&self, address: &str, offset: u64) -> String {
        let parameters = [
            ("q", self.query.as_ref().map(ToString::to_string)),
            ("fields", self.selection.as_ref().map(ToString::to_string)),
            ("orderBy", self.order.as_ref().map(ToString::to_string)),
            ("limit", Some(self.limit.get().to_string())),
            ("offset", Some(offset.to_string())),
        ];
        let mut link = address.to_owned();
        let mut separator = '?';
        for (name, value) in parameters {
            let Some(value) = value else { continue };
            link.push(separator);
            link.push_str(name);
            link.push('=');
            uri::encode_onto(&mut link, &value);
            separator = '&';
        }
        link
    }
}
