//! `DELETE`: removes one time entry.

use super::{Method, Reply, ReplyError, Request, RestCommand};
use crate::api::answer::{Key, KeyKind, Sent, pair};
use crate::api::{Command, Doubt, Outcome, Stored};
use crate::task::Id;

/// Removes the time entry with an id. A reply of success without a body counts, because the status
/// says all.
///
/// ```
/// use suiteprojects::api::Outcome;
/// use suiteprojects::rest::{Delete, Reply, RestCommand};
/// use suiteprojects::task::Id;
///
/// let delete = Delete::new(Id::new(5512).ok_or("zero")?);
/// assert_eq!(delete.request().method.as_str(), "DELETE");
/// assert!(matches!(delete.read(&Reply::new(204, b""))?, Outcome::Done(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Delete {
    id: Id,
}

impl Delete {
    /// Removes the time entry with this id.
    pub const fn new(id: Id) -> Self {
        Self { id }
    }
}

impl Command for Delete {
    type Answer = Outcome<Stored>;

    fn is_read_only(&self) -> bool {
        false
    }
}

impl RestCommand for Delete {
    fn request(&self) -> Request {
        Request::to_one(Method::Delete, self.id)
    }

    fn read(&self, reply: &Reply<'_>) -> Result<Self::Answer, ReplyError> {
        if let Some(refusal) = reply.refusal_of_object() {
            return Ok(Outcome::Refused(refusal));
        }
        let content = reply.content()?;
        let is_empty = content
            .data
            .is_none_or(|data| matches!(data.text, "null" | "[]" | "{}"));
        if reply.status != 207 && is_empty {
            return Ok(Outcome::Done(Stored {
                id: Some(self.id),
                ..Stored::default()
            }));
        }
        let results = content.results("Delete", reply.status != 207)?;
        let sent = [Sent {
            object_type: "Task",
            key: Some(Key::Id(self.id)),
        }];
        let is_complete = results.len() == 1;
        let outcomes = pair(KeyKind::Id, &sent, &[1], results, is_complete);
        let outcome = outcomes.into_iter().next();
        Ok(outcome.unwrap_or(Outcome::Unknown(Doubt::NoResult)))
    }
}
