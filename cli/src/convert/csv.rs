//! CSV under XML names. Which columns there are is known only after the last entry, so entries are
//! spooled as JSON Lines and laid out at the end.

use std::borrow::Cow;
use std::io::{self, BufRead as _, BufReader, BufWriter, Read, Seek, Write};

use suiteprojects::json::read_entry;
use suiteprojects::task::{Entry, Field, FieldName, Wire};
use suiteprojects::validate::{CheckedEntry, CheckedValue};

use super::object::Object;
use super::{EntryWriter, OneCommand, refuse_lookups};
use crate::judge::Refusal;

pub(super) struct Csv<S: Write> {
    spool: BufWriter<S>,
    command: OneCommand,
    /// The fields that some entry has, in the order of the table.
    fields: [bool; Field::COUNT],
    /// The custom fields that some entry has, in the order of their first appearance.
    custom: Vec<String>,
}

impl<S: Read + Write + Seek> Csv<S> {
    pub(super) fn new(spool: S) -> Self {
        Self {
            spool: BufWriter::new(spool),
            command: OneCommand::default(),
            fields: [false; Field::COUNT],
            custom: Vec::new(),
        }
    }
}

impl<S: Read + Write + Seek> EntryWriter for Csv<S> {
    fn entry(&mut self, entry: &CheckedEntry<'_>) -> Result<(), Refusal> {
        refuse_lookups(entry, "CSV")?;
        self.command.admit(entry, "CSV")?;
        for (used, field) in self.fields.iter_mut().zip(Field::ALL) {
            match entry.value(*field) {
                None => {}
                Some(CheckedValue::Text("")) => {
                    return Err(Refusal::Inexpressible {
                        field: Some(*field),
                        message: format!("`{field}` is to be cleared, which CSV cannot say"),
                        help: "a blank cell is an absent field; convert to xml or jsonl",
                    });
                }
                // A field that XML does not have was allowed to be lost.
                Some(_) => *used = field.name(Wire::Xml).is_some(),
            }
        }
        for custom in entry.custom() {
            if custom.text.is_empty() {
                return Err(Refusal::Inexpressible {
                    field: None,
                    message: format!("`{}` is to be cleared, which CSV cannot say", custom.name),
                    help: "a blank cell is an absent field; convert to xml or jsonl",
                });
            }
            if !self.custom.iter().any(|name| *name == custom.name) {
                self.custom.push(custom.name.to_string());
            }
        }
        Object(entry).write(&mut self.spool)?;
        self.spool.write_all(b"\n")?;
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        let mut spool = self
            .spool
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        spool.rewind()?;
        let columns: Vec<FieldName<'_>> = Field::ALL
            .iter()
            .zip(self.fields)
            .filter(|(_, used)| *used)
            .map(|(field, _)| FieldName::Known(*field))
            .chain(
                self.custom
                    .iter()
                    .map(|name| FieldName::Custom(Cow::Borrowed(&**name))),
            )
            .collect();
        let mut csv = csv::Writer::from_writer(out);
        if !columns.is_empty() {
            csv.write_record(columns.iter().map(FieldName::as_str))?;
        }
        for line in BufReader::new(spool).lines() {
            let line = line?;
            let mut entry = Entry::new();
            read_entry(&line, &mut entry).map_err(io::Error::other)?;
            csv.write_record(columns.iter().map(|column| text(&entry, column)))?;
        }
        csv.flush()
    }
}

fn text<'t>(entry: &'t Entry<'_>, column: &FieldName<'_>) -> &'t str {
    match column {
        FieldName::Known(field) => entry.text(*field).unwrap_or_default(),
        FieldName::Custom(name) | FieldName::Unknown(name) => entry
            .custom()
            .iter()
            .find(|custom| custom.name == *name)
            .map_or("", |custom| &custom.text),
    }
}
