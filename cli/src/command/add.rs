//! `add`: stores new time entries.

use std::path::PathBuf;

use clap::Args;

use super::checking::Checking;
use super::validate::sources;
use crate::connection::Connection;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::input::{Format, Source};
use crate::send::Kind;

/// Arguments of `add`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Every entry is checked as `validate` does before the first one is sent. Then
standard output has a line for each entry that was sent:
  {\"entry\":0,\"status\":\"stored\",\"id\":\"5512\",\"code\":null,\"message\":null}
`entry` is its place in the input, from 0. `status` is `stored`; `refused`, with
the code of the server; `unknown`, if the connection was lost when the server
may have stored it; or `not_sent`, after that.

For files `push` is the safe one: it keeps a journal, so that it can be started
again after anything without storing an entry twice. `add` has no memory.

Examples:
  suiteprojects add week.csv
  suiteprojects add --settings account.toml --reference people.json week.csv
  suiteprojects add - < entries.jsonl | jq -r 'select(.status == \"refused\")'
  suiteprojects add --dry-run week.csv")]
pub struct Arguments {
    /// Files with time entries; `-` or none is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The form of the files, instead of a guess from suffix and content
    #[arg(long, value_enum)]
    from: Option<Format>,

    /// Changes the stored entry that has the same text in this field, and stores a new one if there
    /// is none; what the server does if there are several is not documented
    #[arg(long, value_name = "FIELD")]
    lookup: Option<String>,

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
    let kind = Kind::Add {
        lookup: arguments.lookup.clone(),
    };
    arguments.checking.send(
        &kind,
        &sources,
        arguments.from,
        &arguments.connection,
        input_is_taken,
    )
}
