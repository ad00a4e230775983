//! Stopping the timer that runs.

use super::answer;
use super::request::{Operation, Request, Verb};
use super::{AnswerError, TimeEntry};

/// Stops the timer of who asks, whichever time entry it is of. What comes when none runs is not documented.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct StopTimer;

impl Operation for StopTimer {
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        Request::about(Verb::Post, "/timer/stop")
    }

    fn decode(&self, status: u16, body: &[u8]) -> Result<TimeEntry, AnswerError> {
        answer::time_entry(status, body)
    }
}
