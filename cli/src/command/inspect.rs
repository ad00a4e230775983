//! `inspect`: any request or response as JSON.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use suiteprojects::soap;
use suiteprojects::xml::{Document, Limits, tree};

use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::input::{Meter, Source};

/// Arguments of `inspect`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// A request or response of the XML or SOAP API, a command or a record; `-` or none is standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// Masks passwords, tokens, session ids and API keys, which are shown as they stand otherwise
    #[arg(long)]
    redact: bool,

    /// Writes everything on one line
    #[arg(long)]
    compact: bool,
}

/// Runs the command; the JSON goes to standard output.
///
/// # Errors
///
/// [`Failure`] if the message cannot be read or the output cannot be written.
pub fn run(arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let source = arguments
        .file
        .as_deref()
        .map_or(Source::Stdin, Source::from);
    let mut input = source.open(&Meter::default())?;
    let bytes = input.read_all().map_err(|error| source.failure(error))?;
    let tree = tree::parse(&bytes, Limits::default()).map_err(|error| {
        let message = error.message().to_string();
        Failure::at(source.name(), &bytes, error.position().byte, message)
    })?;
    if soap::Document::is_envelope(&tree) {
        let mut document = soap::Document::from(tree);
        if arguments.redact {
            document.redact();
        }
        return write(&document, arguments.compact);
    }
    let mut document = Document::from(tree);
    if arguments.redact {
        document.redact();
    }
    write(&document, arguments.compact)
}

fn write(document: &impl Serialize, compact: bool) -> Result<ExitStatus, Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if compact {
        serde_json::to_writer(&mut out, document).map_err(io::Error::from)?;
    } else {
        serde_json::to_writer_pretty(&mut out, document).map_err(io::Error::from)?;
    }
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(ExitStatus::Clean)
}
