//! One line for each diagnostic, for editors and `grep`.

use std::fmt::Write as _;
use std::io;

use super::Renderer;
use super::visible::one_line;
use crate::diagnostic::{Diagnostic, Summary};

/// Writes `file:line:column: error[rule] code: message`; what is not known is left out. The last
/// line is the summary.
#[derive(Debug)]
pub struct Concise<W> {
    out: W,
}

impl<W: io::Write> Concise<W> {
    /// A renderer that writes to `out`.
    pub const fn new(out: W) -> Self {
        Self { out }
    }
}

impl<W: io::Write> Renderer for Concise<W> {
    fn diagnostic(&mut self, diagnostic: &Diagnostic<'_>) -> io::Result<()> {
        let statement = &diagnostic.statement;
        let mut line = String::new();
        if let Some(place) = diagnostic.place() {
            line.push_str(&place);
            line.push_str(": ");
        }
        line.push_str(statement.severity().as_str());
        if let Some(finding) = statement.finding() {
            let _ = write!(line, "[{}]", finding.rule().id());
            if let Some(code) = finding.server_code() {
                let _ = write!(line, " {}", code.get());
            }
        }
        let _ = write!(line, ": {statement}");
        writeln!(self.out, "{}", one_line(&line))
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        writeln!(self.out, "{summary}")?;
        self.out.flush()
    }
}
