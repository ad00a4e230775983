//! CSV: rows under a header that names the fields.
//!
//! Cells are taken as they are, never trimmed; a blank cell is an absent field. Rows are read with
//! the `csv` crate; what it lets through silently (text after a closing quote, a quote that never
//! closes, rows of uneven length) is refused here.

mod cells;
mod header;
mod window;

use std::io::{self, BufRead};
use std::ops::Range;

use csv::{ErrorKind, ReaderBuilder, StringRecord};
use suiteprojects::task::{Entry, FieldName};

use self::cells::{Cells, QuoteError};
use self::header::Header;
use self::window::{RecordTooLong, Window};
use super::{Input, Item, Place, Unreadable, Visit, spot_of_line};
use crate::diagnostic::Spot;

/// Reads header and rows.
///
/// # Errors
///
/// What the system or the visitor says.
pub fn read(
    input: &mut Input,
    ignore_unknown_columns: bool,
    visit: &mut Visit<'_>,
) -> io::Result<()> {
    let start = header::start(input.peek()?);
    input.consume(start.skip);
    let mut rows = Rows {
        reader: ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(start.delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(Window::new(input)),
        delimiter: start.delimiter,
        lines_before: start.lines,
        record: StringRecord::new(),
    };
    let header_record = match rows.next()? {
        Row::End => {
            let message = "the file is empty, expected a header that names the columns".to_owned();
            return visit(Item::Unreadable(Unreadable {
                message,
                help: None,
                spot: None,
            }));
        }
        Row::Unreadable(error) => {
            visit(Item::Unreadable(rows.unreadable(error)))?;
            return Ok(());
        }
        Row::Record => rows.record.clone(),
    };
    let header = match Header::new(&header_record) {
        Ok(header) => header,
        Err(error) => {
            let place = rows.place(None);
            let spot = Some(place.cell(error.column));
            return visit(Item::Unreadable(Unreadable {
                message: error.message,
                help: Some(error.help),
                spot,
            }));
        }
    };
    if !ignore_unknown_columns {
        for unknown in header.unknown() {
            let spot = Some(rows.place(None).cell(unknown.column));
            visit(Item::Unreadable(Unreadable {
                message: unknown.message,
                help: Some(unknown.help),
                spot,
            }))?;
        }
    }
    let mut entry = Entry::new();
    loop {
        match rows.next()? {
            Row::End => return Ok(()),
            Row::Unreadable(error) => {
                let fatal = matches!(error, Wrong::TooLong);
                let unreadable = rows.unreadable(error);
                if fatal {
                    // Where the next row begins cannot be told.
                    return visit(Item::Unreadable(unreadable));
                }
                visit(Item::UnreadableEntry(unreadable))?;
            }
            Row::Record => {
                let current = entry.recycle();
                entry = rows.show(&header, ignore_unknown_columns, current, visit)?;
            }
        }
    }
}

/// What comes next.
enum Row {
    Record,
    Unreadable(Wrong),
    End,
}

/// What is wrong with a row.
#[derive(Clone, Copy)]
enum Wrong {
    NotUtf8 { at: usize },
    Quote(QuoteError),
    TooLong,
}

struct Rows<'i> {
    reader: csv::Reader<Window<&'i mut Input>>,
    delimiter: u8,
    /// Lines before the first row that the reader sees.
    lines_before: usize,
    record: StringRecord,
}

impl Rows<'_> {
    fn next(&mut self) -> io::Result<Row> {
        let before = self.reader.position().clone();
        self.reader
            .get_mut()
            .begin_record(before.byte(), before.line());
        let outcome = self.reader.read_record(&mut self.record);
        let end = self.reader.position().byte();
        self.reader.get_mut().end_record(end);
        match outcome {
            Ok(false) => Ok(Row::End),
            Ok(true) => {
                // Only quotes can be misplaced.
                let raw = self.raw();
                if memchr::memchr(b'"', raw).is_some()
                    && let Err(error) = cells::scan(raw, self.delimiter)
                {
                    return Ok(Row::Unreadable(Wrong::Quote(error)));
                }
                Ok(Row::Record)
            }
            Err(error) => match error.into_kind() {
                ErrorKind::Utf8 { .. } => {
                    let at = match std::str::from_utf8(self.raw()) {
                        Ok(_) => 0,
                        Err(error) => error.valid_up_to(),
                    };
                    Ok(Row::Unreadable(Wrong::NotUtf8 { at }))
                }
                ErrorKind::Io(error) => {
                    let too_long = error
                        .get_ref()
                        .is_some_and(<dyn std::error::Error + Send + Sync>::is::<RecordTooLong>);
                    if too_long {
                        Ok(Row::Unreadable(Wrong::TooLong))
                    } else {
                        Err(error)
                    }
                }
                _ => Err(io::Error::from(io::ErrorKind::InvalidData)),
            },
        }
    }

    /// The current row as it stands in the file, without its line end.
    fn raw(&self) -> &[u8] {
        self.reader.get_ref().record().0
    }

    /// The place of the current row; the header gives the columns of fields.
    fn place<'p>(&'p self, header: Option<&'p Header<'p>>) -> RowPlace<'p> {
        let (raw, line) = self.reader.get_ref().record();
        RowPlace {
            raw,
            line: line + self.lines_before,
            delimiter: self.delimiter,
            header,
        }
    }

    fn unreadable(&self, wrong: Wrong) -> Unreadable<'_> {
        let place = self.place(None);
        let (message, help, at): (_, Option<&'static str>, _) = match wrong {
            Wrong::NotUtf8 { at } => (
                "the row is not UTF-8".to_owned(),
                Some("save the file as UTF-8"),
                at..at + 1,
            ),
            Wrong::Quote(error) => (
                error.to_string(),
                Some("a quote within a quoted cell is written twice"),
                error.at()..error.at() + 1,
            ),
            Wrong::TooLong => (
                format!(
                    "the row has more than {} bytes, nothing after it can be read",
                    window::LONGEST_RECORD
                ),
                Some("look for a quote that never closes"),
                0..1,
            ),
        };
        Unreadable {
            message,
            help: help.map(Into::into),
            spot: Some(place.at(at)),
        }
    }

    /// Shows the current row as an entry; hands the memory of the entry back.
    fn show<'e>(
        &self,
        header: &Header<'_>,
        ignore_unknown_columns: bool,
        mut entry: Entry<'_>,
        visit: &mut Visit<'_>,
    ) -> io::Result<Entry<'e>> {
        let place = self.place(Some(header));
        if self.record.len() != header.len() {
            let message = format!(
                "the row has {} {}, expected {} as in the header",
                self.record.len(),
                if self.record.len() == 1 {
                    "cell"
                } else {
                    "cells"
                },
                header.len()
            );
            let at = place.cell(header.len().min(self.record.len().saturating_sub(1)));
            let help = "a cell with the delimiter or a line break in it has to be quoted";
            visit(Item::UnreadableEntry(Unreadable {
                message,
                help: Some(help.into()),
                spot: Some(at),
            }))?;
            return Ok(entry.recycle());
        }
        let mut current = entry.recycle();
        for (column, (cell, name)) in self.record.iter().zip(header.names()).enumerate() {
            match name {
                _ if cell.is_empty() => {}
                None => {
                    let message = "the cell has no header above it".to_owned();
                    visit(Item::UnreadableEntry(Unreadable {
                        message,
                        help: None,
                        spot: Some(place.cell(column)),
                    }))?;
                    return Ok(current.recycle());
                }
                Some(FieldName::Unknown(_)) if ignore_unknown_columns => {}
                Some(name) => {
                    let name = borrowed(name);
                    if let Err(error) = current.add(name, cell, None, None) {
                        let spot = Some(place.cell(column));
                        let message = error.to_string();
                        visit(Item::UnreadableEntry(Unreadable {
                            message,
                            help: None,
                            spot,
                        }))?;
                        return Ok(current.recycle());
                    }
                }
            }
        }
        visit(Item::Entry {
            command: None,
            entry: &current,
            place: &place,
        })?;
        entry = current.recycle();
        Ok(entry.recycle())
    }
}

fn borrowed<'n>(name: &'n FieldName<'_>) -> FieldName<'n> {
    match name {
        FieldName::Known(field) => FieldName::Known(*field),
        FieldName::Custom(name) => FieldName::Custom((&**name).into()),
        FieldName::Unknown(name) => FieldName::Unknown((&**name).into()),
    }
}

struct RowPlace<'p> {
    raw: &'p [u8],
    line: usize,
    delimiter: u8,
    header: Option<&'p Header<'p>>,
}

impl<'p> RowPlace<'p> {
    fn at(&self, range: Range<usize>) -> Spot<'p> {
        spot_of_line(self.raw, range, self.line)
    }

    fn cell(&self, column: usize) -> Spot<'p> {
        let range = Cells::of(self.raw, self.delimiter).nth(column);
        self.at(range.unwrap_or(0..self.raw.len()))
    }
}

impl Place for RowPlace<'_> {
    fn spot(&self, _entry: &Entry<'_>, field: Option<&FieldName<'_>>) -> Spot<'_> {
        let column = field.and_then(|field| self.header.and_then(|header| header.column(field)));
        match column {
            Some(column) => self.cell(column),
            None => self.at(0..self.raw.len()),
        }
    }
}
