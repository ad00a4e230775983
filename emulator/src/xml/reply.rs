//! Answers as they are written.

use axum::http::StatusCode;
use chrono::{Datelike as _, NaiveDateTime, Timelike as _};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::xml::{WriteError, tree};

use crate::engine::{Moved, Refusal};
use crate::http::Answer;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The answer to a request whose commands were looked at.
pub(super) fn document(results: Vec<Element>) -> Answer {
    let response = results
        .into_iter()
        .fold(Element::new("response"), Element::with_child);
    write(&response)
}

/// The answer to a request that was refused as a whole.
pub(super) fn bare(code: ErrorCode, text: Option<&str>) -> Answer {
    let response = result("response", code);
    write(&match text.or_else(|| code.meaning()) {
        Some(text) => with_text(response, text),
        None => response,
    })
}

/// HTTP is fine whatever the status says.
fn write(response: &Element) -> Answer {
    let written: Result<String, WriteError> = tree::to_string(response);
    match written {
        Ok(text) => Answer::xml(StatusCode::OK, format!("{DECLARATION}{text}\n")),
        Err(error) => Answer::text(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

/// A result with its status.
pub(super) fn result(name: &str, code: ErrorCode) -> Element {
    Element::new(name).with_attribute("status", code.get().to_string())
}

pub(super) fn with_text(result: Element, text: &str) -> Element {
    // What XML cannot carry was not in the request either, but in what a message says of it.
    let text: String = text
        .chars()
        .filter(|character| suiteprojects::text::is_xml_character(*character))
        .collect();
    if text.is_empty() {
        result
    } else {
        result.with_text(text)
    }
}

/// A refusal.
pub(super) fn refused(name: &str, refusal: &Refusal) -> Element {
    with_errors(result(name, refusal.code), refusal)
}

/// What there is to say besides the code, or what the code means.
pub(super) fn with_errors(result: Element, refusal: &Refusal) -> Element {
    match refusal.text.as_deref().or_else(|| refusal.code.meaning()) {
        Some(text) => result.with_child(with_text(Element::new("errors"), text)),
        None => result,
    }
}

/// A record of an approval, with what was done or why not.
pub(super) fn moved(object_type: &str, outcome: &Result<Moved, Refusal>) -> Element {
    let (id, log, errors) = match outcome {
        Ok(moved) => (Some(moved.id), moved.log.as_str(), ""),
        Err(refusal) => {
            let meaning = refusal.code.meaning().unwrap_or_default();
            (refusal.id, "", refusal.text.as_deref().unwrap_or(meaning))
        }
    };
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    [
        ("id", &*id),
        ("log", log),
        ("warnings", ""),
        ("errors", errors),
    ]
    .into_iter()
    .map(|(name, text)| with_text(Element::new(name), text))
    .fold(Element::new(object_type), Element::with_child)
}

/// The time: its members are not padded, unlike those of records.
pub(super) fn time(now: NaiveDateTime) -> Element {
    let members = [
        ("hour", now.hour().to_string()),
        ("minute", now.minute().to_string()),
        ("timezone", "+0000".to_owned()),
        ("second", now.second().to_string()),
        ("month", now.month().to_string()),
        ("day", now.day().to_string()),
        ("year", now.year().to_string()),
    ];
    let date = members
        .into_iter()
        .map(|(name, text)| Element::new(name).with_text(text))
        .fold(Element::new("Date"), Element::with_child);
    result("Time", ErrorCode::OK).with_child(date)
}
