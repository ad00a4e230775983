//! Lets a time entry run again.

use super::{AdministrationId, TimeEntry, TimeEntryId};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Lets a time entry run again that was stopped. Another one that runs is stopped before. Only one that
/// was started today can be resumed; others are refused with
/// [`Code::CannotResumeTimer`](super::Code::CannotResumeTimer).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ResumeTimeEntry {
    administration: AdministrationId,
    id: TimeEntryId,
}

impl ResumeTimeEntry {
    /// The time entry with this id.
    pub const fn new(administration: AdministrationId, id: TimeEntryId) -> Self {
        Self { administration, id }
    }
}

impl Call for ResumeTimeEntry {
    type System = Moneybird;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        let (administration, id) = (&self.administration, &self.id);
        let path = format!("/{administration}/time_entries/{id}/resume.json");
        Request::new(Method::Patch, path)
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, CallError> {
        response.json("a time entry")
    }
}
