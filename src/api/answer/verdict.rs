//! What a result says.

use super::CommandResult;
use super::pairing::{Key, Sent};
use crate::api::{CommandName, Dependent, Doubt, Outcome, Refusal, Stored};
use crate::error_code::ErrorCode;
use crate::record::Received;

/// What a result says about the one object that its element held.
pub(super) fn outcome(sent: &Sent<'_>, result: CommandResult) -> Outcome<Stored> {
    match result.status {
        None => Outcome::Unknown(Doubt::NoStatus),
        Some(code) if code.is_success() => {
            let warnings = remark(&result, "warnings");
            let first = stored(result).into_iter().next();
            Outcome::Done(first.unwrap_or(Stored {
                warnings,
                ..Stored::default()
            }))
        }
        Some(code) => Outcome::Refused(refusal(code, Some(sent), &result)),
    }
}

/// What the only result of a command says, if there is one.
pub(crate) fn of_one(result: Option<CommandResult>) -> Outcome<Stored> {
    let sent = Sent {
        object_type: "",
        key: None,
    };
    result.map_or(Outcome::Unknown(Doubt::NoResult), |result| {
        outcome(&sent, result)
    })
}

/// The records of a successful result, each with the warnings about it; a result that tells an id and
/// no record stands for one.
pub(super) fn stored(result: CommandResult) -> Vec<Stored> {
    let warnings = outer_remark(&result, "warnings");
    let id = result.id;
    if result.records.is_empty() && id.is_some() {
        return vec![Stored {
            id,
            record: None,
            warnings,
        }];
    }
    let stored = |record: Received| Stored {
        id: record.id().or(id),
        warnings: warnings.clone().or_else(|| record.remark("warnings")),
        record: Some(record),
    };
    result.records.into_iter().map(stored).collect()
}

/// A refusal with all that the result says.
pub(crate) fn refusal(code: ErrorCode, sent: Option<&Sent<'_>>, result: &CommandResult) -> Refusal {
    let text = remark(result, "errors")
        .or_else(|| Some(result.text.trim().to_owned()).filter(|text| !text.is_empty()))
        .or_else(|| remark(result, "warnings"));
    let is_itself = |record: &Received| {
        let id = record.id().map(Key::Id);
        sent.is_some_and(|sent| sent.is_of_type(record) && id.is_some() && id == sent.key)
    };
    let dependents = if lists_dependents(result) {
        let others = result.records.iter().filter(|record| !is_itself(record));
        others
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

/// Whether the records of the result, if it is a refusal, are not those of the command but such as
/// depend on them.
pub(super) fn lists_dependents(result: &CommandResult) -> bool {
    CommandName::from_xml_name(&result.name) == Some(CommandName::Delete)
}

/// What the server says beside a status, in the result itself or in one of its records.
pub(super) fn remark(result: &CommandResult, name: &str) -> Option<String> {
    outer_remark(result, name)
        .or_else(|| result.records.iter().find_map(|record| record.remark(name)))
}

fn outer_remark(result: &CommandResult, name: &str) -> Option<String> {
    result
        .remarks
        .iter()
        .find(|element| element.name.local == name)
        .map(|element| element.text().into_owned())
        .filter(|text| !text.trim_ascii().is_empty())
}
