//! Deletes a note of a time entry.

use super::call::{Call, CallError, Method, Request, Response};
use super::{AdministrationId, NoteId, TimeEntryId};

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
