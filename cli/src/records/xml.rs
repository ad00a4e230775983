//! One answer of the XML API with the records of all pages.

use std::io::{self, Write};

use suiteprojects::element::Element;
use suiteprojects::xml::tree;

use super::RecordWriter;

pub(super) struct Xml<W> {
    out: W,
    begun: bool,
}

impl<W: Write> Xml<W> {
    pub(super) const fn new(out: W) -> Self {
        Self { out, begun: false }
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        self.out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<response>\n<Read status=\"0\">\n",
        )
    }
}

impl<W: Write> RecordWriter for Xml<W> {
    fn record(&mut self, record: &Element) -> io::Result<()> {
        self.begin()?;
        let record = tree::to_string(record).map_err(io::Error::other)?;
        writeln!(self.out, "{record}")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.begin()?;
        self.out.write_all(b"</Read>\n</response>\n")?;
        self.out.flush()
    }
}
