//! JSON Lines.

use std::io::{self, Write};

use suiteprojects::element::Element;

use super::RecordWriter;
use super::value::Object;

pub(super) struct JsonLines<W> {
    out: W,
}

impl<W: Write> JsonLines<W> {
    pub(super) const fn new(out: W) -> Self {
        Self { out }
    }
}

impl<W: Write> RecordWriter for JsonLines<W> {
    fn record(&mut self, record: &Element) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &Object::of(record))?;
        self.out.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
