//! Forms into which checked entries are converted, one file each.

mod csv;
mod json_lines;
mod object;
mod rest;
mod soap;
mod xml;

use std::io::{self, Write};

use clap::ValueEnum;
use suiteprojects::task::{Field, Wire};
use suiteprojects::validate::{CheckedEntry, Command};

use crate::judge::Refusal;

/// A form of output.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Target {
    /// An XML API request with `<Add>` and `<Modify>` commands of at most 1,000 entries each, still
    /// without key and login.
    Xml,
    /// A SOAP request in rpc/encoded with one operation and at most 1,000 entries, still without a
    /// session.
    Soap,
    /// The REST form: one JSON document with the entries in `data`, under their REST names.
    Rest,
    /// CSV with XML names in the header.
    Csv,
    /// JSON Lines with XML names, one object an entry.
    Jsonl,
}

impl Target {
    /// The wire whose names the form uses.
    pub const fn wire(self) -> Wire {
        match self {
            Self::Rest => Wire::Rest,
            Self::Soap => Wire::Soap,
            Self::Xml | Self::Csv | Self::Jsonl => Wire::Xml,
        }
    }

    /// Starts a conversion that collects in `spool`, which is read again at the end.
    pub fn writer<S: io::Read + io::Write + io::Seek + 'static>(
        self,
        spool: S,
    ) -> Box<dyn EntryWriter> {
        match self {
            Self::Xml => Box::new(xml::Xml::new(spool)),
            Self::Soap => Box::new(soap::Soap::new()),
            Self::Jsonl => Box::new(json_lines::JsonLines::new(spool)),
            Self::Rest => Box::new(rest::Rest::new(spool)),
            Self::Csv => Box::new(csv::Csv::new(spool)),
        }
    }
}

/// Takes checked entries; nothing reaches the output before [`EntryWriter::finish`].
pub trait EntryWriter {
    /// Takes the next entry.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if the form cannot express the entry, or the spool cannot be written.
    fn entry(&mut self, entry: &CheckedEntry<'_>) -> Result<(), Refusal>;

    /// Writes everything.
    ///
    /// # Errors
    ///
    /// What the output or the spool says.
    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()>;
}

/// Refuses an entry with a foreign key by external id or name, which only XML and SOAP can say.
fn refuse_lookups(entry: &CheckedEntry<'_>, form: &str) -> Result<(), Refusal> {
    match Field::ALL
        .iter()
        .find(|field| entry.lookup(**field).is_some())
    {
        None => Ok(()),
        Some(field) => Err(Refusal::Inexpressible {
            field: Some(*field),
            message: format!("`{field}` is given by external id or name, which {form} cannot say"),
            help: "convert to xml, or send the internal id",
        }),
    }
}

/// Refuses what the forms that have no word for the command would turn into something else: a Delete
/// or Reject, and an Add beside a Modify.
#[derive(Debug, Default)]
struct OneCommand(Option<Command>);

impl OneCommand {
    fn admit(&mut self, entry: &CheckedEntry<'_>, form: &str) -> Result<(), Refusal> {
        let command = entry.command();
        let first = *self.0.get_or_insert(command);
        let refuse = |message| {
            let help = "convert to xml, which names the command of each entry";
            Err(Refusal::Inexpressible {
                field: None,
                message,
                help,
            })
        };
        match command {
            Command::Add | Command::Modify if command == first => Ok(()),
            Command::Add | Command::Modify => refuse(format!(
                "the entry is for {command} and earlier ones are for {first}, which {form} cannot tell apart"
            )),
            _ => refuse(format!(
                "the entry is for {command}, which {form} cannot say"
            )),
        }
    }
}

/// Copies the spool to the output.
fn copy<S: io::Read + io::Seek>(mut spool: S, out: &mut dyn Write) -> io::Result<()> {
    spool.rewind()?;
    io::copy(&mut spool, out)?;
    out.flush()
}
