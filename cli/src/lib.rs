//! The command line `suiteprojects` as a library: the binary hands over its arguments.

pub mod account;
pub mod arguments;
pub mod command;
pub mod convert;
pub mod diagnostic;
pub mod exit;
pub mod failure;
pub mod input;
pub mod judge;
pub mod progress;
pub mod render;
pub mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser as _;
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
    match command {
        Command::Validate(arguments) => command::validate::run(arguments),
        Command::Convert(arguments) => command::convert::run(arguments),
        Command::Inspect(arguments) => command::inspect::run(arguments),
    }
}
