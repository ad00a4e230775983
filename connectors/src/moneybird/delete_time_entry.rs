//! Deletes a time entry.

use super::{AdministrationId, TimeEntryId};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Deletes one time entry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeleteTimeEntry {
    administration: AdministrationId,
    id: TimeEntryId,
}

impl DeleteTimeEntry {
    /// The time entry with this id.
    pub const fn new(administration: AdministrationId, id: TimeEntryId) -> Self {
        Self { administration, id }
    }
}

impl Call for DeleteTimeEntry {
    type System = Moneybird;
    type Answer = ();

    fn request(&self) -> Request {
        let path = format!("/{}/time_entries/{}.json", self.administration, self.id);
        Request::new(Method::Delete, path)
    }

    fn decode(&self, response: &Response) -> Result<(), CallError> {
        response.check()
    }
}
