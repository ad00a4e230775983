//! `whoami`: who is logged in.

use std::io;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value};
use suiteprojects::api::Whoami;
use suiteprojects::record::{TypedRecord, User};
use suiteprojects::text::one_line;

use crate::connection::Connection;
use crate::exit::ExitStatus;
use crate::failure::Failure;

/// Arguments of `whoami`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:\n  \
    suiteprojects whoami\n  \
    suiteprojects whoami --profile sandbox --format json | jq -r .id\n  \
    SUITEPROJECTS_TOKEN_FILE=token suiteprojects whoami --url https://acme.app.netsuitesuiteprojectspro.com")]
pub struct Arguments {
    /// The form of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    #[command(flatten)]
    connection: Connection,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// A line for each field that is known.
    #[default]
    Text,
    /// One object, its members with the XML names and texts.
    Json,
}

/// Runs the command.
///
/// # Errors
///
/// [`Failure`] if the server does not say who is logged in, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut dyn io::Write) -> Result<ExitStatus, Failure> {
    let client = arguments
        .connection
        .client(false, "tell who is logged in")?;
    let user = client
        .send(&Whoami::new())?
        .map_err(|refusal| Failure::Refused {
            command: "Whoami",
            refusal: Box::new(refusal),
        })??;
    write(&user, arguments.format, out)?;
    Ok(ExitStatus::Clean)
}

fn write(user: &User, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
    let names = User::field_names();
    let fields = names
        .iter()
        .filter_map(|name| Some((*name, user.text(name)?)));
    match format {
        Format::Text => {
            let width = names
                .iter()
                .map(|name| name.len())
                .max()
                .unwrap_or_default();
            for (name, text) in fields {
                writeln!(out, "{name:width$}  {}", one_line(&text))?;
            }
            Ok(())
        }
        Format::Json => {
            let object: Map<String, Value> = fields
                .map(|(name, text)| (name.to_owned(), text.into()))
                .collect();
            serde_json::to_writer(&mut *out, &object)?;
            writeln!(out)
        }
    }
}
