//! Stops a time entry that runs.

use super::{AdministrationId, TimeEntry, TimeEntryId};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Ends a time entry that runs, now. One that has ended comes back unchanged. One that is stopped in
/// the minute in which it began has no time at all, although an entry that is created with both ends
/// cannot.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StopTimeEntry {
    administration: AdministrationId,
    id: TimeEntryId,
}

impl StopTimeEntry {
    /// The time entry with this id.
    pub const fn new(administration: AdministrationId, id: TimeEntryId) -> Self {
        Self { administration, id }
    }
}

impl Call for StopTimeEntry {
    type System = Moneybird;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        let (administration, id) = (&self.administration, &self.id);
        let path = format!("/{administration}/time_entries/{id}/stop.json");
        Request::new(Method::Patch, path)
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, CallError> {
        response.json("a time entry")
    }
}
