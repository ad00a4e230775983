//! Files that were dropped or pasted on the page of the server, read as `validate` reads files.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use suiteprojects::task::FieldName;
use suiteprojects_emulator::{FileEntry, FileItem, FilePlace, FileReader};

use crate::diagnostic::Spot;
use crate::input::{self, Format, Item, Meter, Options, Source, Unreadable};

/// Reads every form that the command line reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dropped;

impl FileReader for Dropped {
    fn read(&self, name: &str, text: &str, visit: &mut dyn FnMut(FileItem<'_>) -> ControlFlow<()>) {
        let source = Source::Text {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let options = Options {
            // The name only says the form: nothing is opened.
            format: Some(Format::guess(Some(Path::new(name)), text.as_bytes())),
            ..Options::default()
        };
        let mut is_stopped = false;
        let read = input::read(&source, options, &Meter::default(), &mut |item| {
            let goes_on = match item {
                Item::Entry {
                    command,
                    entry,
                    place,
                } => {
                    let at = |field: Option<&FieldName<'_>>| file_place(place.spot(entry, field));
                    visit(FileItem::Entry(FileEntry::new(command, entry, &at)))
                }
                Item::UnreadableEntry(found) | Item::Unreadable(found) => visit(unreadable(found)),
                Item::Note(note) => visit(FileItem::Note(note)),
            };
            if goes_on.is_break() {
                is_stopped = true;
                return Err(io::Error::other("stopped"));
            }
            Ok(())
        });
        if let Err(error) = read
            && !is_stopped
        {
            let _ = visit(FileItem::unreadable(
                crate::terminal::chain(&error),
                None,
                None,
            ));
        }
    }
}

fn unreadable(found: Unreadable<'_>) -> FileItem<'static> {
    FileItem::unreadable(found.message, found.help, found.spot.map(file_place))
}

fn file_place(spot: Spot<'_>) -> FilePlace {
    FilePlace {
        line: spot.line,
        column: spot.column,
        source: spot.source.into_owned(),
        marked: spot.underline,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        Dropped.read(name, text, &mut |item| {
            found.push(match item {
                FileItem::Entry(item) => {
                    let field = FieldName::from_any("hours");
                    let place = item.place(Some(&field));
                    let marked = &place.source[place.marked.clone()];
                    format!("{}:{} {marked}", place.line, place.column)
                }
                FileItem::Unreadable { message, .. } => format!("unreadable: {message}"),
                FileItem::Note(note) => note,
                _ => String::new(),
            });
            match found.len() {
                0..3 => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            }
        });
        found
    }

    #[test]
    fn every_form_is_read() {
        let csv = "date,hours\n2026-01-05,2\n2026-01-06,3\n";
        assert_eq!(read("week.csv", csv), ["2:12 2", "3:12 3"]);
        assert_eq!(read("", csv), ["2:12 2", "3:12 3"]);
        let lines = "{\"hours\": 2}\n{\"hours\": 3}\n";
        assert_eq!(read("", lines), ["1:11 2", "2:11 3"]);
        assert_eq!(read("a.xml", "<Task><hours>2</hours></Task>"), ["1:14 2"]);
        assert_eq!(read("", "[{\"hours\": 2}]"), ["1:12 2"]);
    }

    #[test]
    fn reading_ends_when_nobody_listens() {
        let csv = format!("hours\n{}", "1\n".repeat(100));
        assert_eq!(read("", &csv).len(), 3);
    }

    #[test]
    fn a_name_opens_no_file() {
        assert_eq!(read("/etc/hostname", "hours\n4\n"), ["2:1 4"]);
    }
}
