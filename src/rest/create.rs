//! `POST`: stores new time entries.

use super::record::{EntryObject, to_json};
use super::{Method, Reply, ReplyError, Request, RequestError, RestCommand, Selection, name};
use crate::api::answer::{Key, KeyKind, Sent, pair};
use crate::api::{Add, Command, Outcome, Stored};
use crate::task::{Field, Wire};
use crate::validate::CheckedEntry;

/// Stores a new time entry; the answer has its outcome.
///
/// The vendor says that one request adds one object. Several are sent as an array, and answered with a
/// result for each, 207 if they differ; that is our reading, which our local server shares.
///
/// ```
/// use suiteprojects::api::Outcome;
/// use suiteprojects::rest::{Create, Reply, RestCommand};
/// use suiteprojects::task::{Entry, Field};
/// use suiteprojects::validate::{Command, Report, Settings, Validator};
///
/// let mut entry = Entry::new();
/// entry.set(Field::Date, "2026-01-05").set(Field::UserId, "251").set(Field::Hours, "7.5");
/// let validator = Validator::new(Settings::default());
/// let checked = validator.check(Command::Add, &entry, &mut Report::new()).ok_or("refused")?;
/// let entries = [checked];
/// let create = Create::tasks(&entries)?;
///
/// let request = create.request();
/// assert_eq!(request.target(), "/rest/v1/time-entries/");
/// assert_eq!(
///     request.body.as_deref(),
///     Some(r#"{"date":"2026-01-05","hour":7,"minute":30,"userId":251}"#)
/// );
/// let outcomes = create.read(&Reply::new(201, br#"{"data":[{"id":5512}],"message":"success"}"#))?;
/// assert!(matches!(&outcomes[..], [Outcome::Done(stored)] if stored.id.is_some()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Create<'a, 'e> {
    entries: &'a [CheckedEntry<'e>],
    returns: bool,
    selection: Option<Selection>,
}

impl<'a, 'e> Create<'a, 'e> {
    /// Stores time entries.
    ///
    /// # Errors
    ///
    /// [`RequestError`] if there is none or too many, one was checked for another command, or has what
    /// the resource cannot take: loaded costs, service lines, a cost center, look-ups.
    pub fn tasks(entries: &'a [CheckedEntry<'e>]) -> Result<Self, RequestError> {
        Add::tasks(entries)?;
        if entries.is_empty() {
            return Err(crate::api::CommandError::NoObjects.into());
        }
        for (index, entry) in entries.iter().enumerate() {
            for (field, _) in entry.fields() {
                if entry.lookup(field).is_some() {
                    return Err(RequestError::Lookup { index, field });
                }
                let is_lost = field.name(Wire::Rest).is_none() || name::is_kept_from_rest(field);
                if is_lost {
                    return Err(RequestError::NotSettable { index, field });
                }
            }
        }
        Ok(Self {
            entries,
            returns: false,
            selection: None,
        })
    }

    /// Asks for the stored time entries, not only for their ids (`return_object`).
    #[must_use]
    pub fn returning(self) -> Self {
        Self {
            returns: true,
            ..self
        }
    }

    /// The same for some of their attributes (`fields`).
    #[must_use]
    pub fn returning_fields(self, selection: Selection) -> Self {
        Self {
            returns: true,
            selection: Some(selection),
            ..self
        }
    }
}

impl Command for Create<'_, '_> {
    type Answer = Vec<Outcome<Stored>>;

    fn is_read_only(&self) -> bool {
        false
    }
}

impl RestCommand for Create<'_, '_> {
    fn request(&self) -> Request {
        let body = match self.entries {
            [entry] => to_json(&EntryObject(entry)),
            entries => {
                let objects: Vec<_> = entries.iter().map(EntryObject).collect();
                to_json(&objects)
            }
        };
        Request {
            body: Some(body),
            ..Request::to(Method::Post)
                .with("return_object", self.returns.then_some("1"))
                .with("fields", self.selection.as_ref())
        }
    }

    fn read(&self, reply: &Reply<'_>) -> Result<Self::Answer, ReplyError> {
        if let ([_], Some(refusal)) = (self.entries, reply.refusal_of_object()) {
            return Ok(vec![Outcome::Refused(refusal)]);
        }
        let content = reply.content()?;
        let results = content.results("Add", reply.status != 207)?;
        let sent: Vec<Sent<'_>> = self
            .entries
            .iter()
            .map(|entry| Sent {
                object_type: "Task",
                key: entry
                    .entry()
                    .text(Field::ThinClientId)
                    .map(Key::ThinClientId),
            })
            .collect();
        let is_complete = results.len() == sent.len();
        Ok(pair(
            KeyKind::ThinClientId,
            &sent,
            &vec![1; sent.len()],
            results,
            is_complete,
        ))
    }
}
