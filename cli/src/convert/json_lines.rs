//! JSON Lines: one object an entry, under XML names. `hours` and `minutes` are numbers where the
//! duration is known; everything else is text as it was received.

use std::io::{self, BufWriter, Read, Seek, Write};

use suiteprojects::validate::CheckedEntry;

use super::object::Object;
use super::{EntryWriter, OneCommand, copy, refuse_lookups};
use crate::judge::Refusal;

pub(super) struct JsonLines<S: Write> {
    spool: BufWriter<S>,
    command: OneCommand,
}

impl<S: Read + Write + Seek> JsonLines<S> {
    pub(super) fn new(spool: S) -> Self {
        Self {
            spool: BufWriter::new(spool),
            command: OneCommand::default(),
        }
    }
}

impl<S: Read + Write + Seek> EntryWriter for JsonLines<S> {
    fn entry(&mut self, entry: &CheckedEntry<'_>) -> Result<(), Refusal> {
        refuse_lookups(entry, "JSON Lines")?;
        self.command.admit(entry, "JSON Lines")?;
        Object(entry).write(&mut self.spool)?;
        self.spool.write_all(b"\n")?;
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        copy(
            self.spool
                .into_inner()
                .map_err(io::IntoInnerError::into_error)?,
            out,
        )
    }
}
