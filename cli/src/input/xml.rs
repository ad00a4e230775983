//! XML: a request, a response, a command or a `<Task>` by itself.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use suiteprojects::task::{Entry, FieldName};
use suiteprojects::xml::task::{EntriesError, Found, read_entries};
use suiteprojects::xml::{Limits, ReadError};

use super::{Input, Item, Place, SourceText, Unreadable, Visit};
use crate::diagnostic::Spot;

/// Reads the whole input.
///
/// # Errors
///
/// What the system or the visitor says.
pub fn read(input: &mut Input, visit: &mut Visit<'_>) -> io::Result<()> {
    let bytes = input.read_all()?;
    let source = SourceText::new(&bytes);
    let mut outcome = Ok(());
    let mut others: BTreeMap<String, u64> = BTreeMap::new();
    let whole = read_entries(&bytes, Limits::default(), |found| {
        if outcome.is_err() {
            return;
        }
        match found {
            Found::Entry {
                command,
                entry: Ok(entry),
                span,
                ..
            } => {
                outcome = visit(Item::Entry {
                    command,
                    entry,
                    place: &Element {
                        source: &source,
                        span,
                    },
                });
            }
            Found::Entry {
                entry: Err(error), ..
            } => {
                let spot = Some(source.spot(error.span()));
                let message = error.to_string();
                outcome = visit(Item::UnreadableEntry(Unreadable {
                    message,
                    help: None,
                    spot,
                }));
            }
            Found::Other {
                command, element, ..
            } => {
                let what = format!("{element} in {command}");
                *others.entry(what).or_default() += 1;
            }
            _ => {}
        }
    });
    outcome?;
    if !others.is_empty() {
        let list: Vec<String> = others
            .iter()
            .map(|(what, count)| format!("{count} × {what}"))
            .collect();
        visit(Item::Note(format!(
            "left out, because it is no time entry to send: {}",
            list.join(", ")
        )))?;
    }
    match whole {
        Ok(()) => Ok(()),
        Err(EntriesError::Xml(error)) => visit(Item::Unreadable(unreadable(&source, &error))),
        Err(EntriesError::Root { name, span, .. }) => visit(Item::Unreadable(Unreadable {
            message: format!("found <{name}>, expected <request>, <response>, a command or <Task>"),
            help: None,
            spot: Some(source.spot(span)),
        })),
        Err(error) => visit(Item::Unreadable(Unreadable {
            message: error.to_string(),
            help: None,
            spot: None,
        })),
    }
}

/// What the XML reader says, at its place.
fn unreadable<'s>(source: &SourceText<'s>, error: &ReadError) -> Unreadable<'s> {
    let byte = error.position().byte;
    Unreadable {
        message: error.message().to_string(),
        help: None,
        spot: Some(source.spot(byte..byte + 1)),
    }
}

struct Element<'e> {
    source: &'e SourceText<'e>,
    span: Range<usize>,
}

impl Place for Element<'_> {
    fn spot(&self, entry: &Entry<'_>, field: Option<&FieldName<'_>>) -> Spot<'_> {
        let span = field.and_then(|field| entry.span(field));
        self.source
            .spot(span.map_or(self.span.clone(), |span| span.start..span.end))
    }
}
