//! CSV. Which columns there are is known only after the last record, so records are spooled as JSON
//! Lines and laid out at the end.

use std::io::{self, BufRead as _, BufReader, BufWriter, Read, Seek, Write};

use serde_json::{Map, Value};
use suiteprojects::element::Element;

use super::RecordWriter;
use super::value::Object;

pub(super) struct Csv<W, S: Write> {
    out: W,
    spool: BufWriter<S>,
    /// The fields that some record has, in the order of their first appearance.
    columns: Vec<String>,
}

impl<W: Write, S: Read + Write + Seek> Csv<W, S> {
    pub(super) fn new(out: W, spool: S) -> Self {
        Self {
            out,
            spool: BufWriter::new(spool),
            columns: Vec::new(),
        }
    }
}

impl<W: Write, S: Read + Write + Seek> RecordWriter for Csv<W, S> {
    fn record(&mut self, record: &Element) -> io::Result<()> {
        let object = Object::of(record);
        for name in object.names() {
            if !self.columns.iter().any(|column| column == name) {
                self.columns.push(name.to_owned());
            }
        }
        serde_json::to_writer(&mut self.spool, &object)?;
        self.spool.write_all(b"\n")
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let mut spool = self
            .spool
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        spool.rewind()?;
        let mut csv = csv::Writer::from_writer(self.out);
        if !self.columns.is_empty() {
            csv.write_record(&self.columns)?;
        }
        for line in BufReader::new(spool).lines() {
            let object: Map<String, Value> = serde_json::from_str(&line?)?;
            let cell = |column: &String| match object.get(column) {
                None => String::new(),
                Some(Value::String(text)) => text.clone(),
                // What has no text of its own, such as an address, stays JSON.
                Some(other) => other.to_string(),
            };
            csv.write_record(self.columns.iter().map(cell))?;
        }
        csv.flush()
    }
}
