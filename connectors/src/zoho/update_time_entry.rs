//! Updating a time entry.

use super::answer;
use super::request::{Operation, Request, Verb};
use super::{AnswerError, TimeEntry, TimeEntryFields, TimeEntryId};

/// Updates a time entry. All required fields are sent, whatever changes: [`TimeEntryFields::of`] has those of
/// the server. What becomes of a field that is left out is not documented.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct UpdateTimeEntry {
    /// The time entry.
    pub time_entry_id: TimeEntryId,
    /// What it says from now on.
    pub fields: TimeEntryFields,
}

impl UpdateTimeEntry {
    /// Gives a time entry these fields.
    pub const fn new(time_entry_id: TimeEntryId, fields: TimeEntryFields) -> Self {
        Self {
            time_entry_id,
            fields,
        }
    }
}

impl Operation for UpdateTimeEntry {
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        Request::about(Verb::Put, format_args!("/{}", self.time_entry_id))
            .with_json(&self.fields.json())
    }

    fn decode(&self, status: u16, body: &[u8]) -> Result<TimeEntry, AnswerError> {
        answer::time_entry(status, body)
    }
}
