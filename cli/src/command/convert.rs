//! `convert`: checked entries in another form.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use suiteprojects::validate::rules::UnknownField;

use super::validate::{CommandName, DEFAULT_INDEX_LIMIT, sources};
use crate::account::{Account, Levels};
use crate::convert::Target;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::input::{Format, Options};
use crate::judge::Judge;
use crate::output::replace;
use crate::render;
use crate::terminal;

/// Arguments of `convert`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Files with time entries; `-` or none is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The form to write
    #[arg(long, value_enum)]
    to: Target,

    /// The form of the files, instead of a guess from suffix and content
    #[arg(long, value_enum)]
    from: Option<Format>,

    /// What is to be done with entries whose file does not say so
    #[arg(long, value_enum, default_value_t)]
    command: CommandName,

    /// Writes to this file instead of standard output; it is replaced in one step at the end
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Leaves out invalid and unreadable entries instead of writing nothing; the exit code still
    /// tells of them
    #[arg(long)]
    skip_invalid: bool,

    #[command(flatten)]
    account: Account,

    #[command(flatten)]
    levels: Levels,
}

/// Runs the command; findings go to standard error.
///
/// # Errors
///
/// [`Failure`] if settings or reference data cannot be read, an entry cannot be said in the form, or
/// the output cannot be written.
pub fn run(arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let validator = arguments
        .account
        .validator(&arguments.levels, arguments.to.wire())?;
    let judge = Judge {
        validator: &validator,
        command: arguments.command.into(),
        options: Options {
            format: arguments.from,
            ignore_unknown_columns: arguments.levels.allows(UnknownField::RULE),
        },
        index_limit: DEFAULT_INDEX_LIMIT,
    };
    let mut writer = arguments.to.writer(tempfile::tempfile()?);
    let stderr = io::stderr();
    let styled = terminal::is_styled(&stderr);
    let mut renderer =
        render::text::Text::new(io::BufWriter::new(stderr.lock()), styled, terminal::width());
    let sources = sources(&arguments.files);
    let outcome = judge.run(&sources, &mut renderer, &mut |_, entry| writer.entry(entry))?;
    drop(renderer);
    outcome.notes.iter().for_each(|note| terminal::note(note));
    let status = outcome.status();
    let complete = status == ExitStatus::Clean || (arguments.skip_invalid && !outcome.incomplete);
    if complete {
        match &arguments.output {
            None => writer.finish(&mut io::stdout().lock())?,
            Some(path) if path == Path::new("-") => writer.finish(&mut io::stdout().lock())?,
            Some(path) => replace(path, |file| writer.finish(file))?,
        }
    } else {
        let hint = if outcome.incomplete {
            ""
        } else {
            "; `--skip-invalid` writes the others"
        };
        terminal::note(&format!("nothing was written{hint}"));
    }
    Ok(status)
}
