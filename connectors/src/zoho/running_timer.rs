//! The timer that runs.

use super::answer;
use super::{AnswerError, Call, Method, Request, Response, TimeEntry, Zoho};

/// Reads the time entry whose timer runs for who asks.
///
/// What comes when none runs is not documented. Interpretation: an answer of success without a time entry,
/// or with an empty one, says so; a refusal stays one.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RunningTimer;

impl Call for RunningTimer {
    type System = Zoho;
    type Answer = Option<TimeEntry>;

    fn request(&self) -> Request {
        Request::about(Method::Get, "/runningtimer/me")
    }

    fn decode(&self, response: &Response) -> Result<Option<TimeEntry>, AnswerError> {
        answer::time_entry_if_any(response.status, &response.body)
    }
}
