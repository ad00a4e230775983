//! SARIF 2.1.0, for code scanning.
//!
//! * What has a file is a result. Code scanning refuses a whole document for one result without a
//!   place, so what concerns the run and no file is a notification of the invocation instead.
//! * A row or file that cannot be read is a result of the rule `unreadable`, since code scanning
//!   shows nothing but results. It also makes the execution unsuccessful: what could not be read was
//!   not judged.

mod model;
mod rules;

use std::io;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use self::model::{Invocation, Notification, ScanResult};
use self::rules::Tool;
use super::Renderer;
use crate::diagnostic::{Diagnostic, Statement, Summary};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one document with one run. Results are written as they come, each on its own line.
#[derive(Debug)]
pub struct Sarif<W> {
    out: W,
    piece: Vec<u8>,
    progress: Progress,
    /// The format wants them after the results. Nothing but what is said once for the run comes
    /// here, so their number is that of the rules at most.
    configuration: Vec<Box<RawValue>>,
    execution: Vec<Box<RawValue>>,
}

/// How far the document is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Progress {
    Nothing,
    NoResult,
    Results,
}

impl<W: io::Write> Sarif<W> {
    /// A renderer that writes to `out`.
    pub const fn new(out: W) -> Self {
        Self {
            out,
            piece: Vec::new(),
            progress: Progress::Nothing,
            configuration: Vec::new(),
            execution: Vec::new(),
        }
    }

    fn text(&mut self, json: &str) {
        self.piece.extend_from_slice(json.as_bytes());
    }

    fn value(&mut self, value: &impl Serialize) -> io::Result<()> {
        Ok(serde_json::to_writer(&mut self.piece, value)?)
    }

    /// What stands before the results, unless it is written already.
    fn opening(&mut self) -> io::Result<()> {
        if self.progress == Progress::Nothing {
            self.progress = Progress::NoResult;
            self.text("{\"$schema\":");
            self.value(&SCHEMA)?;
            self.text(",\"version\":\"2.1.0\",\"runs\":[{\"tool\":");
            self.value(&Tool::new())?;
            self.text(",\"columnKind\":\"unicodeCodePoints\",\"results\":[\n");
        }
        Ok(())
    }

    fn result(&mut self, result: &ScanResult<'_>) -> io::Result<()> {
        if self.progress == Progress::Results {
            self.text(",\n");
        }
        self.progress = Progress::Results;
        self.value(result)
    }

    fn closing(&mut self, summary: &Summary) -> io::Result<()> {
        let invocation = Invocation {
            execution_successful: summary.unreadable == 0,
            tool_configuration_notifications: std::mem::take(&mut self.configuration),
            tool_execution_notifications: std::mem::take(&mut self.execution),
        };
        self.text("\n],\"invocations\":[");
        self.value(&invocation)?;
        self.text("]}]}\n");
        Ok(())
    }

    /// Hands on what is complete, in one piece.
    fn pass(&mut self) -> io::Result<()> {
        let passed = self.out.write_all(&self.piece);
        self.piece.clear();
        passed
    }
}

impl<W: io::Write> Renderer for Sarif<W> {
    fn diagnostic(&mut self, diagnostic: &Diagnostic<'_>) -> io::Result<()> {
        self.opening()?;
        match ScanResult::new(diagnostic) {
            Some(result) => self.result(&result)?,
            None => {
                let notification = to_raw_value(&Notification::new(&diagnostic.statement))?;
                match diagnostic.statement {
                    Statement::Unreadable { .. } => self.execution.push(notification),
                    _ => self.configuration.push(notification),
                }
            }
        }
        self.pass()
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        self.opening()?;
        self.closing(summary)?;
        self.pass()?;
        self.out.flush()
    }
}
