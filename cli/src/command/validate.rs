//! `validate`: which entries the server would refuse, and why.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use suiteprojects::task::Wire;
use suiteprojects::validate::Command;
use suiteprojects::validate::rules::UnknownField;

use crate::account::{Account, Levels};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::input::{Format, Options, Source};
use crate::judge::Judge;
use crate::render::{self, Renderer};
use crate::terminal;

/// How many entries are remembered, unless something else is said.
pub(super) const DEFAULT_INDEX_LIMIT: usize = 1_000_000;

/// Arguments of `validate`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Files with time entries; `-` or none is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The form of the files, instead of a guess from suffix and content
    #[arg(long, value_enum)]
    from: Option<Format>,

    /// What is to be done with entries whose file does not say so
    #[arg(long, value_enum, default_value_t)]
    command: CommandName,

    /// The form of the findings
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,

    #[command(flatten)]
    account: Account,

    #[command(flatten)]
    levels: Levels,

    /// How many entries are remembered to find duplicates, overlaps and long days; about 140 bytes
    /// of memory each
    #[arg(long, value_name = "ENTRIES", default_value_t = DEFAULT_INDEX_LIMIT, help_heading = "Rules")]
    index_limit: usize,
}

/// A command of the API that entries can be meant for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum CommandName {
    /// Store new entries.
    #[default]
    Add,
    /// Change stored entries, named by their `id`.
    Modify,
}

impl From<CommandName> for Command {
    fn from(name: CommandName) -> Self {
        match name {
            CommandName::Add => Self::Add,
            CommandName::Modify => Self::Modify,
        }
    }
}

/// A form of findings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum ReportFormat {
    /// For people: each finding with its line, the cell underlined, and what to do.
    #[default]
    Text,
    /// One line a finding, `file:line:column: …`.
    Concise,
    /// JSON Lines: one object a finding, and a summary at the end.
    Json,
    /// SARIF 2.1.0, for code scanning services.
    Sarif,
    /// Workflow commands that GitHub shows beside the lines.
    Github,
}

/// Runs the command; findings go to standard output.
///
/// # Errors
///
/// [`Failure`] if settings or reference data cannot be read, or the output cannot be written.
pub fn run(arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let validator = arguments.account.validator(&arguments.levels, Wire::Xml)?;
    let judge = Judge {
        validator: &validator,
        command: arguments.command.into(),
        options: Options {
            format: arguments.from,
            ignore_unknown_columns: arguments.levels.allows(UnknownField::RULE),
        },
        index_limit: arguments.index_limit,
    };
    let stdout = io::stdout();
    let styled = terminal::is_styled(&stdout);
    let out = terminal::output();
    let mut renderer: Box<dyn Renderer> = match arguments.format {
        ReportFormat::Text => Box::new(render::text::Text::new(out, styled, terminal::width())),
        ReportFormat::Concise => Box::new(render::concise::Concise::new(out)),
        ReportFormat::Json => Box::new(render::json::Json::new(out)),
        ReportFormat::Sarif => Box::new(render::sarif::Sarif::new(out)),
        ReportFormat::Github => Box::new(render::github::Github::new(out)),
    };
    let outcome = judge.run(
        &sources(&arguments.files),
        renderer.as_mut(),
        &mut |_, _| Ok(()),
    )?;
    outcome.notes.iter().for_each(|note| terminal::note(note));
    Ok(outcome.status())
}

/// The sources that the files name; standard input if there are none.
pub(super) fn sources(files: &[PathBuf]) -> Vec<Source> {
    if files.is_empty() {
        vec![Source::Stdin]
    } else {
        files
            .iter()
            .map(|path| Source::from(path.as_path()))
            .collect()
    }
}
