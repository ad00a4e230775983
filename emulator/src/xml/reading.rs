//! Reads, and the records in answers.

use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{FromRecord as _, field_names};
use suiteprojects::soap::server::ReadCall;
use suiteprojects::task::{Field, Wire};

use super::Session;
use super::arguments::{question, takes_custom};
use super::reply::{refused, result};
use crate::engine::received;
use crate::store::{StoreError, Stored};

impl Session<'_> {
    pub(super) fn read(&mut self, command: &Element) -> Result<Element, StoreError> {
        let question = question(command);
        if question.object_type == "Error" {
            return Ok(error_text(&question));
        }
        let Some(user) = self.user else {
            return Ok(result("Read", ErrorCode::NOT_LOGGED_IN));
        };
        let custom = takes_custom(command);
        let found = self.engine.command(user, |work| work.read(&question))?;
        Ok(match found {
            Ok(records) => records
                .iter()
                .map(|record| self::record(record, &question.fields, custom))
                .fold(result("Read", ErrorCode::OK), Element::with_child),
            // An empty answer has nothing inside.
            Err(refusal) if refusal.code == ErrorCode::NO_RECORD => {
                result("Read", ErrorCode::NO_RECORD)
            }
            Err(refusal) => refused("Read", &refusal),
        })
    }
}

/// What a code means: the only Read that needs no login.
fn error_text(question: &ReadCall) -> Element {
    let code = question
        .objects
        .iter()
        .find_map(|object| object.child("code"))
        .and_then(|code| code.text().parse::<ErrorCode>().ok())
        .and_then(ErrorCode::known);
    let Some(known) = code else {
        return result("Read", ErrorCode::NO_RECORD);
    };
    let member = |name: &str, text: &str| Element::new(name).with_text(text);
    let record = Element::new("Error")
        .with_child(member("code", &known.code().get().to_string()))
        .with_child(member("text", known.meaning()))
        .with_child(member("comment", known.advice().unwrap_or_default()));
    result("Read", ErrorCode::OK).with_child(record)
}

/// A record with all its standard fields, those without a value as empty elements; or with the fields
/// asked for.
pub(super) fn record(record: &Stored, only: &[String], custom: bool) -> Element {
    let received = received(record, only, custom);
    let object_type = record.object_type.as_str();
    let mut element = Element::from_record(received).unwrap_or_else(|_| Element::new(object_type));
    let present: Vec<String> = element
        .elements()
        .map(|field| field.name.local.clone())
        .collect();
    let mut complete = |name: &str| {
        let is_wanted = only.is_empty() || only.iter().any(|wanted| wanted == name);
        if is_wanted && !present.iter().any(|field| field == name) {
            let empty = std::mem::take(&mut element);
            element = empty.with_child(Element::new(name));
        }
    };
    if object_type == "Task" {
        let names = Field::ALL.iter().filter_map(|field| field.name(Wire::Xml));
        names.for_each(&mut complete);
    } else {
        // An address is a record of its own in XML; there is none that is empty.
        let names = field_names(object_type).into_iter().flatten();
        names
            .filter(|name| !name.contains("addr_") && *name != "flags")
            .for_each(&mut complete);
    }
    element
}
