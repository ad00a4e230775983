//! Entries over REST: a request for each, because the vendor says that one request adds one.

use suiteprojects::api::{Outcome, Stored};
use suiteprojects::client::blocking::Client;
use suiteprojects::client::{Error, Rest};
use suiteprojects::rest::{Create, Delete, RequestError, RestCommand as _};
use suiteprojects::task::{Field, Id};
use suiteprojects::validate::CheckedEntry;

use super::{Kind, unbuildable};
use crate::connection::not_over_rest;
use crate::failure::Failure;
use crate::judge::Refusal;

/// The most entries of a request.
pub(super) const MOST_ENTRIES: usize = 1;

/// A command of the resource.
enum AnyCommand<'a, 'e> {
    Create(Create<'a, 'e>),
    Delete(Delete),
}

impl<'a, 'e> AnyCommand<'a, 'e> {
    fn of(kind: &Kind, entries: &'a [CheckedEntry<'e>]) -> Result<Self, Failure> {
        if let Some(what) = kind.not_over_rest() {
            return Err(not_over_rest(what));
        }
        if !matches!(kind, Kind::Delete) {
            return Ok(Self::Create(Create::tasks(entries).map_err(unbuildable)?));
        }
        let text = entries
            .first()
            .and_then(|entry| entry.entry().text(Field::Id));
        let id = Id::parse(text.unwrap_or_default()).map_err(unbuildable)?;
        Ok(Self::Delete(Delete::new(id)))
    }
}

/// Refuses an entry that cannot be sent, before any is.
///
/// # Errors
///
/// [`Refusal`] if the entry has what REST cannot say.
pub fn admit_over_rest(kind: &Kind, entry: &CheckedEntry<'_>) -> Result<(), Refusal> {
    if !matches!(kind, Kind::Add { .. }) {
        return Ok(());
    }
    let Err(error) = Create::tasks(std::slice::from_ref(entry)) else {
        return Ok(());
    };
    let (field, message) = match error {
        RequestError::NotSettable { field, .. } => {
            (Some(field), format!("`{field}` cannot be set over REST"))
        }
        RequestError::Lookup { field, .. } => (
            Some(field),
            format!("`{field}` is given by external id or name, which REST cannot say"),
        ),
        error => (None, error.to_string()),
    };
    Err(Refusal::Inexpressible {
        field,
        message,
        help: "send it over the XML API or SOAP",
    })
}

/// Sends an entry.
pub(super) fn send(
    kind: &Kind,
    entries: &[CheckedEntry<'_>],
    client: &Client<Rest>,
) -> Result<Result<Vec<Outcome<Stored>>, Error>, Failure> {
    Ok(match AnyCommand::of(kind, entries)? {
        AnyCommand::Create(command) => client.send(&command),
        AnyCommand::Delete(command) => client.send(&command).map(|outcome| vec![outcome]),
    })
}

/// The request that would be sent: its first line, and its body if there is one.
pub(super) fn request(kind: &Kind, entries: &[CheckedEntry<'_>]) -> Result<String, Failure> {
    let request = match AnyCommand::of(kind, entries)? {
        AnyCommand::Create(command) => command.request(),
        AnyCommand::Delete(command) => command.request(),
    };
    let line = format!("{} {}", request.method.as_str(), request.target());
    Ok(match request.body {
        Some(body) => format!("{line}\n{body}"),
        None => line,
    })
}
