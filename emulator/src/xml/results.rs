//! What became of objects, as the XML API tells it.
//!
//! A command has one status. If it has several objects and some are refused, the status is that of the first
//! refusal, and the records that were stored are there all the same [our reading: the vendor's samples have one
//! object for each command].

use suiteprojects::api::CommandResult;
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::Received;
use suiteprojects::xml::server::CommandCall;

use super::with_status;
use crate::engine::{Moved, Outcome, Refusal, complete};

/// A command that was refused.
pub(super) fn refusal(command: &CommandCall, refusal: &Refusal) -> CommandResult {
    let mut result = with_status(command, refusal.code);
    add_words(&mut result, refusal);
    result
}

fn add_words(result: &mut CommandResult, refusal: &Refusal) {
    if let Some(text) = &refusal.text {
        let errors = Element::new("errors").with_text(text);
        result.remarks.push(errors);
    }
}

/// What became of objects that were to be stored or changed: the whole records.
pub(super) fn updates(
    command: &CommandCall,
    outcomes: Vec<Outcome>,
    custom: bool,
) -> CommandResult {
    let mut result = with_status(command, ErrorCode::OK);
    for outcome in outcomes {
        match outcome {
            Ok(done) => result.records.push(complete(&done.record, &[], custom)),
            Err(refusal) => add_refusal(&mut result, &refusal),
        }
    }
    result
}

/// What became of objects that were to be removed: nothing is said of them but what stands in the way.
pub(super) fn deleted(command: &CommandCall, outcomes: Vec<Outcome>) -> CommandResult {
    let mut result = with_status(command, ErrorCode::OK);
    for refusal in outcomes.into_iter().filter_map(Result::err) {
        add_refusal(&mut result, &refusal);
        for (object_type, id) in &refusal.dependents {
            let dependent = Element::new(object_type.as_str())
                .with_child(Element::new("id").with_text(id.to_string()));
            result.records.push(Received::Other(dependent));
        }
    }
    result
}

/// The status of a command is that of its first refusal.
fn add_refusal(result: &mut CommandResult, refusal: &Refusal) {
    if result.status.is_some_and(ErrorCode::is_success) {
        result.status = Some(refusal.code);
        add_words(result, refusal);
    }
}

/// What became of records that were to go to another state: each with its words inside.
pub(super) fn approvals(
    command: &CommandCall,
    outcomes: Vec<Result<Moved, Refusal>>,
) -> CommandResult {
    let object_type = command.attribute("type").unwrap_or_default();
    let mut result = with_status(command, ErrorCode::OK);
    for outcome in outcomes {
        let (id, log, errors) = match outcome {
            Ok(moved) => (Some(moved.id), moved.log, String::new()),
            Err(refusal) => {
                if result.status.is_some_and(ErrorCode::is_success) {
                    result.status = Some(refusal.code);
                }
                let meaning = refusal.code.meaning().unwrap_or_default();
                let text = refusal.text.unwrap_or_else(|| meaning.to_owned());
                (refusal.id, String::new(), text)
            }
        };
        let field = |name: &str, text: String| match &*text {
            "" => Element::new(name),
            text => Element::new(name).with_text(text),
        };
        let record = Element::new(object_type)
            .with_child(field("id", id.map(|id| id.to_string()).unwrap_or_default()))
            .with_child(field("log", log))
            .with_child(Element::new("warnings"))
            .with_child(field("errors", errors));
        result.records.push(Received::Other(record));
    }
    result
}
