//! Commands that have one result.

use super::{AnswerError, CommandResult, Results};
use crate::api::answer::refusal;
use crate::api::{CommandName, Refusal};
use crate::error_code::ErrorCode;
use crate::record::{FromRecord, RecordError};

/// Tells a result apart from a refusal by its status.
pub(crate) fn succeeded(
    result: CommandResult,
) -> Result<Result<CommandResult, Refusal>, AnswerError> {
    match result.status {
        Some(ErrorCode::OK) => Ok(Ok(result)),
        Some(code) => Ok(Err(refusal(code, None, &result))),
        None => Err(AnswerError::unexpected(
            format!("a result of {} without a status", result.name),
            "one with a status",
        )),
    }
}

/// Takes the one record that a command answers with.
pub(super) fn record<T: FromRecord>(
    command: CommandName,
    results: &mut Results,
) -> Result<Result<Result<T, RecordError>, Refusal>, AnswerError> {
    let result = match succeeded(results.take(command.as_str())?)? {
        Ok(result) => result,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let found = result.records.len();
    let mut records = result.records.into_iter();
    match (records.next(), records.next()) {
        (Some(record), None) => Ok(Ok(T::from_record(record))),
        _ => Err(AnswerError::unexpected(
            format!("a result of {command} with {found} records"),
            "one record",
        )),
    }
}
