//! Which result belongs to which object.

use super::CommandResult;
use crate::api::{Dependent, Doubt, Outcome, Refusal, Stored};
use crate::error_code::ErrorCode;
use crate::record::Received;
use crate::task::Id;

/// What is known of an object that was sent, for recognizing the result that belongs to it.
#[derive(Clone, Copy, Debug)]
#[allow(
    dead_code,
    reason = "ids come with the commands that name records by them"
)]
pub(super) enum Identity<'o> {
    /// Nothing.
    None,
    /// Its id, which the server echoes.
    Id(Id),
    /// The key of the sending program, which the server echoes.
    ThinClientId(&'o str),
}

impl Identity<'_> {
    /// Whether the result is about this object; `None` if the result does not say.
    fn agrees(self, result: &CommandResult) -> Option<bool> {
        let record = result.records.first()?;
        match self {
            Self::None => None,
            Self::Id(id) => Some(record.id()? == id),
            Self::ThinClientId(key) => match record {
                Received::Task(record) => Some(record.task.thin_client_id.as_deref()? == key),
                Received::Other(_) => None,
            },
        }
    }
}

/// Finds the result of each object. With a result for each, the place decides and the identity has
/// to agree; with fewer, places say nothing and only the identity decides.
pub(super) fn pair(
    identities: &[Identity<'_>],
    results: Vec<CommandResult>,
) -> Vec<Outcome<Stored>> {
    if identities.len() == results.len() {
        return identities
            .iter()
            .zip(results)
            .map(|(identity, result)| match identity.agrees(&result) {
                // A Delete that is refused answers with the records that stand in its way.
                Some(false) if result.status.is_some_and(ErrorCode::is_success) => {
                    Outcome::Unknown(Doubt::OtherRecord)
                }
                _ => outcome(result),
            })
            .collect();
    }
    let mut results: Vec<Option<CommandResult>> = results.into_iter().map(Some).collect();
    identities
        .iter()
        .map(|identity| {
            let found = results.iter_mut().find(|result| {
                result
                    .as_ref()
                    .is_some_and(|result| identity.agrees(result) == Some(true))
            });
            match found.and_then(Option::take) {
                Some(result) => outcome(result),
                None => Outcome::Unknown(Doubt::NoResult),
            }
        })
        .collect()
}

/// What a result says about the one object that its command was sent for.
pub(super) fn outcome(result: CommandResult) -> Outcome<Stored> {
    match result.status {
        None => Outcome::Unknown(Doubt::NoStatus),
        Some(code) if code.is_success() => {
            let warnings = remark(&result, "warnings");
            let record = result.records.into_iter().next();
            Outcome::Done(Stored {
                id: record.as_ref().and_then(Received::id),
                record,
                warnings,
            })
        }
        Some(code) => Outcome::Refused(refusal(code, &result)),
    }
}

/// What a result with this status, which is none of success, says.
pub(super) fn refusal(code: ErrorCode, result: &CommandResult) -> Refusal {
    let text = remark(result, "errors")
        .or_else(|| Some(result.text.trim().to_owned()).filter(|text| !text.is_empty()))
        .or_else(|| remark(result, "warnings"));
    let dependents = if result.name == "Delete" {
        result
            .records
            .iter()
            .map(|record| Dependent::new(record.object_type(), record.id()))
            .collect()
    } else {
        Vec::new()
    };
    Refusal {
        code,
        text,
        dependents,
    }
}

/// The text of an element such as `errors`, directly in the result or in a record of it.
fn remark(result: &CommandResult, name: &str) -> Option<String> {
    let outer = result
        .remarks
        .iter()
        .find(|element| element.name.local == name)
        .map(|element| element.text().into_owned())
        .filter(|text| !text.trim_ascii().is_empty());
    outer.or_else(|| result.records.iter().find_map(|record| record.remark(name)))
}
