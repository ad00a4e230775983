//! Reading time entries from files, one module for each form.
//!
//! Every reader shows what it finds, entry by entry, to a visitor, together with the means to say
//! where in the file a field stands. What cannot be read is shown too, and the rest is still read
//! where that is possible.

pub mod csv;
pub mod format;
pub mod json;
pub mod json_lines;
mod place;
pub mod soap;
pub mod source;
pub mod xml;

use std::borrow::Cow;
use std::io;

use suiteprojects::task::{Entry, FieldName};
use suiteprojects::validate::Command;

pub use format::Format;
pub(crate) use place::floor_boundary;
pub use place::{SourceText, spot_of_line};
pub use source::{Input, InputError, Meter, Source};

use crate::diagnostic::Spot;

/// Says where in its file an entry and its fields stand.
pub trait Place {
    /// Where the field stands; the entry as a whole if the field is `None` or not in it.
    fn spot(&self, entry: &Entry<'_>, field: Option<&FieldName<'_>>) -> Spot<'_>;
}

/// What a reader found.
#[allow(
    missing_debug_implementations,
    reason = "a place is a trait object without one"
)]
pub enum Item<'i> {
    /// A time entry.
    Entry {
        /// What is to be done with it, if the file says so.
        command: Option<Command>,
        /// The entry.
        entry: &'i Entry<'i>,
        /// Where it stands.
        place: &'i dyn Place,
    },
    /// A row that stands in the place of an entry but cannot be read as one.
    UnreadableEntry(Unreadable<'i>),
    /// Something else that cannot be read: a header, or the whole of the file from here on.
    Unreadable(Unreadable<'i>),
    /// Something that was left out for a good reason, to be told once.
    Note(String),
}

/// Why something cannot be read.
#[derive(Debug)]
pub struct Unreadable<'i> {
    /// One line: what was found and what was expected.
    pub message: String,
    /// What to do about it, if there is something.
    pub help: Option<Cow<'static, str>>,
    /// Where it stands.
    pub spot: Option<Spot<'i>>,
}

/// Takes what a reader finds; an error ends the reading.
pub type Visit<'v> = dyn FnMut(Item<'_>) -> io::Result<()> + 'v;

/// How files are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The form, instead of a guess from name and content.
    pub format: Option<Format>,
    /// Whether columns that are no fields of a time entry are left out without a word.
    pub ignore_unknown_columns: bool,
}

/// Reads a whole input.
///
/// # Errors
///
/// [`InputError`] if the file cannot be opened or read at all; what the visitor returns.
pub fn read(
    source: &Source,
    options: Options,
    meter: &Meter,
    visit: &mut Visit<'_>,
) -> Result<(), InputError> {
    let mut input = source.open(meter)?;
    let format = match options.format {
        Some(format) => format,
        None => Format::guess(
            source.path(),
            input.peek().map_err(|error| source.failure(error))?,
        ),
    };
    let outcome = match format {
        Format::Csv => csv::read(&mut input, options.ignore_unknown_columns, visit),
        Format::Jsonl => json_lines::read(&mut input, visit),
        Format::Json => json::read(&mut input, visit),
        Format::Xml => xml::read(&mut input, visit),
        Format::Soap => soap::read(&mut input, visit),
    };
    outcome.map_err(|error| source.failure(error))
}
