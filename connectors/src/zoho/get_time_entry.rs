//! Reading a time entry.

use super::answer;
use super::request::{Operation, Request, Verb};
use super::{AnswerError, TimeEntry, TimeEntryId};

/// Reads a time entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct GetTimeEntry(pub TimeEntryId);

impl Operation for GetTimeEntry {
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        Request::about(Verb::Get, format_args!("/{}", self.0))
    }

    fn decode(&self, status: u16, body: &[u8]) -> Result<TimeEntry, AnswerError> {
        answer::time_entry(status, body)
    }
}
