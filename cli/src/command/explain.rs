//! `explain`: what a server code, a rule, an interpretation, a setting or a field means.

mod json;
mod markdown;
mod prose;
mod text;
mod topic;

use std::io;

use clap::{Args, ValueEnum};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::validate::{Interpretation, Rule};

use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::terminal;

pub use topic::UnknownTopic;

/// The width of the text where there is no terminal, in characters.
const WIDTH: usize = 80;

/// Arguments of `explain`.
#[derive(Args, Clone, Debug, Default)]
#[command(after_help = "Examples:\n  \
    suiteprojects explain 1407\n  \
    suiteprojects explain duration-mismatch minute_rounding\n  \
    suiteprojects explain decimal_hours --format json\n  \
    suiteprojects explain --list")]
pub struct Arguments {
    /// A code of the server (number or name), a rule, an interpretation, a setting or a field
    #[arg(value_name = "TOPIC", required_unless_present = "list")]
    topics: Vec<String>,

    /// Lists all rules, interpretations, settings and codes, one line each
    #[arg(long, conflicts_with = "topics")]
    list: bool,

    /// The form of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// Paragraphs, as wide as the terminal.
    #[default]
    Text,
    /// An array with an object for each topic.
    Json,
    /// A section for each topic.
    Markdown,
}

/// Why nothing was explained.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// One of the topics does not exist.
    #[error(transparent)]
    Unknown(#[from] UnknownTopic),
    /// The output cannot be written.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Unknown(error) => Self::Usage(error.to_string()),
            Error::Output(error) => Self::Output(error),
        }
    }
}

/// Writes the explanations, or the list of what there is. If one of the topics does not exist,
/// nothing is written.
///
/// # Errors
///
/// [`Error`] if a topic does not exist or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut dyn io::Write) -> Result<ExitStatus, Error> {
    if arguments.list {
        match arguments.format {
            Format::Text => text::list(out)?,
            Format::Json => json::list(out)?,
            Format::Markdown => markdown::list(out)?,
        }
        return Ok(ExitStatus::Clean);
    }
    let mut topics = Vec::new();
    for name in &arguments.topics {
        for topic in topic::find(name)? {
            // The same thing may be asked for under two names.
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
    }
    match arguments.format {
        Format::Text => text::write(&topics, terminal_width(), out)?,
        Format::Json => json::write(&topics, out)?,
        Format::Markdown => markdown::write(&topics, out)?,
    }
    Ok(ExitStatus::Clean)
}

/// Narrower than half of what is usual, nothing can be read anyway.
fn terminal_width() -> usize {
    terminal::width().unwrap_or(WIDTH).max(WIDTH / 2)
}

/// The rules whose findings the server answers with this code.
fn rules_that_expect(code: ErrorCode) -> impl Iterator<Item = &'static Rule> {
    Rule::all().filter(move |rule| rule.server_code() == Some(code))
}

/// The rules whose verdict depends on how a point is read.
fn rules_that_rest_on(interpretation: Interpretation) -> impl Iterator<Item = &'static Rule> {
    Rule::all().filter(move |rule| rule.interpretation() == Some(interpretation))
}

/// A key with its value as it stands in a settings file.
fn settings_line(key: &str, value: &str) -> String {
    if matches!(value, "true" | "false") {
        format!("{key} = {value}")
    } else {
        format!("{key} = \"{value}\"")
    }
}

#[cfg(test)]
mod tests;
