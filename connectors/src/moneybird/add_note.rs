//! Adds a note to a time entry.

use serde::Serialize;

use super::{AdministrationId, Note, Text, TimeEntryId, UserId};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Adds a note, or a to-do, to a time entry.
///
/// ```
/// use suiteprojects_connectors::moneybird::{AddNote, AdministrationId, Call, Text, TimeEntryId};
///
/// let note = AddNote::new(
///     AdministrationId::parse("123")?,
///     TimeEntryId::parse("410000000000000017")?,
///     Text::new("Ask for the plans")?,
/// );
/// assert_eq!(note.to_do().request().body.as_deref(), Some(&br#"{"note":{"note":"Ask for the plans","todo":true}}"#[..]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AddNote {
    administration: AdministrationId,
    entry: TimeEntryId,
    note: Members,
}

#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
struct Members {
    note: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    todo: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assignee_id: Option<UserId>,
}

impl AddNote {
    /// A note on this time entry.
    pub const fn new(administration: AdministrationId, entry: TimeEntryId, text: Text) -> Self {
        Self {
            administration,
            entry,
            note: Members {
                note: text,
                todo: None,
                assignee_id: None,
            },
        }
    }

    /// Makes it a to-do.
    #[must_use]
    pub const fn to_do(mut self) -> Self {
        self.note.todo = Some(true);
        self
    }

    /// Makes it a to-do of this user.
    #[must_use]
    pub fn to_do_for(mut self, assignee: UserId) -> Self {
        self.note.assignee_id = Some(assignee);
        self.to_do()
    }
}

impl Call for AddNote {
    type System = Moneybird;
    type Answer = Note;

    fn request(&self) -> Request {
        #[derive(Serialize)]
        struct Body<'a> {
            note: &'a Members,
        }

        let (administration, entry) = (&self.administration, &self.entry);
        let path = format!("/{administration}/time_entries/{entry}/notes.json");
        Request::new(Method::Post, path).with_body(&Body { note: &self.note })
    }

    fn decode(&self, response: &Response) -> Result<Note, CallError> {
        response.json("a note")
    }
}
