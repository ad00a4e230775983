//! `push`: sends the time entries of a file, each exactly once.

mod bar;
mod interrupt;
mod refused;
mod report;

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use suiteprojects::client::{PushEnd, PushError};
use suiteprojects::journal::{SqliteJournal, SqliteJournalError};
use suiteprojects::protocol::journal::{Counts, JournalMismatch};
use suiteprojects::protocol::push::{IntakeError, OpenError, Options as PushOptions, Push, Taken};
use suiteprojects::task::Wire;
use suiteprojects::validate::Command;
use suiteprojects::validate::rules::UnknownField;

use self::bar::Bar;
use self::interrupt::Interrupt;
use self::refused::Written;
use super::validate::DEFAULT_INDEX_LIMIT;
use crate::account::{Account, Levels};
use crate::connection::{AnyClient, Connection};
use crate::exit::ExitStatus;
use crate::failure::{CallError, Failure};
use crate::input::{Format, Options, Source};
use crate::judge::{Judge, Refusal};
use crate::render;
use crate::terminal;

/// What `push --help` says at its end.
pub const HELP: &str = "Examples:
  suiteprojects push --dry-run week.csv     what would be sent
  suiteprojects push week.csv               sends it; run it again after a crash, and it goes on
  suiteprojects push week.refused.csv       sends the refused entries once they are corrected

Every entry is written to the journal (week.csv.journal) before it is sent, under a key that
the server stores with it as thin_client_id; a thin_client_id of the file is kept. Whatever
was sent and got no answer is looked up on the server before it is sent again. If that does
not tell, the entry is reported as unknown and left alone.

Keep the journal as long as the file may be pushed again, and never let two programs push
the same entries at the same time. Rows that were refused, or not sent yet, may be changed
between two runs; rows that the server has may not, and none may be inserted or removed
before them unless they have a thin_client_id. A copy of the file under another name has a
journal of its own and is sent anew, except for rows with a thin_client_id.

Exit codes: 0 every entry was accepted, 1 an entry is invalid or was refused, 2 an entry is
unknown or was not sent.";

/// Arguments of `push`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The file with time entries; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The journal; FILE.journal unless another is named
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,

    /// Says what would be sent, and sends nothing
    #[arg(long)]
    dry_run: bool,

    /// Leaves out invalid and unreadable entries instead of sending nothing; the exit code still tells
    /// of them
    #[arg(long)]
    skip_invalid: bool,

    /// Where the refused entries go, as .csv, .xml or .jsonl; for week.csv it is week.refused.csv
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,

    /// Entries in one request, 1 to 1000
    #[arg(long, value_name = "ENTRIES", default_value_t = PushOptions::default().entries_per_request,
        value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1_000))]
    batch: usize,

    /// How long a broken connection has to be gone before the server is asked what it did
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    settle: Duration,

    /// The form of the file, instead of a guess from suffix and content
    #[arg(long, value_enum)]
    from: Option<Format>,

    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    format: ResultFormat,

    #[command(flatten)]
    account: Account,

    #[command(flatten)]
    levels: Levels,

    #[command(flatten)]
    connection: Connection,
}

/// A form of the result.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum ResultFormat {
    /// For people: what was refused and why, and a table.
    #[default]
    Text,
    /// JSON Lines: an object for each entry that was not accepted, and a summary at the end.
    Json,
}

fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "expected a number of seconds, such as 30 or 0.5".to_owned())
}

/// Runs the command; findings go to standard error, the result to standard output.
///
/// # Errors
///
/// [`Failure`] if settings, connection or journal cannot be used, or the push had to end early.
pub fn run(arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let source = Source::from(arguments.file.as_path());
    let journal_path = journal_path(arguments, &source)?;
    if let Some(refused) = &arguments.refused {
        keep_apart(refused, &arguments.file, &journal_path)?;
    }
    let client = arguments.connection.client(
        source == Source::Stdin,
        "look entries up by their keys, which `push` needs",
    )?;
    if arguments.dry_run && !journal_path.exists() {
        // The file would be made only to be thrown away.
        let folder = tempfile::tempdir()?;
        let mut push = open(arguments, &client, &folder.path().join("journal"))?;
        return run_with(arguments, &source, &client, &mut push, &journal_path);
    }
    let is_new = !journal_path.exists();
    let mut push = open(arguments, &client, &journal_path)?;
    let outcome = run_with(arguments, &source, &client, &mut push, &journal_path);
    if is_new && push.progress().total() == 0 {
        // A journal without entries would only bind the file to this account. It goes while nobody else
        // can have it open; where the system forbids that, it stays.
        let _ = std::fs::remove_file(&journal_path);
        drop(push);
    }
    outcome
}

fn journal_path(arguments: &Arguments, source: &Source) -> Result<PathBuf, Failure> {
    match (&arguments.journal, source) {
        (Some(path), _) => Ok(path.clone()),
        (None, Source::Stdin | Source::Text { .. }) => Err(Failure::Usage(
            "standard input has no name to derive the journal from; name one with `--journal FILE`"
                .into(),
        )),
        (None, Source::File(path)) => {
            // One file has one journal, whichever link it is reached by.
            let target = path.is_symlink().then(|| path.canonicalize().ok());
            let mut name = target
                .flatten()
                .unwrap_or_else(|| path.clone())
                .into_os_string();
            name.push(".journal");
            Ok(name.into())
        }
    }
}

/// Makes sure that the refused entries do not take the place of what the next run needs.
fn keep_apart(refused: &Path, file: &Path, journal: &Path) -> Result<(), Failure> {
    // What is not there yet has no other name than the one that is given.
    let real = |path: &Path| {
        path.canonicalize()
            .or_else(|_| std::path::absolute(path))
            .ok()
    };
    let is_same = |other: &Path| real(refused) == real(other);
    let what = if is_same(file) {
        "the file that is pushed"
    } else if is_same(journal) {
        "the journal"
    } else {
        return Ok(());
    };
    Err(Failure::Usage(format!(
        "`--refused` names {what}, expected a file of its own"
    )))
}

fn open(
    arguments: &Arguments,
    client: &AnyClient,
    path: &Path,
) -> Result<Push<SqliteJournal>, Failure> {
    let options = PushOptions::default()
        .with_entries_per_request(arguments.batch)
        .with_settle(arguments.settle);
    client
        .open_push(SqliteJournal::open(path)?, options)
        .map_err(|error| match error {
            OpenError::Journal(error) => Failure::Journal(error),
            OpenError::Mismatch(mismatch) => Failure::PushInput(
                mismatch,
                "connect as before, or name another journal with `--journal FILE` to send everything there too",
            ),
            error => Failure::Usage(error.to_string()),
        })
}

fn run_with(
    arguments: &Arguments,
    source: &Source,
    client: &AnyClient,
    push: &mut Push<SqliteJournal>,
    journal_path: &Path,
) -> Result<ExitStatus, Failure> {
    let (checked, taken) = take(arguments, source, push, journal_path)?;
    let Some(taken) = taken else {
        return Ok(checked);
    };
    if arguments.dry_run {
        report::dry_run(arguments.format, &taken)?;
        return Ok(checked);
    }
    let end = send(client, push);
    let status = tell(arguments, source, push, journal_path, &end)?;
    match end {
        Ok(_) => Ok(checked.worse_of(status)),
        Err(failure) => Err(failure),
    }
}

/// Checks the entries of the file and writes them down; `None` if nothing is to be sent.
fn take(
    arguments: &Arguments,
    source: &Source,
    push: &mut Push<SqliteJournal>,
    journal_path: &Path,
) -> Result<(ExitStatus, Option<Taken>), Failure> {
    let validator = arguments.account.validator(&arguments.levels, Wire::Xml)?;
    let judge = Judge {
        validator: &validator,
        command: Command::Add,
        options: Options {
            format: arguments.from,
            ignore_unknown_columns: arguments.levels.allows(UnknownField::RULE),
        },
        index_limit: DEFAULT_INDEX_LIMIT,
    };
    let stderr = io::stderr();
    let styled = terminal::is_styled(&stderr);
    let mut renderer =
        render::text::Text::new(io::BufWriter::new(stderr.lock()), styled, terminal::width());
    let mut intake = push.intake()?;
    let outcome = judge.run(
        std::slice::from_ref(source),
        &mut renderer,
        &mut |number, entry| intake.add(number, entry).map_err(refusal),
    )?;
    drop(renderer);
    outcome.notes.iter().for_each(|note| terminal::note(note));
    let status = outcome.status();
    if outcome.incomplete || (status != ExitStatus::Clean && !arguments.skip_invalid) {
        let hint = if outcome.incomplete {
            ""
        } else {
            "; `--skip-invalid` sends the others"
        };
        terminal::note(&format!("nothing was sent{hint}"));
        return Ok((status, None));
    }
    let (taken, _) = intake
        .finish_if(|taken| !arguments.dry_run && taken.others == 0)
        .map_err(|error| match refusal(error) {
            Refusal::Failure(failure) => failure,
            Refusal::Inexpressible { message, help, .. } => {
                Failure::Usage(format!("{message}; {help}"))
            }
        })?;
    if taken.others > 0 {
        let (journal, file) = (journal_path.display(), source.name());
        return Err(Failure::Usage(format!(
            "{journal} has entries that are not done and not among the valid ones of {file}: {}; put them back, or name another journal with `--journal FILE` if this is another file",
            taken.others
        )));
    }
    Ok((status, Some(taken)))
}

fn refusal(error: IntakeError<SqliteJournalError>) -> Refusal {
    let help = match error {
        IntakeError::Journal(error) => return Refusal::Failure(Failure::Journal(error)),
        // It is noticed some entries later, so it cannot be shown at its row.
        IntakeError::Mismatch(mismatch @ JournalMismatch::Contents { .. }) => {
            return Refusal::Failure(Failure::PushInput(
                mismatch,
                "the server has this entry or may have it: undo the change, change the stored entry with `modify`, or name another journal with `--journal FILE` if this is another file",
            ));
        }
        IntakeError::Mismatch(mismatch @ JournalMismatch::Moved { .. }) => {
            return Refusal::Failure(Failure::PushInput(
                mismatch,
                "put back the rows that were removed, also refused ones, and the `thin_client_id` as it was, or name another journal with `--journal FILE` if this is another file",
            ));
        }
        IntakeError::Mismatch(_) => "give each entry a `thin_client_id` of its own, or none",
        IntakeError::OtherCommand { .. } => "`push` only adds entries; use `modify` for changes",
        _ => "correct the entry",
    };
    Refusal::Inexpressible {
        field: None,
        message: terminal::chain(&error),
        help,
    }
}

/// Sends what waits, with a bar, until all is done or somebody asks to stop.
fn send(client: &AnyClient, push: &mut Push<SqliteJournal>) -> Result<PushEnd, Failure> {
    let interrupt = Interrupt::listen();
    let Counts {
        accepted, refused, ..
    } = push.progress();
    let bar = Bar::on_terminal(push.progress().total(), accepted + refused);
    let end = client.push_observed(push, |progress| {
        bar.show(&progress);
        if interrupt.was_asked() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    end.map_err(|error| {
        Failure::Push(match error {
            PushError::Client(error) => terminal::chain(&CallError(error)),
            error => terminal::chain(&error),
        })
    })
}

/// Tells what became of the entries.
fn tell(
    arguments: &Arguments,
    source: &Source,
    push: &mut Push<SqliteJournal>,
    journal_path: &Path,
    end: &Result<PushEnd, Failure>,
) -> Result<ExitStatus, Failure> {
    let counts = push.progress();
    let refused_file = if counts.refused > 0 {
        write_refused(arguments, source, push)
    } else {
        None
    };
    for (entry, ids) in push.doubled() {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        terminal::note(&format!(
            "the server has the entry {} more than once: {}",
            entry.key,
            ids.join(", ")
        ));
    }
    report::result(
        arguments.format,
        push,
        journal_path,
        refused_file.as_deref(),
    )?;
    if matches!(end, Ok(PushEnd::Stopped)) {
        terminal::note("stopped; run the same command again to go on");
    }
    Ok(if counts.waiting + counts.sent > 0 {
        ExitStatus::Failure
    } else if counts.refused > 0 {
        ExitStatus::Findings
    } else {
        ExitStatus::Clean
    })
}

/// Where the refused entries stand now, if they could be written.
fn write_refused(
    arguments: &Arguments,
    source: &Source,
    push: &mut Push<SqliteJournal>,
) -> Option<PathBuf> {
    let (path, replace) = match (&arguments.refused, source) {
        (Some(path), _) => (path.clone(), true),
        (None, Source::File(path)) => (refused::usual_path(path), false),
        (None, Source::Stdin | Source::Text { .. }) => {
            terminal::note("name a file for the refused entries with `--refused FILE`");
            return None;
        }
    };
    match refused::write(push.journal_mut(), &path, replace) {
        Ok(Written::Yes) => Some(path),
        Ok(Written::Kept) => {
            terminal::note(&format!(
                "{} is there already and was left alone; `--refused FILE` writes the refused entries of now",
                path.display()
            ));
            None
        }
        Err(failure) => {
            // The result of the push is worth more than this file, and it can be written again.
            terminal::error(&failure);
            None
        }
    }
}
