//! What the approval commands have in common: records named by their ids, and what is noted.

/// What is noted when a record is submitted, approved, rejected or taken back.
///
/// ```
/// use suiteprojects::api::Approval;
///
/// let approval = Approval::default().copied_to("lead@example.com").with_notes("Monday is missing");
/// assert_eq!(approval.notes.as_deref(), Some("Monday is missing"));
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Approval {
    /// The address of somebody who gets a copy of the message about it.
    pub cc: Option<String>,
    /// A note.
    pub notes: Option<String>,
}

impl Approval {
    /// The same with somebody who gets a copy. How several addresses are written is not documented.
    #[must_use]
    pub fn copied_to(self, address: impl Into<String>) -> Self {
        Self {
            cc: Some(address.into()),
            ..self
        }
    }

    /// The same with a note.
    #[must_use]
    pub fn with_notes(self, notes: impl Into<String>) -> Self {
        Self {
            notes: Some(notes.into()),
            ..self
        }
    }
}
