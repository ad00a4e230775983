//! What became of an object of a command.

use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::Id;
use suiteprojects::validate::Report;

use crate::store::{StoreError, Stored};

/// What became of an object.
pub(crate) type Outcome = Result<Done, Refusal>;

/// What was done with an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Done {
    pub(crate) change: Change,
    /// The record as it is now; a deleted one as it was.
    pub(crate) record: Stored,
}

/// How a record was changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Change {
    Added,
    Updated,
    Deleted,
}

/// Why nothing was done with an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: ErrorCode,
    /// In words, if there is more to say than the code does.
    pub(crate) text: Option<String>,
    /// The record, if it was found.
    pub(crate) id: Option<Id>,
    /// Types and ids of the records that stand in the way of a Delete.
    pub(crate) dependents: Vec<(String, Id)>,
}

impl Refusal {
    pub(crate) const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            text: None,
            id: None,
            dependents: Vec::new(),
        }
    }

    pub(crate) fn with_text(self, text: impl Into<String>) -> Self {
        Self {
            text: Some(text.into()),
            ..self
        }
    }

    pub(crate) fn about(self, id: Id) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }

    /// The refusal that the findings of a report call for. Errors that no code of the server is known for are
    /// refused with 1, as a client in production has seen it for refusals without a reason.
    pub(super) fn of_report(report: &Report) -> Self {
        let code = report.expected_server_code();
        let first = report
            .errors()
            .find(|finding| code.is_none() || finding.server_code() == code);
        let refusal = Self::new(code.unwrap_or(ErrorCode::UNSPECIFIED_FAILURE));
        match first {
            Some(finding) => refusal.with_text(finding.message().to_string()),
            None => refusal,
        }
    }
}

/// Why nothing was done: a refusal, or a store that fails, which ends the command.
#[derive(Debug)]
pub(super) enum Failure {
    Refused(Refusal),
    Store(StoreError),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(Refusal::new(code))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A refusal is a result like any other; a failure of the store is not.
pub(super) fn settled<T>(result: Result<T, Failure>) -> Result<Result<T, Refusal>, StoreError> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(Failure::Refused(refusal)) => Ok(Err(refusal)),
        Err(Failure::Store(error)) => Err(error),
    }
}
