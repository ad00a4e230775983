//! Deleting a time entry.

use super::answer;
use super::{AnswerError, Call, Method, Request, Response, TimeEntryId, Zoho};

/// Deletes a time entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DeleteTimeEntry(pub TimeEntryId);

impl Call for DeleteTimeEntry {
    type System = Zoho;
    type Answer = ();

    fn request(&self) -> Request {
        Request::about(Method::Delete, format_args!("/{}", self.0))
    }

    fn decode(&self, response: &Response) -> Result<(), AnswerError> {
        answer::done(response.status, &response.body)
    }
}
