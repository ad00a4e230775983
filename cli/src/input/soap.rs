//! SOAP: a request or an answer.

use std::io;

use suiteprojects::soap::MessageError;
use suiteprojects::soap::task::read_entries;
use suiteprojects::xml::Limits;

use super::xml::{Shower, unreadable};
use super::{Input, Item, SourceText, Unreadable, Visit};

/// Reads the whole input.
///
/// # Errors
///
/// What the system or the visitor says.
pub fn read(input: &mut Input, visit: &mut Visit<'_>) -> io::Result<()> {
    let bytes = input.read_all()?;
    read_bytes(&bytes, visit)
}

pub(super) fn read_bytes(bytes: &[u8], visit: &mut Visit<'_>) -> io::Result<()> {
    let source = SourceText::new(bytes);
    let mut shower = Shower::new(&source, visit);
    let whole = read_entries(bytes, Limits::default(), |found| shower.show(found));
    shower.finish()?;
    match whole {
        Ok(()) => Ok(()),
        Err(MessageError::Xml(error)) => visit(Item::Unreadable(unreadable(&source, &error))),
        Err(error) => visit(Item::Unreadable(Unreadable {
            message: error.to_string(),
            help: None,
            spot: Some(source.spot(error.span())),
        })),
    }
}
