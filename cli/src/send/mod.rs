//! Sending checked entries, and telling what became of each.
//!
//! Entries go out in requests of as many as the server takes. Nothing is sent twice: a request that
//! brought no answer ends the sending, and its entries are told as `unknown` if they may have been
//! carried out.

mod command;
mod line;
mod rest;
mod spool;

use std::io::Write;

use suiteprojects::client;
use suiteprojects::protocol::BatchSize;
use suiteprojects::protocol::push::read_payload;
use suiteprojects::task::Entry;
use suiteprojects::validate::CheckedEntry;

pub use command::Kind;
pub use line::Counts;
pub use rest::admit_over_rest;
pub use spool::Spool;

use line::Line;
use spool::Waiting;

use crate::connection::{RequestForm, Speaker};
use crate::failure::Failure;
use crate::progress::Steps;
use crate::terminal;

/// Sends everything in the spool, and writes a line for each entry.
///
/// # Errors
///
/// [`Failure`] if the output or the temporary file fails. That the server gave no answer is told
/// on standard error and in the counts.
pub fn send(
    kind: &Kind,
    spool: Spool,
    client: &Speaker,
    out: &mut dyn Write,
) -> Result<Counts, Failure> {
    let mut sending = Sending {
        kind,
        out,
        counts: Counts::default(),
        progress: Steps::beside_output(Some(spool.entries()), "sent"),
    };
    let mut batches = spool.into_batches()?;
    let mut size = match client {
        Speaker::Commands(_) => BatchSize::default(),
        Speaker::Rest(_) => BatchSize::new(rest::MOST_ENTRIES),
    };
    loop {
        let batch = batches.next(size.size())?;
        if batch.is_empty() {
            break;
        }
        let Some(error) = sending.send(&batch, client)? else {
            continue;
        };
        let fate = error.fate();
        let too_many = error.server_code().is_some_and(BatchSize::is_exceeded);
        if too_many && !fate.may_have_been_applied() && batch.len() > 1 {
            // The maximum of the account is lower than the documented one.
            while size.size() >= batch.len() && size.halve().is_ok() {}
            batches.put_back(batch);
            continue;
        }
        let failure = Failure::from(error);
        let message = terminal::chain(&failure);
        let status = if fate.may_have_been_applied() {
            "unknown"
        } else {
            "not_sent"
        };
        sending.without_answer(&batch, status, &message)?;
        loop {
            let rest = batches.next(size.size())?;
            if rest.is_empty() {
                break;
            }
            sending.without_answer(&rest, "not_sent", "an earlier request failed")?;
        }
        sending.progress.finish();
        terminal::error(&failure);
        break;
    }
    sending.progress.finish();
    let Sending { counts, .. } = sending;
    terminal::note(&counts.shown(kind.done()).to_string());
    Ok(counts)
}

/// Writes the requests that would be sent, without credentials.
///
/// # Errors
///
/// [`Failure`] if the output or the temporary file fails.
pub fn show(
    kind: &Kind,
    spool: Spool,
    form: &RequestForm,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let size = match form {
        RequestForm::Xml | RequestForm::Soap(_) => BatchSize::default().size(),
        RequestForm::Rest => rest::MOST_ENTRIES,
    };
    let mut batches = spool.into_batches()?;
    loop {
        let batch = batches.next(size)?;
        if batch.is_empty() {
            return Ok(());
        }
        with_entries(kind, &batch, |entries| {
            let command = || kind.of(entries).map_err(unbuildable);
            let request = match form {
                RequestForm::Xml => command()?.xml().map_err(unbuildable)?,
                RequestForm::Soap(service) => command()?.soap(service).map_err(unbuildable)?,
                RequestForm::Rest => rest::request(kind, entries)?,
            };
            Ok(writeln!(out, "{request}")?)
        })?;
    }
}

struct Sending<'s> {
    kind: &'s Kind,
    out: &'s mut dyn Write,
    counts: Counts,
    progress: Steps,
}

impl Sending<'_> {
    /// Sends a batch and writes the lines for it, unless there is no answer.
    fn send(
        &mut self,
        batch: &[Waiting],
        client: &Speaker,
    ) -> Result<Option<client::Error>, Failure> {
        let kind = self.kind;
        let outcomes = with_entries(kind, batch, |entries| match client {
            Speaker::Commands(client) => Ok(kind.of(entries).map_err(unbuildable)?.send(client)),
            Speaker::Rest(client) => rest::send(kind, entries, client),
        })?;
        let outcomes = match outcomes {
            Ok(outcomes) => outcomes,
            Err(error) => return Ok(Some(error)),
        };
        let lines: Vec<Line<'_>> = batch
            .iter()
            .zip(&outcomes)
            .map(|(waiting, outcome)| Line::of(waiting, outcome, kind.done()))
            .collect();
        self.write(&lines)?;
        Ok(None)
    }

    fn without_answer(
        &mut self,
        batch: &[Waiting],
        status: &'static str,
        message: &str,
    ) -> Result<(), Failure> {
        let lines: Vec<Line<'_>> = batch
            .iter()
            .map(|waiting| Line::without_answer(waiting, status, message))
            .collect();
        self.write(&lines)
    }

    fn write(&mut self, lines: &[Line<'_>]) -> Result<(), Failure> {
        let Self {
            out,
            counts,
            progress,
            ..
        } = self;
        let written = lines.iter().try_for_each(|line| {
            counts.count(line.status());
            line.write(out)
        });
        // What is known of a batch is out before the next one leaves.
        let written = written.and_then(|()| out.flush());
        progress.advance(lines.len() as u64);
        // Even where nobody reads on: that entries were sent must not pass for success.
        written.map_err(|source| Failure::OutputFile {
            file: "<stdout>".to_owned(),
            source,
        })
    }
}

/// Reads the entries of a batch.
fn with_entries<T>(
    kind: &Kind,
    batch: &[Waiting],
    work: impl FnOnce(&[CheckedEntry<'_>]) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let entries: Vec<Entry<'_>> = batch
        .iter()
        .map(|waiting| read_payload(&waiting.task).map_err(unbuildable))
        .collect::<Result<_, _>>()?;
    let checked: Vec<CheckedEntry<'_>> = entries
        .iter()
        .map(|entry| CheckedEntry::trust_without_checking(kind.command(), entry))
        .collect();
    work(&checked)
}

/// Only rules that were told to allow what cannot be sent let an entry get here.
fn unbuildable(error: impl std::error::Error) -> Failure {
    Failure::Usage(format!(
        "the request cannot be made: {}",
        terminal::chain(&error)
    ))
}
