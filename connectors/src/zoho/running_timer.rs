//! The timer that runs.

use super::answer;
use super::request::{Operation, Request, Verb};
use super::{AnswerError, TimeEntry};

/// Reads the time entry whose timer runs for who asks.
///
/// What comes when none runs is not documented. Interpretation: an answer of success without a time entry,
/// or with an empty one, says so; a refusal stays one.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RunningTimer;

impl Operation for RunningTimer {
    type Answer = Option<TimeEntry>;

    fn request(&self) -> Request {
        Request::about(Verb::Get, "/runningtimer/me")
    }

    fn decode(&self, status: u16, body: &[u8]) -> Result<Option<TimeEntry>, AnswerError> {
        answer::time_entry_if_any(status, body)
    }
}
