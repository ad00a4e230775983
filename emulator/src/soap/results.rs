//! What became of objects, as SOAP tells it.

use suiteprojects::record::ErrorText;
use suiteprojects::soap::server::{ApprovalResult, UpdateResult};

use crate::engine::{Change, Done, Moved, Outcome, Refusal};

pub(super) fn updates(outcomes: Vec<Outcome>) -> Vec<UpdateResult> {
    outcomes.into_iter().map(update).collect()
}

pub(super) fn update(outcome: Outcome) -> UpdateResult {
    match outcome {
        Ok(Done { change, record }) => match change {
            Change::Added => UpdateResult::added(record.id),
            Change::Updated => UpdateResult::updated(record.id),
            Change::Deleted => UpdateResult::deleted(record.id),
        },
        Err(refusal) => UpdateResult::refused(refusal.id, errors(&refusal)),
    }
}

pub(super) fn approvals(outcomes: Vec<Result<Moved, Refusal>>) -> Vec<ApprovalResult> {
    let result = |outcome: Result<Moved, Refusal>| {
        let mut result = ApprovalResult::default();
        match outcome {
            Ok(Moved {
                id, status, log, ..
            }) => {
                result.id = Some(id);
                result.approval_status = Some(status.to_owned());
                result.log = Some(log);
            }
            Err(refusal) => {
                result.id = refusal.id;
                result.errors_text.clone_from(&refusal.text);
                result.errors = errors(&refusal);
            }
        }
        result
    };
    outcomes.into_iter().map(result).collect()
}

/// The errors that a refusal is told by: the meaning of the code in short, and what else there is to say
/// at length.
pub(super) fn errors(refusal: &Refusal) -> Vec<ErrorText> {
    let mut error = ErrorText::default();
    error.code = Some(refusal.code.get().to_string());
    error.text = refusal.code.meaning().map(str::to_owned);
    error.comment.clone_from(&refusal.text);
    vec![error]
}
