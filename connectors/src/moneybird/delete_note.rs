//! Deletes a note of a time entry.

use super::{AdministrationId, NoteId, TimeEntryId};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Deletes one note of a time entry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeleteNote {
    administration: AdministrationId,
    entry: TimeEntryId,
    note: NoteId,
}

impl DeleteNote {
    /// The note with this id.
    pub const fn new(administration: AdministrationId, entry: TimeEntryId, note: NoteId) -> Self {
        Self {
            administration,
            entry,
            note,
        }
    }
}

impl Call for DeleteNote {
    type System = Moneybird;
    type Answer = ();

    fn request(&self) -> Request {
        let (administration, entry, note) = (&self.administration, &self.entry, &self.note);
        let path = format!("/{administration}/time_entries/{entry}/notes/{note}.json");
        Request::new(Method::Delete, path)
    }

    fn decode(&self, response: &Response) -> Result<(), CallError> {
        response.check()
    }
}
