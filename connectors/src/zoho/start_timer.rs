//! Starting the timer of a time entry.

use super::answer;
use super::{AnswerError, Call, Method, Request, Response, TimeEntry, TimeEntryId, Zoho};

/// Starts the timer of a time entry. One that runs already is refused with
/// [`Code::ALREADY_TIMED`](super::Code::ALREADY_TIMED).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct StartTimer(pub TimeEntryId);

impl Call for StartTimer {
    type System = Zoho;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        Request::about(Method::Post, format_args!("/{}/timer/start", self.0))
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, AnswerError> {
        answer::time_entry(response.status, &response.body)
    }
}
