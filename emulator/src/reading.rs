//! How a file that was dropped or pasted on the page is read.
//!
//! The rules are the server's; how to find entries in a file is the reader's. The one of this package reads XML and
//! JSON through the library; the command line brings its own, which reads CSV, SOAP and JSON Lines too. So the
//! page says of a file what `suiteprojects validate` says of it, and this package needs no CSV.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::ops::{ControlFlow, Range};

use suiteprojects::json;
use suiteprojects::task::{Entry, FieldName};
use suiteprojects::validate::Command;
use suiteprojects::xml::task::{EntriesError, Found, read_entries};
use suiteprojects::xml::{Limits, Positions};

/// Reads time entries from a file that somebody dropped or pasted on the page.
pub trait FileReader: fmt::Debug + Send + Sync {
    /// Shows everything that is found in a file to `visit`, in order, until that breaks. The name is empty for what was
    /// pasted; it and the text are whatever somebody chose.
    fn read(&self, name: &str, text: &str, visit: &mut dyn FnMut(FileItem<'_>) -> ControlFlow<()>);
}

/// What a [`FileReader`] found.
#[derive(Debug)]
#[non_exhaustive]
pub enum FileItem<'f> {
    /// A time entry.
    Entry(FileEntry<'f>),
    /// Something that cannot be read: an entry, or the whole file from here on.
    Unreadable {
        /// One line: what was found and what was expected.
        message: String,
        /// What to do about it, if there is something.
        help: Option<Cow<'static, str>>,
        /// Where it stands.
        place: Option<FilePlace>,
    },
    /// Something that was left out for a good reason.
    Note(String),
}

impl FileItem<'_> {
    /// Something that cannot be read, and what to do about it, and where it stands, if that is known.
    pub const fn unreadable(
        message: String,
        help: Option<Cow<'static, str>>,
        place: Option<FilePlace>,
    ) -> Self {
        Self::Unreadable {
            message,
            help,
            place,
        }
    }
}

/// A time entry in a file.
#[non_exhaustive]
pub struct FileEntry<'f> {
    /// What is to be done with it, if the file says so.
    pub command: Option<Command>,
    /// The entry.
    pub entry: &'f Entry<'f>,
    place: &'f dyn Fn(Option<&FieldName<'_>>) -> FilePlace,
}

impl<'f> FileEntry<'f> {
    /// An entry, and what tells where a field of it stands, or without a field the entry.
    pub fn new(
        command: Option<Command>,
        entry: &'f Entry<'f>,
        place: &'f dyn Fn(Option<&FieldName<'_>>) -> FilePlace,
    ) -> Self {
        Self {
            command,
            entry,
            place,
        }
    }

    /// Where the field stands; the entry as a whole if there is none or it is not there.
    pub fn place(&self, field: Option<&FieldName<'_>>) -> FilePlace {
        (self.place)(field)
    }
}

impl fmt::Debug for FileEntry<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FileEntry")
            .field("command", &self.command)
            .field("entry", &self.entry)
            .finish_non_exhaustive()
    }
}

/// Where something stands in a file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FilePlace {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The line of the file, or a part of it.
    pub source: String,
    /// What of it is meant, in bytes.
    pub marked: Range<usize>,
}

/// How much of a line is shown before and after what is meant, in bytes.
const SHOWN: usize = 200;

/// Reads XML and JSON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plain;

impl FileReader for Plain {
    fn read(
        &self,
        _name: &str,
        text: &str,
        visit: &mut dyn FnMut(FileItem<'_>) -> ControlFlow<()>,
    ) {
        match text.trim_start().chars().next() {
            Some('<') => read_xml(text, visit),
            Some('{' | '[') => read_json(text, visit),
            _ => {
                let _ = visit(unreadable(
                    "found neither XML nor JSON, which is what this server reads by itself",
                    None,
                ));
            }
        }
    }
}

fn read_xml(text: &str, visit: &mut dyn FnMut(FileItem<'_>) -> ControlFlow<()>) {
    let positions = RefCell::new(Positions::new(text.as_bytes()));
    let mut goes_on = ControlFlow::Continue(());
    let whole = read_entries(text.as_bytes(), Limits::default(), |found| {
        if goes_on.is_break() {
            return;
        }
        match found {
            Found::Entry {
                command,
                entry: Ok(entry),
                span,
                ..
            } => {
                let place = |field: Option<&FieldName<'_>>| {
                    let of_field = field.and_then(|field| entry.span(field));
                    let span = of_field.map_or(span.clone(), |span| span.start..span.end);
                    place(text, &positions, span)
                };
                goes_on = visit(FileItem::Entry(FileEntry::new(command, entry, &place)));
            }
            Found::Entry {
                entry: Err(error), ..
            } => {
                let place = place(text, &positions, error.span());
                goes_on = visit(unreadable(error.to_string(), Some(place)));
            }
            _ => {}
        }
    });
    let Err(error) = whole else { return };
    let at = match &error {
        EntriesError::Xml(error) => {
            let byte = error.position().byte;
            Some(place(text, &positions, byte..byte + 1))
        }
        _ => None,
    };
    if goes_on.is_continue() {
        let _ = visit(unreadable(error.to_string(), at));
    }
}

fn read_json(text: &str, visit: &mut dyn FnMut(FileItem<'_>) -> ControlFlow<()>) {
    let positions = RefCell::new(Positions::new(text.as_bytes()));
    let mut goes_on = ControlFlow::Continue(());
    let whole = json::read_entries(text, |offset, entry| {
        if goes_on.is_break() {
            return;
        }
        goes_on = match entry {
            Ok(entry) => {
                let place = |field: Option<&FieldName<'_>>| {
                    let of_field = field.and_then(|field| entry.span(field));
                    let span = of_field.map_or(offset..offset + 1, |span| span.start..span.end);
                    place(text, &positions, span)
                };
                visit(FileItem::Entry(FileEntry::new(None, entry, &place)))
            }
            Err(error) => {
                let at = error.offset();
                visit(unreadable(
                    error.to_string(),
                    Some(place(text, &positions, at..at + 1)),
                ))
            }
        };
    });
    if let Err(error) = whole
        && goes_on.is_continue()
    {
        let at = error.offset();
        let _ = visit(unreadable(
            error.to_string(),
            Some(place(text, &positions, at..at + 1)),
        ));
    }
}

fn unreadable(message: impl Into<String>, place: Option<FilePlace>) -> FileItem<'static> {
    FileItem::Unreadable {
        message: message.into(),
        help: None,
        place,
    }
}

/// The place of a range of bytes. Lines are counted on from the last place.
fn place(text: &str, positions: &RefCell<Positions<'_>>, span: Range<usize>) -> FilePlace {
    let floor = |at: usize| {
        let at = at.min(text.len());
        (0..=at)
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or_default()
    };
    let start = floor(span.start);
    let position = positions.borrow_mut().of(start);
    let before = text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let first = floor(start.saturating_sub(SHOWN)).max(line_start);
    let after = text.get(start..).unwrap_or_default();
    let line_end = start + after.find(['\n', '\r']).unwrap_or(after.len());
    let last = floor(start.saturating_add(SHOWN)).min(line_end).max(start);
    let end = floor(span.end.clamp(start, last));
    FilePlace {
        line: position.line,
        column: position.column,
        source: text.get(first..last).unwrap_or_default().to_owned(),
        marked: start - first..end.max(start) - first,
    }
}
