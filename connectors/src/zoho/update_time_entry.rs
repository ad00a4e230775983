//! Updating a time entry.

use super::answer;
use super::{
    AnswerError, Call, Method, Request, Response, TimeEntry, TimeEntryFields, TimeEntryId, Zoho,
};

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

impl Call for UpdateTimeEntry {
    type System = Zoho;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        Request::about(Method::Put, format_args!("/{}", self.time_entry_id))
            .with_body(&self.fields.json())
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, AnswerError> {
        answer::time_entry(response.status, &response.body)
    }
}
