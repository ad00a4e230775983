//! `GET` with an id: reads one time entry.

use super::{Method, Reply, ReplyError, Request, RestCommand, Selection};
use crate::api::{Command, Doubt, Outcome, Stored};
use crate::record::Received;
use crate::task::Id;

/// Reads the time entry with an id. One that does not exist is a refusal with 601.
///
/// ```
/// use suiteprojects::rest::{Get, RestCommand};
/// use suiteprojects::task::Id;
///
/// let get = Get::new(Id::new(5512).ok_or("zero")?);
/// assert_eq!(get.request().target(), "/rest/v1/time-entries/5512");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Get {
    id: Id,
    selection: Option<Selection>,
}

impl Get {
    /// Reads the time entry with this id.
    pub const fn new(id: Id) -> Self {
        Self {
            id,
            selection: None,
        }
    }

    /// Asks for some of its attributes.
    #[must_use]
    pub fn with_fields(self, selection: Selection) -> Self {
        Self {
            selection: Some(selection),
            ..self
        }
    }
}

impl Command for Get {
    type Answer = Outcome<Stored>;

    fn is_read_only(&self) -> bool {
        true
    }
}

impl RestCommand for Get {
    fn request(&self) -> Request {
        Request::to_one(Method::Get, self.id).with("fields", self.selection.as_ref())
    }

    fn read(&self, reply: &Reply<'_>) -> Result<Self::Answer, ReplyError> {
        if let Some(refusal) = reply.refusal_of_object() {
            return Ok(Outcome::Refused(refusal));
        }
        let mut records = Vec::new();
        reply.content()?.each(|element| {
            let record = super::read_task(element.text);
            records.push(record.map_err(|error| error.shifted(element.offset))?);
            Ok(())
        })?;
        let mut records = records.into_iter();
        Ok(match (records.next(), records.next()) {
            (None, _) => Outcome::Unknown(Doubt::NoResult),
            (Some(_), Some(_)) => Outcome::Unknown(Doubt::Ambiguous),
            (Some(record), None) if record.task.id.is_some_and(|id| id != self.id) => {
                Outcome::Unknown(Doubt::OtherRecord)
            }
            (Some(record), None) => Outcome::Done(Stored {
                id: Some(self.id),
                record: Some(Received::Task(Box::new(record))),
                warnings: None,
            }),
        })
    }
}
