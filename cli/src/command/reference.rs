//! `reference pull`: what the rules need to know of the account, as a reference file.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use suiteprojects::api::Filter;
use suiteprojects::json::{ReferenceFile, ReferenceRead, ReferenceRecord};
use suiteprojects::record::{Project, ProjectTask, Timesheet, User};
use suiteprojects::task::Task;
use suiteprojects::time::date;

use crate::connection::{AnyClient, Connection};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::output::Replacement;
use crate::progress::Steps;

/// Arguments of `reference`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    action: Action,
}

/// What to do with a reference file.
#[derive(Clone, Debug, Subcommand)]
pub enum Action {
    /// Reads users, projects, project tasks and timesheets from the server into a reference file
    #[command(after_help = "\
`validate`, `convert`, `add` and the others take the file as `--reference`, and
then also check what they cannot know without it: whether a user is active,
whether a project task belongs to the project and is open on the day, whether a
timesheet is open. It is as old as it is: what has changed since is not in it.

A list in the file counts as complete, so what is not in it does not exist. If
anything cannot be read, nothing is written.

Examples:
  suiteprojects reference pull -o acme.json
  suiteprojects reference pull --only users --only projects -o acme.json
  suiteprojects reference pull --from 2026-01-01 -o acme.json
  suiteprojects validate --reference acme.json week.csv")]
    Pull(Pull),
}

/// Arguments of `reference pull`.
#[derive(Args, Clone, Debug)]
pub struct Pull {
    /// Writes to this file instead of standard output; it is replaced in one step at the end
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Only this list; may be given several times. All but `tasks` unless given
    #[arg(long, value_enum, value_name = "LIST")]
    only: Vec<List>,

    /// Leaves out timesheets that end, and time entries that are, before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<Day>,

    #[command(flatten)]
    connection: Connection,
}

/// A filter for everything from a day on.
#[derive(Clone, Copy, Debug)]
struct Day {
    before: suiteprojects::record::Moment,
}

fn day(text: &str) -> Result<Day, String> {
    let day = date::parse(text).map_err(|error| error.to_string())?;
    // That the day itself is not newer is our reading, so the one before is named.
    let before = day.pred_opt().ok_or("there is no day before it")?.into();
    Ok(Day { before })
}

/// A list of a reference file.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum List {
    /// Users, generic and deleted ones among them.
    Users,
    /// Projects.
    Projects,
    /// Project tasks.
    ProjectTasks,
    /// Timesheets.
    Timesheets,
    /// Time entries, for checking changes of them.
    Tasks,
}

/// The lists that are read unless others are named.
const USUAL: [List; 4] = [
    List::Users,
    List::Projects,
    List::ProjectTasks,
    List::Timesheets,
];

/// Runs the command.
///
/// # Errors
///
/// [`Failure`] if the connection is not known, the server does not answer, a record cannot be
/// understood, or the output cannot be written.
pub fn run(arguments: &Arguments) -> Result<ExitStatus, Failure> {
    match &arguments.action {
        Action::Pull(arguments) => arguments.run(),
    }
}

impl Pull {
    fn run(&self) -> Result<ExitStatus, Failure> {
        let client = self
            .connection
            .client(false, "read other records than time entries")?;
        let file = self.output.as_deref();
        let file = file.filter(|path| *path != Path::new("-"));
        // Before the records are read, which may take long.
        let output = file.map(Replacement::begin).transpose()?;
        let mut pulling = Pulling {
            client,
            file: ReferenceFile::new(),
            progress: Steps::on_terminal(None, "records read"),
        };
        let lists: &[List] = if self.only.is_empty() {
            &USUAL
        } else {
            &self.only
        };
        for list in lists {
            match list {
                List::Users => pulling.list::<User>(None)?,
                List::Projects => pulling.list::<Project>(None)?,
                List::ProjectTasks => pulling.list::<ProjectTask>(None)?,
                List::Timesheets => pulling.list::<Timesheet>(self.since("ends").as_ref())?,
                List::Tasks => pulling.list::<Task>(self.since("date").as_ref())?,
            }
        }
        let Pulling { file, progress, .. } = pulling;
        drop(progress);
        let text = file.to_json();
        if let Some(output) = output {
            output.finish(|out| out.write_all(text.as_bytes()))?;
        } else {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
        Ok(ExitStatus::Clean)
    }

    fn since(&self, field: &str) -> Option<Filter> {
        let Day { before } = self.from?;
        Some(Filter::newer_than(field, before))
    }
}

struct Pulling {
    client: AnyClient,
    file: ReferenceFile,
    progress: Steps,
}

impl Pulling {
    /// Reads a whole list. Any record that is missing would make the rules say something wrong, so
    /// that one that cannot be understood ends everything.
    fn list<R: ReferenceRecord>(&mut self, filter: Option<&Filter>) -> Result<(), Failure> {
        self.file.declare::<R>();
        for ReferenceRead { read, deleted, .. } in ReferenceFile::reads::<R>() {
            let read = match filter {
                None => read,
                Some(filter) => read.with_filter(filter.clone()),
            };
            for record in self.client.pages(read) {
                let record = record?;
                if deleted {
                    self.file.add_deleted(&record)?;
                } else {
                    self.file.add(&record)?;
                }
                self.progress.advance(1);
            }
        }
        Ok(())
    }
}
