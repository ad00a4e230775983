//! The time entries of a whole message.

use std::ops::Range;

use thiserror::Error;

use super::read::{EntryError, read_entry};
use crate::api::CommandName;
use crate::task::Entry;
use crate::validate::Command;
use crate::xml::{Event, Limits, ReadError, Reader, StartTag};

/// What [`read_entries`] comes across.
#[derive(Debug)]
#[non_exhaustive]
pub enum Found<'f, 'a> {
    /// A time entry.
    #[non_exhaustive]
    Entry {
        /// What is to be done with it; `None` in a response, and for a `<Task>` by itself.
        command: Option<Command>,
        /// The entry, or why it cannot be taken as one.
        entry: Result<&'f Entry<'a>, EntryError>,
        /// Its start tag, in bytes of the input.
        span: Range<usize>,
    },
    /// A part of a command that is no time entry to store, change or remove: a record of another type,
    /// the approval that goes with a Reject, an attribute such as `lookup` of an Add.
    #[non_exhaustive]
    Other {
        /// The name of the command.
        command: &'f str,
        /// The name of the element, or the attribute in words.
        element: &'f str,
    },
}

/// Why the entries of a message cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EntriesError {
    /// The document cannot be read from some place on.
    #[error("the document cannot be read")]
    Xml(#[source] ReadError),
    /// The document is not a message of the API.
    #[error("found <{name}>, expected <request>, <response>, a command or <Task>")]
    #[non_exhaustive]
    Root {
        /// The name of the root element.
        name: String,
        /// Its start tag, in bytes of the input.
        span: Range<usize>,
    },
}

impl From<ReadError> for EntriesError {
    fn from(error: ReadError) -> Self {
        Self::Xml(error)
    }
}

/// Shows each time entry of a request, a response, a command or a lone `<Task>` to `visit`.
///
/// In requests the entries of `Add`, `Modify`, `Delete` and `Reject` are shown, in responses those
/// of every command. The search object of a `Read` is no entry.
///
/// # Errors
///
/// [`EntriesError`]. What was shown before was read from the part before the trouble, and is not to
/// be trusted as the whole.
pub fn read_entries<'a>(
    input: &'a [u8],
    limits: Limits,
    mut visit: impl FnMut(Found<'_, 'a>),
) -> Result<(), EntriesError> {
    let mut reader = Reader::new(input, limits);
    let mut entry = Entry::new();
    let Some(Event::Start(root)) = reader.next()? else {
        // The reader delivers the root first, or an error.
        return Ok(());
    };
    if root.name().is_plain("Task") {
        let span = root.span();
        show(&mut reader, &mut entry, None, span, &mut visit)?;
    } else if root.name().is_plain("request") || root.name().is_plain("response") {
        let is_request = root.name().is_plain("request");
        while let Some(event) = reader.next()? {
            if let Event::Start(tag) = event {
                let scope = Scope::of(&tag, Some(is_request));
                tell_attributes(&tag, &scope, &mut visit);
                read_command(&mut reader, &mut entry, &scope, &mut visit)?;
            }
        }
    } else {
        let scope = Scope::of(&root, None);
        if root.name().namespace().is_some()
            || CommandName::from_xml_name(root.name().local()).is_none()
        {
            let (name, span) = (root.name().to_string(), root.span());
            // Anything that is not even XML is told as that.
            while reader.next()?.is_some() {}
            return Err(EntriesError::Root { name, span });
        }
        tell_attributes(&root, &scope, &mut visit);
        read_command(&mut reader, &mut entry, &scope, &mut visit)?;
    }
    while reader.next()?.is_some() {}
    Ok(())
}

/// What the `<Task>` elements of a command are.
struct Scope {
    name: String,
    /// Whether they are entries.
    has_entries: bool,
    /// What is to be done with the entries, in a request.
    command: Option<Command>,
}

impl Scope {
    /// A command element of a request (`Some(true)`), a response (`Some(false)`), or by itself.
    fn of(tag: &StartTag<'_, '_>, is_request: Option<bool>) -> Self {
        let name = tag.name().to_string();
        // Only results have a status.
        let is_request = is_request.unwrap_or_else(|| tag.attribute("status").is_none());
        let command = Command::from_xml_name(&name).filter(|_| is_request);
        Self {
            has_entries: !is_request || command.is_some(),
            command,
            name,
        }
    }
}

/// Tells of attributes that change what becomes of the entries, such as `lookup` on Add, which makes it
/// an update where a record is found.
fn tell_attributes<'a>(
    tag: &StartTag<'_, '_>,
    scope: &Scope,
    visit: &mut impl FnMut(Found<'_, 'a>),
) {
    if scope.command.is_none() {
        return;
    }
    for attribute in tag.attributes() {
        let name = attribute.name().local();
        if !matches!(name, "type" | "enable_custom") {
            let element = format!("attribute `{name}`");
            visit(Found::Other {
                command: &scope.name,
                element: &element,
            });
        }
    }
}

fn read_command<'a>(
    reader: &mut Reader<'a>,
    entry: &mut Entry<'a>,
    scope: &Scope,
    visit: &mut impl FnMut(Found<'_, 'a>),
) -> Result<(), ReadError> {
    loop {
        match reader.next()? {
            Some(Event::Start(tag)) if tag.name().is_plain("Task") && scope.has_entries => {
                let span = tag.span();
                show(reader, entry, scope.command, span, visit)?;
            }
            Some(Event::Start(tag)) => {
                // The login is no part of what is asked or answered.
                if scope.name != "Auth" {
                    let element = tag.name().local();
                    visit(Found::Other {
                        command: &scope.name,
                        element,
                    });
                }
                reader.skip_element()?;
            }
            Some(Event::Text(_)) => {}
            Some(Event::End) | None => return Ok(()),
        }
    }
}

fn show<'a>(
    reader: &mut Reader<'a>,
    entry: &mut Entry<'a>,
    command: Option<Command>,
    span: Range<usize>,
    visit: &mut impl FnMut(Found<'_, 'a>),
) -> Result<(), ReadError> {
    let outcome = read_entry(reader, entry)?;
    visit(Found::Entry {
        command,
        entry: outcome.map(|()| &*entry),
        span,
    });
    Ok(())
}
