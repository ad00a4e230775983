//! Reading answers: an object with `code`, `message` and one named member.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{AnswerError, Code, Refusal, TimeEntry};

/// What every answer of the API is.
const EXPECTED: &str = "a JSON object with a code";

/// The members of an answer that says success.
pub(super) fn members(status: u16, body: &[u8]) -> Result<Map<String, Value>, AnswerError> {
    let is_success = (200..300).contains(&status);
    let other = |found: &str| {
        if is_success {
            AnswerError::unreadable(found, EXPECTED)
        } else {
            AnswerError::Status { status }
        }
    };
    let members = match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => members,
        Ok(_) => return Err(other("JSON of another kind")),
        Err(_) if body.is_empty() => return Err(other("nothing")),
        Err(error) => return Err(other(&format!("something else ({})", about(&error)))),
    };
    let code = match members.get("code") {
        Some(code) => code_of(code).ok_or_else(|| other("a code that is no number"))?,
        None => return Err(other("no code")),
    };
    if code != Code::SUCCESS {
        let message = members.get("message").and_then(Value::as_str);
        let refusal = Refusal::new(status, code, message.unwrap_or_default());
        return Err(AnswerError::Refused(refusal));
    }
    if !is_success {
        return Err(AnswerError::Status { status });
    }
    Ok(members)
}

/// The kind and the place of an error without what stands there: answers to other requests hold tokens.
fn about(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        serde_json::error::Category::Eof => "cut off",
        _ => "no JSON",
    };
    format!("{what} at line {} column {}", error.line(), error.column())
}

fn code_of(value: &Value) -> Option<Code> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
    .map(Code::new)
}

/// A member of an answer that says success.
pub(super) fn member<T: for<'de> Deserialize<'de>>(
    status: u16,
    body: &[u8],
    name: &'static str,
    expected: &'static str,
) -> Result<T, AnswerError> {
    let mut members = members(status, body)?;
    let member = members.remove(name);
    let member = member.ok_or_else(|| AnswerError::unreadable("none", expected))?;
    T::deserialize(member).map_err(|error| AnswerError::unreadable(&error.to_string(), expected))
}

/// An answer with one time entry.
pub(super) fn time_entry(status: u16, body: &[u8]) -> Result<TimeEntry, AnswerError> {
    member(status, body, "time_entry", "a time_entry")
}

/// An answer that says success and nothing else that counts.
pub(super) fn done(status: u16, body: &[u8]) -> Result<(), AnswerError> {
    members(status, body).map(|_| ())
}

/// An answer with a time entry or none: absent, `null`, blank, or empty.
pub(super) fn time_entry_if_any(
    status: u16,
    body: &[u8],
) -> Result<Option<TimeEntry>, AnswerError> {
    let is_none = match members(status, body)?.get("time_entry") {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(Value::Array(values)) => values.is_empty(),
        Some(Value::Object(members)) => members.is_empty(),
        Some(_) => false,
    };
    if is_none {
        return Ok(None);
    }
    time_entry(status, body).map(Some)
}

/// An answer whose members are those of a type, beside code and message.
pub(super) fn whole<T: for<'de> Deserialize<'de>>(
    status: u16,
    body: &[u8],
    expected: &'static str,
) -> Result<T, AnswerError> {
    let members = members(status, body)?;
    T::deserialize(Value::Object(members))
        .map_err(|error| AnswerError::unreadable(&error.to_string(), expected))
}
