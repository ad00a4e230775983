//! What stands on the command line.

use clap::{Parser, Subcommand};

use crate::command::{
    add, completions, convert, delete, explain, fields, inspect, man, modify, push, read,
    reference, reject, schema, validate, whoami,
};
use crate::connection;
use crate::terminal::Color;

const EXIT_CODES: &str = "Exit codes: 0 clean (warnings alone stay 0), 1 an entry is invalid or was refused, 2 usage, configuration, connection or unreadable input; `--help` tells how to connect.";

/// Time entries of OpenAir / NetSuite SuiteProjects Pro: checked before they are sent.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "suiteprojects",
    version,
    about = "Time entries of OpenAir / NetSuite SuiteProjects Pro: checked before they are sent",
    after_help = EXIT_CODES,
    after_long_help = format!("{}\n\n{EXIT_CODES}", connection::HELP),
    max_term_width = 100
)]
pub struct Arguments {
    /// When to use colours
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub color: Color,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Says which entries the server would refuse, with which code, and what to do about it
    #[command(after_help = "Examples:\n  \
        suiteprojects validate week.csv\n  \
        suiteprojects validate --settings account.toml --reference people.json week.csv\n  \
        suiteprojects validate --format json - < entries.jsonl\n  \
        suiteprojects validate --command modify changes.csv")]
    Validate(validate::Arguments),
    /// Writes checked entries in another form, with hours and minutes in whole numbers
    #[command(after_help = "Examples:\n  \
        suiteprojects convert --to xml week.csv\n  \
        suiteprojects convert --to jsonl --skip-invalid -o week.jsonl week.csv")]
    Convert(convert::Arguments),
    /// Sends the time entries of a file, each exactly once, whatever happens on the way
    #[command(after_help = push::HELP)]
    Push(push::Arguments),
    /// Shows any request or response as JSON, with nothing lost
    #[command(after_help = "Examples:\n  \
        suiteprojects inspect --redact request.xml\n  \
        suiteprojects inspect response.xml | jq '.commands[].status'")]
    Inspect(inspect::Arguments),
    /// Reads time entries, or records of another type
    Read(read::Arguments),
    /// Checks new time entries and stores them; for files `push` is the safe one
    Add(add::Arguments),
    /// Checks changes of stored time entries and makes them
    Modify(modify::Arguments),
    /// Removes stored time entries
    Delete(delete::Arguments),
    /// Sends submitted time entries back
    Reject(reject::Arguments),
    /// Gets what the rules need to know of the account: users, projects, project tasks, timesheets
    Reference(reference::Arguments),
    /// Says who is logged in, which tries out the connection
    Whoami(whoami::Arguments),
    #[cfg(feature = "serve")]
    /// Starts a local server that behaves like the real one, to try everything without an account
    #[command(after_help = crate::command::serve::HELP)]
    Serve(crate::command::serve::Arguments),
    /// Says what a server code, a rule, a setting or a field means, and what to do
    Explain(explain::Arguments),
    /// Lists the fields of a time entry
    Fields(fields::Arguments),
    /// Prints a schema of what is read and written
    Schema(schema::Arguments),
    /// Prints completions for a shell
    Completions(completions::Arguments),
    /// Prints the manual page
    Man(man::Arguments),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// No two options of a command have one name, and the like.
    #[test]
    fn every_command_can_be_built() {
        Arguments::command().debug_assert();
    }
}
