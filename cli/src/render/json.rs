//! JSON Lines: one object for each diagnostic, for programs.
//!
//! The keys and their order are a contract. Keys may be added, never renamed or moved.

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use super::Renderer;
use super::parameters::Parameters;
use crate::diagnostic::{Diagnostic, Statement, Summary};

/// Writes one object on each line; the last one is the summary.
#[derive(Debug)]
pub struct Json<W> {
    out: W,
    line: Vec<u8>,
}

impl<W: io::Write> Json<W> {
    /// A renderer that writes to `out`.
    pub const fn new(out: W) -> Self {
        Self {
            out,
            line: Vec::new(),
        }
    }

    fn line(&mut self, line: &Line<'_>) -> io::Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, line)?;
        self.line.push(b'\n');
        self.out.write_all(&self.line)
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'d> {
    Finding {
        rule: &'static str,
        severity: &'static str,
        server_code: Option<u32>,
        /// From 0.
        entry: Option<u64>,
        field: Option<&'d str>,
        message: String,
        help: Option<Cow<'static, str>>,
        params: Parameters<'d>,
        #[serde(flatten)]
        place: Place<'d>,
    },
    Unreadable {
        message: &'d str,
        #[serde(flatten)]
        place: Place<'d>,
        #[serde(skip_serializing_if = "Option::is_none")]
        help: Option<Cow<'static, str>>,
    },
    Summary {
        entries: u64,
        valid: u64,
        invalid: u64,
        errors: u64,
        warnings: u64,
        unchecked: u64,
        unreadable: u64,
    },
}

#[derive(Serialize)]
struct Place<'d> {
    file: Option<&'d str>,
    /// From 1.
    line: Option<usize>,
    /// From 1, in characters.
    column: Option<usize>,
}

impl<W: io::Write> Renderer for Json<W> {
    fn diagnostic(&mut self, diagnostic: &Diagnostic<'_>) -> io::Result<()> {
        let statement = &diagnostic.statement;
        let spot = diagnostic.spot.as_ref();
        let place = Place {
            file: diagnostic.file,
            line: spot.map(|spot| spot.line),
            column: spot.map(|spot| spot.column),
        };
        let line = match statement {
            Statement::Finding(finding) | Statement::Unchecked { finding, .. } => Line::Finding {
                rule: finding.rule().id(),
                severity: statement.severity().as_str(),
                server_code: finding.server_code().map(|code| code.get()),
                // What is said once for the run is not about the entry that it was first seen in.
                entry: match statement {
                    Statement::Unchecked { .. } => None,
                    _ => finding.entry(),
                },
                field: finding.field().map(|field| field.as_str()),
                message: finding.message().to_string(),
                help: statement.help(),
                params: Parameters(statement),
                place,
            },
            Statement::Unreadable { message, help } => Line::Unreadable {
                message,
                place,
                help: help.clone(),
            },
        };
        self.line(&line)
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let Summary {
            entries,
            valid,
            invalid,
            errors,
            warnings,
            unchecked,
            unreadable,
        } = *summary;
        self.line(&Line::Summary {
            entries,
            valid,
            invalid,
            errors,
            warnings,
            unchecked,
            unreadable,
        })?;
        self.out.flush()
    }
}
