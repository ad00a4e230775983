//! The SOAP form: one request in rpc/encoded with one operation, for as many entries as the server takes
//! at once. The session is for the sender to add.

use std::io::{self, Write};

use suiteprojects::soap::Service;
use suiteprojects::soap::task::{CollectError, Collector};
use suiteprojects::validate::CheckedEntry;

use super::EntryWriter;
use crate::judge::Refusal;

pub(super) struct Soap {
    collector: Collector,
}

impl Soap {
    pub(super) fn new() -> Self {
        Self {
            collector: Collector::new(Service::rpc_encoded()),
        }
    }
}

impl EntryWriter for Soap {
    fn entry(&mut self, entry: &CheckedEntry<'_>) -> Result<(), Refusal> {
        self.collector.push(entry).map_err(|error| {
            let help = match &error {
                CollectError::Write(_) => "remove the character that XML cannot carry",
                _ => "convert to xml, which takes any number and names the command of each entry",
            };
            Refusal::Inexpressible {
                field: None,
                message: format!("the entry cannot be said in one SOAP request: {error}"),
                help,
            }
        })
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        let request = self.collector.finish().map_err(io::Error::other)?;
        writeln!(out, "{}", request.expose())?;
        out.flush()
    }
}
