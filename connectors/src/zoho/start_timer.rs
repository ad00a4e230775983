//! Starting the timer of a time entry.

use super::answer;
use super::request::{Operation, Request, Verb};
use super::{AnswerError, TimeEntry, TimeEntryId};

/// Starts the timer of a time entry. One that runs already is refused with
/// [`Code::ALREADY_TIMED`](super::Code::ALREADY_TIMED).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct StartTimer(pub TimeEntryId);

impl Operation for StartTimer {
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        Request::about(Verb::Post, format_args!("/{}/timer/start", self.0))
    }

    fn decode(&self, status: u16, body: &[u8]) -> Result<TimeEntry, AnswerError> {
        answer::time_entry(status, body)
    }
}
