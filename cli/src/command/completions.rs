//! `completions`: what a shell needs to complete the command line.

use std::io;

use clap::Args;
use clap_complete::Shell;

use crate::exit::ExitStatus;

/// Arguments of `completions`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:\n  \
    suiteprojects completions bash > ~/.local/share/bash-completion/completions/suiteprojects\n  \
    suiteprojects completions zsh > ~/.zfunc/_suiteprojects\n  \
    suiteprojects completions fish > ~/.config/fish/completions/suiteprojects.fish")]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Writes the completions of `command`, which is the whole command line.
///
/// # Errors
///
/// What the output says.
pub fn run(
    arguments: &Arguments,
    mut command: clap::Command,
    out: &mut dyn io::Write,
) -> io::Result<ExitStatus> {
    let name = command.get_name().to_owned();
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    out.write_all(&script)?;
    Ok(ExitStatus::Clean)
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;

    #[test]
    fn every_shell_learns_commands_and_options() {
        for &shell in Shell::value_variants() {
            let command = clap::Command::new("suiteprojects").subcommand(
                clap::Command::new("validate").arg(clap::Arg::new("reference").long("reference")),
            );
            let mut out = Vec::new();
            run(&Arguments { shell }, command, &mut out).unwrap();
            let script = String::from_utf8(out).unwrap();
            for word in ["suiteprojects", "validate", "reference"] {
                assert!(script.contains(word), "{shell}: {word}");
            }
        }
    }

    #[test]
    fn a_full_disk_is_an_error_and_no_panic() {
        struct Full;
        impl io::Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let arguments = Arguments { shell: Shell::Bash };
        let error = run(&arguments, clap::Command::new("x"), &mut Full).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
