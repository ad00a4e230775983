//! `modify`: changes stored time entries.

use std::path::PathBuf;

use clap::Args;

use super::checking::Checking;
use super::validate::sources;
use crate::connection::Connection;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::input::{Format, Source};
use crate::send::Kind;

/// Arguments of `modify`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Each entry names a stored one by its `id`. A field that is left out stays as it
is; an empty one is cleared (in CSV a blank cell is left out). All entries are
checked before the first one is sent; the lines on standard output are those of
`add`.

Examples:
  suiteprojects modify changes.csv
  echo '{\"id\":5512,\"notes\":\"\"}' | suiteprojects modify -
  suiteprojects read --user 251 --from 2026-01-05 --return id --return hours |
    jq -c '.hours = \"7\"' | suiteprojects modify -")]
pub struct Arguments {
    /// Files with time entries; `-` or none is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The form of the files, instead of a guess from suffix and content
    #[arg(long, value_enum)]
    from: Option<Format>,

    #[command(flatten)]
    checking: Checking,

    #[command(flatten)]
    connection: Connection,
}

/// Runs the command.
///
/// # Errors
///
/// [`Failure`] if the connection is not known, settings or reference data cannot be read, or output
/// cannot be written.
pub fn run(arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let sources = sources(&arguments.files);
    let input_is_taken = sources.contains(&Source::Stdin);
    arguments.checking.send(
        &Kind::Modify,
        &sources,
        arguments.from,
        &arguments.connection,
        input_is_taken,
    )
}
