//! JSON Lines: one object a line.

use std::io::{self, BufRead, Read};

use suiteprojects::json;
use suiteprojects::task::{Entry, FieldName};

use super::{Input, Item, Place, Unreadable, Visit, spot_of_line};
use crate::diagnostic::Spot;

/// The longest line, in bytes. A time entry has a few hundred.
const LONGEST_LINE: usize = 16 << 20;

/// Reads line after line; blank lines are passed over.
///
/// # Errors
///
/// What the system or the visitor says.
pub fn read(input: &mut Input, visit: &mut Visit<'_>) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut entry = Entry::new();
    let mut number = 0;
    loop {
        bytes.clear();
        number += 1;
        let most = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX) + 1;
        input.by_ref().take(most).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(());
        }
        let complete = bytes.last() == Some(&b'\n');
        let line = Line {
            bytes: &bytes,
            number,
        };
        if !complete && bytes.len() > LONGEST_LINE {
            let message = format!(
                "the line has more than {LONGEST_LINE} bytes, expected one JSON object a line"
            );
            visit(Item::UnreadableEntry(Unreadable {
                message,
                help: None,
                spot: Some(line.at(0..1)),
            }))?;
            skip_line(input)?;
            continue;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.valid_up_to();
                visit(Item::UnreadableEntry(Unreadable {
                    message: "the line is not UTF-8".to_owned(),
                    help: Some("save the file as UTF-8".into()),
                    spot: Some(line.at(at..at + 1)),
                }))?;
                continue;
            }
        };
        let mut current = entry.recycle();
        match json::read_entry(text.trim_end_matches(['\n', '\r']), &mut current) {
            Ok(()) => visit(Item::Entry {
                command: None,
                entry: &current,
                place: &line,
            })?,
            Err(error) => visit(Item::UnreadableEntry(Unreadable {
                message: error.to_string(),
                help: None,
                spot: Some(line.at(error.offset()..error.offset() + 1)),
            }))?,
        }
        entry = current.recycle();
    }
}

fn skip_line(input: &mut Input) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (length, end) = match memchr::memchr(b'\n', buffer) {
            Some(at) => (at + 1, true),
            None => (buffer.len(), false),
        };
        input.consume(length);
        if end {
            return Ok(());
        }
    }
}

struct Line<'l> {
    bytes: &'l [u8],
    number: usize,
}

impl<'l> Line<'l> {
    fn at(&self, range: std::ops::Range<usize>) -> Spot<'l> {
        spot_of_line(self.bytes, range, self.number)
    }
}

impl Place for Line<'_> {
    fn spot(&self, entry: &Entry<'_>, field: Option<&FieldName<'_>>) -> Spot<'_> {
        let span = field.and_then(|field| entry.span(field));
        self.at(span.map_or(0..self.bytes.trim_ascii_end().len(), |span| {
            span.start..span.end
        }))
    }
}
