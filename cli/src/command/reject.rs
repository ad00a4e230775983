//! `reject`: sends submitted time entries back.

use clap::Args;
use suiteprojects::api::Approval;

use super::checking::Checking;
use super::ids::Ids;
use crate::connection::Connection;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::input::Format;
use crate::send::Kind;

/// Arguments of `reject`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Standard output has a line for each id:
  {\"entry\":0,\"status\":\"rejected\",\"id\":\"5512\",\"code\":null,\"message\":null}
`entry` is its place among the ids, from 0; `status` is `rejected`, `refused`,
`unknown` or `not_sent`, as `add --help` explains.

Examples:
  suiteprojects reject 5512 --notes 'Which project is it?'
  suiteprojects reject --cc lead@example.com - < ids.txt")]
pub struct Arguments {
    #[command(flatten)]
    ids: Ids,

    /// A note on why
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,

    /// The address of somebody who gets a copy of the message about it
    #[arg(long, value_name = "ADDRESS")]
    cc: Option<String>,

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
    let mut approval = Approval::default();
    approval.notes.clone_from(&arguments.notes);
    approval.cc.clone_from(&arguments.cc);
    let source = arguments.ids.source()?;
    arguments.checking.send(
        &Kind::Reject(approval),
        &[source],
        Some(Format::Jsonl),
        &arguments.connection,
        arguments.ids.take_input(),
    )
}
