//! The REST form: the objects of time entries as the resource takes them, in `{"data":[…]}`, which is the
//! form of its lists. A request has one of the objects.

use std::io::{self, BufWriter, Read, Seek, Write};

use suiteprojects::rest;
use suiteprojects::validate::CheckedEntry;

use super::{EntryWriter, OneCommand, copy, refuse_lookups};
use crate::judge::Refusal;

pub(super) struct Rest<S: Write> {
    spool: BufWriter<S>,
    command: OneCommand,
    first: bool,
}

impl<S: Read + Write + Seek> Rest<S> {
    pub(super) fn new(spool: S) -> Self {
        Self {
            spool: BufWriter::new(spool),
            command: OneCommand::default(),
            first: true,
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        self.spool
            .write_all(if self.first { b"{\"data\":[\n" } else { b",\n" })?;
        self.first = false;
        Ok(())
    }
}

impl<S: Read + Write + Seek> EntryWriter for Rest<S> {
    fn entry(&mut self, entry: &CheckedEntry<'_>) -> Result<(), Refusal> {
        refuse_lookups(entry, "REST")?;
        self.command.admit(entry, "REST")?;
        self.begin()?;
        self.spool
            .write_all(rest::entry_to_string(entry).as_bytes())?;
        Ok(())
    }

    fn finish(mut self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        if self.first {
            self.begin()?;
        }
        self.spool.write_all(b"\n]}\n")?;
        copy(
            self.spool
                .into_inner()
                .map_err(io::IntoInnerError::into_error)?,
            out,
        )
    }
}
