//! `delete`: removes stored time entries.

use clap::Args;

use super::checking::Checking;
use super::ids::Ids;
use crate::connection::Connection;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::input::Format;
use crate::send::Kind;

/// Arguments of `delete`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Standard output has a line for each id:
  {\"entry\":0,\"status\":\"deleted\",\"id\":\"5512\",\"code\":null,\"message\":null}
`entry` is its place among the ids, from 0; `status` is `deleted`, `refused`,
`unknown` or `not_sent`, as `add --help` explains. There is no question before:
`--dry-run` shows what would be sent.

Examples:
  suiteprojects delete 5512 5513
  suiteprojects delete --reference stored.json 5512
  suiteprojects read --user 251 --return id | jq -r .id | suiteprojects delete -")]
pub struct Arguments {
    #[command(flatten)]
    ids: Ids,

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
    let source = arguments.ids.source()?;
    arguments.checking.send(
        &Kind::Delete,
        &[source],
        Some(Format::Jsonl),
        &arguments.connection,
        arguments.ids.take_input(),
    )
}
