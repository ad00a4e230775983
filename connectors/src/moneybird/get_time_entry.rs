//! Reads a time entry.

use super::{AdministrationId, TimeEntry, TimeEntryId};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Reads one time entry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GetTimeEntry {
    administration: AdministrationId,
    id: TimeEntryId,
}

impl GetTimeEntry {
    /// The time entry with this id.
    pub const fn new(administration: AdministrationId, id: TimeEntryId) -> Self {
        Self { administration, id }
    }
}

impl Call for GetTimeEntry {
    type System = Moneybird;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        let path = format!("/{}/time_entries/{}.json", self.administration, self.id);
        Request::new(Method::Get, path)
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, CallError> {
        response.json("a time entry")
    }
}
