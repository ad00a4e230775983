//! Records of any type in several forms, one file each.
//!
//! In all of them but XML a field has its XML name and its text, dates as `2026-01-05`. Fields
//! without a value are left out: the server sends each of them with every record.

mod csv;
mod json;
mod json_lines;
mod value;
mod xml;

use std::fs::File;
use std::io::{self, Write};

use clap::ValueEnum;
use suiteprojects::element::Element;

/// A form of records.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum RecordFormat {
    /// JSON Lines: one object a record, as soon as it is there.
    #[default]
    Jsonl,
    /// CSV with a header; written at the end, when it is known which fields there are.
    Csv,
    /// One array of objects.
    Json,
    /// One answer of the XML API with all records, as the server sends them.
    Xml,
}

impl RecordFormat {
    /// Starts to write records.
    ///
    /// # Errors
    ///
    /// There is no place for temporary files.
    pub fn writer<'w, W: Write + 'w>(self, out: W) -> io::Result<Box<dyn RecordWriter + 'w>> {
        Ok(match self {
            Self::Jsonl => Box::new(json_lines::JsonLines::new(out)),
            Self::Csv => Box::new(csv::Csv::<W, File>::new(out, tempfile::tempfile()?)),
            Self::Json => Box::new(json::Json::new(out)),
            Self::Xml => Box::new(xml::Xml::new(out)),
        })
    }
}

/// Takes records.
pub trait RecordWriter {
    /// Takes the next record.
    ///
    /// # Errors
    ///
    /// What the output says.
    fn record(&mut self, record: &Element) -> io::Result<()>;

    /// Says that this was the last. Without it the output is no whole document in any form but JSON
    /// Lines, so that a part is not taken for everything.
    ///
    /// # Errors
    ///
    /// What the output says.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

#[cfg(test)]
mod tests;
