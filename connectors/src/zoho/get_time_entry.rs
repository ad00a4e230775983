//! Reading a time entry.

use super::answer;
use super::{AnswerError, Call, Method, Request, Response, TimeEntry, TimeEntryId, Zoho};

/// Reads a time entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct GetTimeEntry(pub TimeEntryId);

impl Call for GetTimeEntry {
    type System = Zoho;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        Request::about(Method::Get, format_args!("/{}", self.0))
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, AnswerError> {
        answer::time_entry(response.status, &response.body)
    }
}
