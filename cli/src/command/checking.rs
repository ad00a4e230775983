//! What the commands that send entries have in common: how the entries are checked before.

use std::io;

use clap::Args;
use suiteprojects::task::Wire;
use suiteprojects::validate::rules::UnknownField;

use super::validate::DEFAULT_INDEX_LIMIT;
use crate::account::{Account, Levels};
use crate::connection::{Connection, RequestForm, Speaker, not_over_rest};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::input::{Format, Options, Source};
use crate::judge::{Judge, Refusal};
use crate::render;
use crate::send::{self, Kind, Spool};
use crate::terminal;

/// How entries are checked, and what is done then.
#[derive(Args, Clone, Debug)]
pub(super) struct Checking {
    /// Sends the valid entries although others are invalid; the exit code still tells of them
    #[arg(long)]
    skip_invalid: bool,

    /// Prints the requests, without credentials, instead of sending them
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    account: Account,

    #[command(flatten)]
    levels: Levels,

    /// How many entries are remembered to find duplicates, overlaps and long days; about 140 bytes
    /// of memory each
    #[arg(long, value_name = "ENTRIES", default_value_t = DEFAULT_INDEX_LIMIT, help_heading = "Rules")]
    index_limit: usize,
}

/// Where the requests go.
enum Target {
    Server(Speaker),
    /// In the form in which they would be sent.
    Output(RequestForm),
}

impl Target {
    const fn is_rest(&self) -> bool {
        matches!(
            self,
            Self::Server(Speaker::Rest(_)) | Self::Output(RequestForm::Rest)
        )
    }
}

impl Checking {
    /// Checks all entries of the sources, then sends them. Findings go to standard error, what
    /// became of each entry to standard output.
    ///
    /// # Errors
    ///
    /// [`Failure`] if the connection is not known, settings or reference data cannot be read, or
    /// output cannot be written.
    pub(super) fn send(
        &self,
        kind: &Kind,
        sources: &[Source],
        format: Option<Format>,
        connection: &Connection,
        input_is_taken: bool,
    ) -> Result<ExitStatus, Failure> {
        let validator = self.account.validator(&self.levels, Wire::Xml)?;
        // Before the entries are read, which may take long.
        let target = if self.dry_run {
            Target::Output(connection.form()?)
        } else {
            Target::Server(connection.speaker(input_is_taken)?)
        };
        let is_rest = target.is_rest();
        if is_rest && let Some(what) = kind.not_over_rest() {
            return Err(not_over_rest(what));
        }
        let judge = Judge {
            validator: &validator,
            command: kind.command(),
            options: Options {
                format,
                ignore_unknown_columns: self.levels.allows(UnknownField::RULE),
            },
            index_limit: self.index_limit,
        };
        let mut spool = Spool::new()?;
        let stderr = io::stderr();
        let styled = terminal::is_styled(&stderr);
        let writer = io::BufWriter::new(stderr.lock());
        let mut renderer = render::text::Text::new(writer, styled, terminal::width());
        let outcome = judge.run(sources, &mut renderer, &mut |entry, checked| {
            if checked.command() == kind.command() {
                if is_rest {
                    send::admit_over_rest(kind, checked)?;
                }
                return spool.take(entry, checked);
            }
            Err(Refusal::Inexpressible {
                field: None,
                message: format!(
                    "the entry is for {}, expected {}",
                    checked.command(),
                    kind.command()
                ),
                help: "send it with the command for it",
            })
        })?;
        drop(renderer);
        outcome.notes.iter().for_each(|note| terminal::note(note));
        let checked = outcome.status();
        if outcome.incomplete || (checked != ExitStatus::Clean && !self.skip_invalid) {
            let hint = if outcome.incomplete {
                ""
            } else {
                "; `--skip-invalid` sends the others"
            };
            terminal::note(&format!("nothing was sent{hint}"));
            return Ok(checked);
        }
        let mut out = io::BufWriter::new(io::stdout().lock());
        let sent = match target {
            Target::Server(client) => send::send(kind, spool, &client, &mut out)?.status(),
            Target::Output(form) => {
                send::show(kind, spool, &form, &mut out)?;
                io::Write::flush(&mut out)?;
                ExitStatus::Clean
            }
        };
        Ok(checked.worse_of(sent))
    }
}
