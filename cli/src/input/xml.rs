//! XML: a request, a response, a command or a `<Task>` by itself.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use suiteprojects::task::{Entry, FieldName};
use suiteprojects::xml::task::{EntriesError, Found, read_entries};
use suiteprojects::xml::{Event, Limits, ReadError, Reader};

use super::{Input, Item, Place, SourceText, Unreadable, Visit, soap};
use crate::diagnostic::Spot;

/// Reads the whole input. An envelope is read as SOAP.
///
/// # Errors
///
/// What the system or the visitor says.
pub fn read(input: &mut Input, visit: &mut Visit<'_>) -> io::Result<()> {
    let bytes = input.read_all()?;
    if is_envelope(&bytes) {
        return soap::read_bytes(&bytes, visit);
    }
    let source = SourceText::new(&bytes);
    let mut shower = Shower::new(&source, visit);
    let whole = read_entries(&bytes, Limits::default(), |found| shower.show(found));
    shower.finish()?;
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

/// Whether the root is the envelope of a SOAP message.
fn is_envelope(bytes: &[u8]) -> bool {
    let mut reader = Reader::new(bytes, Limits::default());
    matches!(reader.next(), Ok(Some(Event::Start(tag))) if tag.name().local() == "Envelope")
}

/// Shows what the readers of messages find, and tells at the end what was left out.
pub(super) struct Shower<'s, 'v, 'i> {
    source: &'s SourceText<'s>,
    visit: &'v mut Visit<'i>,
    outcome: io::Result<()>,
    others: BTreeMap<String, u64>,
}

impl<'s, 'v, 'i> Shower<'s, 'v, 'i> {
    pub(super) fn new(source: &'s SourceText<'s>, visit: &'v mut Visit<'i>) -> Self {
        Self {
            source,
            visit,
            outcome: Ok(()),
            others: BTreeMap::new(),
        }
    }

    pub(super) fn show(&mut self, found: Found<'_, '_>) {
        if self.outcome.is_err() {
            return;
        }
        match found {
            Found::Entry {
                command,
                entry: Ok(entry),
                span,
                ..
            } => {
                self.outcome = (self.visit)(Item::Entry {
                    command,
                    entry,
                    place: &Element {
                        source: self.source,
                        span,
                    },
                });
            }
            Found::Entry {
                entry: Err(error), ..
            } => {
                let spot = Some(self.source.spot(error.span()));
                let message = error.to_string();
                self.outcome = (self.visit)(Item::UnreadableEntry(Unreadable {
                    message,
                    help: None,
                    spot,
                }));
            }
            Found::Other {
                command, element, ..
            } => {
                let what = format!("{element} in {command}");
                *self.others.entry(what).or_default() += 1;
            }
            _ => {}
        }
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.outcome?;
        if self.others.is_empty() {
            return Ok(());
        }
        let others = self.others.iter();
        let list: Vec<String> = others
            .map(|(what, count)| format!("{count} × {what}"))
            .collect();
        (self.visit)(Item::Note(format!(
            "left out, because it is no time entry to send: {}",
            list.join(", ")
        )))
    }
}

/// What the XML reader says, at its place.
pub(super) fn unreadable<'s>(source: &SourceText<'s>, error: &ReadError) -> Unreadable<'s> {
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
