//! The command line `suiteprojects` as a library: the binary hands over its arguments.

pub mod account;
pub mod arguments;
pub mod command;
pub mod connection;
pub mod convert;
pub mod diagnostic;
pub mod exit;
pub mod failure;
pub mod input;
pub mod judge;
pub mod output;
pub mod progress;
pub mod records;
pub mod render;
pub mod send;
pub mod terminal;
pub mod text_file;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::{CommandFactory as _, Parser as _};
use exit::ExitStatus;
use failure::Failure;

/// Does what the arguments say; the first is the name of the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too, and are no failure.
            let _ = error.print();
            return if error.use_stderr() {
                ExitStatus::Failure.into()
            } else {
                ExitStatus::Clean.into()
            };
        }
    };
    arguments.color.choose();
    match dispatch(&arguments.command) {
        Ok(status) => status.into(),
        Err(failure) if failure.is_broken_pipe() => ExitStatus::Clean.into(),
        Err(failure) => {
            terminal::error(&failure);
            ExitStatus::Failure.into()
        }
    }
}

fn dispatch(command: &Command) -> Result<ExitStatus, Failure> {
    // Every write of the small commands goes straight out, so nothing is lost at the end.
    let mut out = std::io::stdout();
    match command {
        Command::Validate(arguments) => command::validate::run(arguments),
        Command::Convert(arguments) => command::convert::run(arguments),
        Command::Push(arguments) => command::push::run(arguments),
        Command::Inspect(arguments) => command::inspect::run(arguments),
        Command::Read(arguments) => command::read::run(arguments),
        Command::Reference(arguments) => command::reference::run(arguments),
        Command::Add(arguments) => command::add::run(arguments),
        Command::Modify(arguments) => command::modify::run(arguments),
        Command::Delete(arguments) => command::delete::run(arguments),
        Command::Reject(arguments) => command::reject::run(arguments),
        Command::Whoami(arguments) => command::whoami::run(arguments, &mut out),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => command::serve::run(arguments, &mut out),
        Command::Explain(arguments) => Ok(command::explain::run(arguments, &mut out)?),
        Command::Fields(arguments) => Ok(command::fields::run(arguments, &mut out)?),
        Command::Schema(arguments) => Ok(command::schema::run(arguments, &mut out)?),
        Command::Completions(arguments) => Ok(command::completions::run(
            arguments,
            Arguments::command(),
            &mut out,
        )?),
        Command::Man(arguments) => Ok(command::man::run(
            arguments,
            Arguments::command(),
            &mut out,
        )?),
    }
}
