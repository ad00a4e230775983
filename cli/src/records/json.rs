//! One array, a record a line.

use std::io::{self, Write};

use suiteprojects::element::Element;

use super::RecordWriter;
use super::value::Object;

pub(super) struct Json<W> {
    out: W,
    separator: &'static [u8],
}

impl<W: Write> Json<W> {
    pub(super) const fn new(out: W) -> Self {
        Self {
            out,
            separator: b"[\n",
        }
    }
}

impl<W: Write> RecordWriter for Json<W> {
    fn record(&mut self, record: &Element) -> io::Result<()> {
        self.out.write_all(self.separator)?;
        self.separator = b",\n";
        serde_json::to_writer(&mut self.out, &Object::of(record)).map_err(io::Error::from)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let end: &[u8] = if self.separator == b"[\n" {
            b"[]\n"
        } else {
            b"\n]\n"
        };
        self.out.write_all(end)?;
        self.out.flush()
    }
}
