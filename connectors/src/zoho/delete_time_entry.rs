//! Deleting a time entry.

use super::answer;
use super::request::{Operation, Request, Verb};
use super::{AnswerError, TimeEntryId};

/// Deletes a time entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DeleteTimeEntry(pub TimeEntryId);

impl Operation for DeleteTimeEntry {
    type Answer = ();

    fn request(&self) -> Request {
        Request::about(Verb::Delete, format_args!("/{}", self.0))
    }

    fn decode(&self, status: u16, body: &[u8]) -> Result<(), AnswerError> {
        answer::done(status, body)
    }
}
