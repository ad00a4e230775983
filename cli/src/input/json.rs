//! JSON: an array of objects, one object, or the `data` of a REST answer.

use std::io;

use suiteprojects::json;
use suiteprojects::task::{Entry, FieldName};

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
    let unreadable = |message: String, at: usize| Unreadable {
        message,
        help: None,
        spot: Some(source.spot(at..at + 1)),
    };
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let message = "the text is not UTF-8".to_owned();
            return visit(Item::Unreadable(unreadable(message, error.valid_up_to())));
        }
    };
    let mut outcome = Ok(());
    let whole = json::read_entries(text, |offset, entry| {
        if outcome.is_err() {
            return;
        }
        outcome = match entry {
            Ok(entry) => visit(Item::Entry {
                command: None,
                entry,
                place: &Object {
                    source: &source,
                    offset,
                },
            }),
            Err(error) => visit(Item::UnreadableEntry(unreadable(
                error.to_string(),
                error.offset(),
            ))),
        };
    });
    outcome?;
    match whole {
        Ok(()) => Ok(()),
        Err(error) => visit(Item::Unreadable(unreadable(
            error.to_string(),
            error.offset(),
        ))),
    }
}

struct Object<'o> {
    source: &'o SourceText<'o>,
    offset: usize,
}

impl Place for Object<'_> {
    fn spot(&self, entry: &Entry<'_>, field: Option<&FieldName<'_>>) -> Spot<'_> {
        let span = field.and_then(|field| entry.span(field));
        self.source
            .spot(span.map_or(self.offset..self.offset + 1, |span| span.start..span.end))
    }
}
