//! Stopping the timer that runs.

use super::answer;
use super::{AnswerError, Call, Method, Request, Response, TimeEntry, Zoho};

/// Stops the timer of who asks, whichever time entry it is of. What comes when none runs is not documented.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct StopTimer;

impl Call for StopTimer {
    type System = Zoho;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        Request::about(Method::Post, "/timer/stop")
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, AnswerError> {
        answer::time_entry(response.status, &response.body)
    }
}
