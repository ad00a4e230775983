//! The XML form: one request with the entries in commands of at most 1,000, as many as the server
//! takes at once. Key and login are for the sender to add.

use std::io::{self, BufWriter, Read, Seek, Write};

use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects::xml::{WriteError, Writer, task::write_entry};

use super::{EntryWriter, copy};
use crate::judge::Refusal;

/// How many objects the server takes in one command.
const LARGEST_COMMAND: usize = 1000;

/// The command that is open in the output.
#[derive(Clone, Copy, PartialEq)]
struct Open {
    command: Command,
    /// Custom fields have to be switched on for a command.
    custom: bool,
}

pub(super) struct Xml<S: Write> {
    spool: BufWriter<S>,
    writer: Writer,
    open: Option<Open>,
    entries: usize,
}

impl<S: Read + Write + Seek> Xml<S> {
    pub(super) fn new(spool: S) -> Self {
        Self {
            spool: BufWriter::new(spool),
            writer: Writer::new(),
            open: None,
            entries: 0,
        }
    }

    fn close(&mut self) -> io::Result<()> {
        match self.open.take() {
            Some(Open { command, .. }) => writeln!(self.spool, "  </{command}>"),
            None => Ok(()),
        }
    }
}

impl<S: Read + Write + Seek> EntryWriter for Xml<S> {
    fn entry(&mut self, entry: &CheckedEntry<'_>) -> Result<(), Refusal> {
        let wanted = Open {
            command: entry.command(),
            custom: entry.custom().next().is_some(),
        };
        if self.open != Some(wanted) || self.entries == LARGEST_COMMAND {
            self.close()?;
            let custom = if wanted.custom {
                " enable_custom=\"1\""
            } else {
                ""
            };
            writeln!(self.spool, "  <{} type=\"Task\"{custom}>", wanted.command)?;
            self.open = Some(wanted);
            self.entries = 0;
        }
        self.entries += 1;
        self.writer.clear();
        let written = self
            .writer
            .start("Task")
            .and_then(|tag| write_entry(tag, entry));
        written.map_err(|error: WriteError| Refusal::Inexpressible {
            field: None,
            message: format!("the entry cannot be said in XML: {error}"),
            help: "remove the character that XML cannot carry",
        })?;
        writeln!(self.spool, "    {}", self.writer.as_str())?;
        Ok(())
    }

    fn finish(mut self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        self.close()?;
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<request API_version=\"1.0\" client=\"suiteprojects\">\n")?;
        copy(
            self.spool
                .into_inner()
                .map_err(io::IntoInnerError::into_error)?,
            out,
        )?;
        out.write_all(b"</request>\n")?;
        out.flush()
    }
}
