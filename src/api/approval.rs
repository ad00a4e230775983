//! What the approval commands have in common: records named by their ids, and what is noted.

use super::target::Target;

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

/// What an approval command asks.
#[derive(Clone, Debug)]
pub(crate) struct ApprovalRequest<'a> {
    pub(crate) targets: Vec<Target<'a>>,
    pub(crate) approval: Option<Approval>,
    pub(crate) submit_warning: bool,
    pub(crate) together: bool,
}

impl<'a> ApprovalRequest<'a> {
    pub(super) const fn of(targets: Vec<Target<'a>>) -> Self {
        Self {
            targets,
            approval: None,
            submit_warning: false,
            together: false,
        }
    }
}

/// What every approval command can do with its `request`.
macro_rules! approval_command {
    ($command:ident) => {
        impl $command<'_> {
            /// Notes this with each record.
            #[must_use]
            pub fn with_approval(mut self, approval: super::Approval) -> Self {
                self.request.approval = Some(approval);
                self
            }

            /// Sends all ids in one command instead of one each, which saves bytes and counts as
            /// one command. If the server then refuses, it says so once for all of them
            /// ([`Doubt::Grouped`](super::Doubt::Grouped)).
            #[must_use]
            pub fn together(mut self) -> Self {
                self.request.together = true;
                self
            }
        }

        impl super::Command for $command<'_> {
            type Answer = Vec<super::Outcome<super::Stored>>;

            fn is_read_only(&self) -> bool {
                false
            }
        }
    };
}

pub(super) use approval_command;
