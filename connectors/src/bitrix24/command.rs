//! What every method has, and what is made of its answer.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use suiteprojects::text::{one_line, shortened};

use super::{Bitrix24, CallError, Parameters, Refusal};
use crate::http::{Call, Method, Request, Response};

/// A method of the API with its parameters. It can be sent alone or in a [`Batch`](super::Batch).
pub trait Command {
    /// What the result says.
    type Answer;

    /// The name of the method, such as `task.elapseditem.add`.
    fn method(&self) -> &'static str;

    /// Its parameters, in their order.
    fn parameters(&self) -> Parameters;

    /// Whether it changes nothing.
    fn changes_nothing(&self) -> bool;

    /// Reads the result, which may be `null`.
    ///
    /// # Errors
    ///
    /// [`CallError`] if it cannot be read.
    fn read(&self, result: Value) -> Result<Self::Answer, CallError>;

    /// Reads an answer as a whole. Only lists tell more than the result.
    ///
    /// # Errors
    ///
    /// [`CallError`] if it cannot be read.
    fn read_envelope(&self, mut members: Map<String, Value>) -> Result<Self::Answer, CallError> {
        self.read(members.remove("result").unwrap_or_default())
    }
}

impl<C: Command> Call for C {
    type System = Bitrix24;
    type Answer = C::Answer;

    fn request(&self) -> Request {
        post(self.method(), self.parameters().body())
    }

    fn is_read_only(&self) -> bool {
        self.changes_nothing()
    }

    fn decode(&self, response: &Response) -> Result<Self::Answer, CallError> {
        self.read_envelope(envelope(response)?)
    }
}

/// Every request is posted.
pub(super) fn post(method: &str, body: String) -> Request {
    let mut request = Request::new(Method::Post, format!("/{method}"));
    request.body = Some(body.into_bytes());
    request
}

/// The members of an answer that says success: one with a `result`, be it `null`, and no `error`.
pub(super) fn envelope(response: &Response) -> Result<Map<String, Value>, CallError> {
    let status = response.status;
    let is_success = (200..300).contains(&status);
    let other = |found: &str| {
        if is_success {
            unreadable(found, "a JSON object with a result")
        } else {
            CallError::Status { status }
        }
    };
    let members = match serde_json::from_slice(&response.body) {
        Ok(Value::Object(members)) => members,
        Ok(_) => return Err(other("JSON of another kind")),
        Err(_) if response.body.is_empty() => return Err(other("nothing")),
        Err(_) => return Err(other("no JSON")),
    };
    if let Some(error) = members.get("error") {
        let description = members.get("error_description");
        return Err(CallError::Refused(Refusal::read(
            status,
            error,
            description,
        )));
    }
    if !is_success {
        return Err(CallError::Status { status });
    }
    if !members.contains_key("result") {
        return Err(other("no result"));
    }
    Ok(members)
}

pub(super) fn unreadable(found: &str, expected: &'static str) -> CallError {
    CallError::Unreadable {
        found: shortened(&one_line(found)).into(),
        expected,
    }
}

pub(super) fn read<T: DeserializeOwned>(
    result: Value,
    expected: &'static str,
) -> Result<T, CallError> {
    serde_json::from_value(result).map_err(|error| unreadable(&error.to_string(), expected))
}
