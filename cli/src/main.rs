//! The command line `suiteprojects`.

use std::process::ExitCode;

fn main() -> ExitCode {
    suiteprojects_cli::run(std::env::args_os())
}
