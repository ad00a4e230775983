//! Entries that wait to be sent, in a temporary file: nothing is sent before the last was checked,
//! and a file of any size fits.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, Write as _};

use serde::{Deserialize, Serialize};
use suiteprojects::task::Field;
use suiteprojects::validate::CheckedEntry;
use suiteprojects::xml::{WriteError, Writer, task::write_entry};

use crate::judge::Refusal;

/// An entry that waits.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Waiting {
    /// Its place among all entries of the input, from 0.
    pub(super) entry: u64,
    /// Its internal id, if it has one.
    pub(super) id: Option<String>,
    /// The `<Task>` in canonical form.
    pub(super) task: String,
}

/// Takes entries until all are checked.
#[derive(Debug)]
pub struct Spool {
    file: BufWriter<File>,
    writer: Writer,
    entries: u64,
}

impl Spool {
    /// An empty one.
    ///
    /// # Errors
    ///
    /// There is no place for temporary files.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::new(tempfile::tempfile()?),
            writer: Writer::new(),
            entries: 0,
        })
    }

    /// Takes a checked entry, which has this place among all entries of the input.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if XML cannot carry it, or the temporary file cannot be written.
    pub fn take(&mut self, entry: u64, checked: &CheckedEntry<'_>) -> Result<(), Refusal> {
        self.writer.clear();
        let written = self
            .writer
            .start("Task")
            .and_then(|tag| write_entry(tag, checked));
        written.map_err(|error: WriteError| Refusal::Inexpressible {
            field: None,
            message: format!("the entry cannot be said in XML: {error}"),
            help: "remove the character that XML cannot carry",
        })?;
        let waiting = Waiting {
            entry,
            id: checked.entry().text(Field::Id).map(str::to_owned),
            task: self.writer.as_str().to_owned(),
        };
        // One line each: JSON escapes line ends.
        serde_json::to_writer(&mut self.file, &waiting).map_err(io::Error::from)?;
        self.file.write_all(b"\n")?;
        self.entries += 1;
        Ok(())
    }

    /// How many entries it has.
    pub const fn entries(&self) -> u64 {
        self.entries
    }

    /// Hands the entries out again.
    pub(super) fn into_batches(self) -> io::Result<Batches> {
        let mut file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(Batches {
            file: BufReader::new(file),
            returned: VecDeque::new(),
        })
    }
}

/// Hands entries out, some at a time, in order.
#[derive(Debug)]
pub(super) struct Batches {
    file: BufReader<File>,
    returned: VecDeque<Waiting>,
}

impl Batches {
    /// At most so many of the next entries; none if there are no more.
    pub(super) fn next(&mut self, most: usize) -> io::Result<Vec<Waiting>> {
        let mut batch = Vec::new();
        let mut line = String::new();
        while batch.len() < most {
            if let Some(waiting) = self.returned.pop_front() {
                batch.push(waiting);
                continue;
            }
            line.clear();
            if self.file.read_line(&mut line)? == 0 {
                break;
            }
            batch.push(serde_json::from_str(&line)?);
        }
        Ok(batch)
    }

    /// Takes entries back, to be handed out again first.
    pub(super) fn put_back(&mut self, batch: Vec<Waiting>) {
        for waiting in batch.into_iter().rev() {
            self.returned.push_front(waiting);
        }
    }
}
