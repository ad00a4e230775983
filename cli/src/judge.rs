//! The work that `validate` and `convert` share: every entry of every input through the engine, and
//! what is found to a renderer.

use std::io;

use suiteprojects::task::{Field, FieldName};
use suiteprojects::validate::{
    CheckedEntry, Command, Finding, Reference, Report, Severity, Validator,
};

use crate::diagnostic::{Diagnostic, Statement, Summary};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::input::{self, Item, Meter, Options, Source, Unreadable};
use crate::progress::Progress;
use crate::render::Renderer;

/// What is to be judged, and how.
#[derive(Debug)]
pub struct Judge<'j, R> {
    /// The engine.
    pub validator: &'j Validator<R>,
    /// What is to be done with an entry whose file does not say so.
    pub command: Command,
    /// How files are read.
    pub options: Options,
    /// How many entries are remembered for comparing later ones with them.
    pub index_limit: usize,
}

/// Why a checked entry is not taken.
#[derive(Debug)]
pub enum Refusal {
    /// The form asked for cannot say it.
    Inexpressible {
        /// The field that cannot be said.
        field: Option<Field>,
        /// One line: what cannot be said.
        message: String,
        /// What to do about it.
        help: &'static str,
    },
    /// Everything ends.
    Failure(Failure),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Failure(error.into())
    }
}

/// A rule that could not be evaluated, for how many entries, and for which reasons.
struct Unchecked {
    /// For each reason a finding, and how many entries have it.
    reasons: Vec<(Finding, u64)>,
}

impl Unchecked {
    fn entries(&self) -> u64 {
        self.reasons.iter().map(|(_, entries)| entries).sum()
    }

    /// The finding of the most frequent reason.
    fn finding(&self) -> Option<&Finding> {
        self.reasons
            .iter()
            .max_by_key(|(_, entries)| *entries)
            .map(|(finding, _)| finding)
    }

    fn is_about(&self, finding: &Finding) -> bool {
        self.reasons
            .first()
            .is_some_and(|(other, _)| other.rule() == finding.rule())
    }

    fn count(&mut self, finding: &Finding) {
        match self
            .reasons
            .iter_mut()
            .find(|(other, _)| other.detail() == finding.detail())
        {
            Some((_, entries)) => *entries += 1,
            None => self.reasons.push((finding.clone(), 1)),
        }
    }
}

/// What one run has come to so far.
struct Tally<'t> {
    renderer: &'t mut dyn Renderer,
    progress: Progress,
    summary: Summary,
    unchecked: Vec<Unchecked>,
    notes: Vec<String>,
    meter: Meter,
}

/// What came of judging all inputs.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The counts.
    pub summary: Summary,
    /// Whether an input could not be read to its end.
    pub incomplete: bool,
    /// What else is to be told, on standard error.
    pub notes: Vec<String>,
}

impl Outcome {
    /// How a command ends that came to this.
    pub const fn status(&self) -> ExitStatus {
        if self.summary.unreadable > 0 {
            ExitStatus::Failure
        } else if self.summary.errors > 0 {
            ExitStatus::Findings
        } else {
            ExitStatus::Clean
        }
    }
}

impl<R: Reference> Judge<'_, R> {
    /// Judges every entry of the sources, in order, as one run. Findings go to the renderer; entries
    /// without an error to `accept`, with their number in the run, from 0.
    ///
    /// # Errors
    ///
    /// [`Failure::Output`] from the renderer, or what `accept` returns. An input that cannot be read
    /// is no error here: it is told to the renderer and counted.
    pub fn run(
        &self,
        sources: &[Source],
        renderer: &mut dyn Renderer,
        accept: &mut dyn FnMut(u64, &CheckedEntry<'_>) -> Result<(), Refusal>,
    ) -> Result<Outcome, Failure> {
        let mut run = self.validator.run().with_index_limit(self.index_limit);
        let mut report = Report::new();
        let mut tally = Tally {
            renderer,
            progress: Progress::on_terminal(),
            summary: Summary::default(),
            unchecked: Vec::new(),
            notes: Vec::new(),
            meter: Meter::default(),
        };
        let meter = tally.meter.clone();
        let mut incomplete = false;
        // Entries that cannot be read count too: mending one does not renumber the others.
        for source in sources {
            let name = source.name();
            // The visitor can only stop the reading; why is kept here.
            let mut stop: Option<Failure> = None;
            let mut visit = |item: Item<'_>| -> io::Result<()> {
                let outcome = match item {
                    Item::Entry {
                        command,
                        entry,
                        place,
                    } => {
                        let number = run.entries();
                        report.clear();
                        let checked =
                            run.check(command.unwrap_or(self.command), entry, &mut report);
                        tally.entry(checked.is_some());
                        report
                            .findings()
                            .iter()
                            .try_for_each(|finding| {
                                tally.finding(finding, Some(&name), || {
                                    Some(place.spot(entry, finding.field()))
                                })
                            })
                            .map_err(Failure::Output)
                            .and_then(|()| match checked.map(|checked| accept(number, &checked)) {
                                None | Some(Ok(())) => Ok(()),
                                Some(Err(Refusal::Failure(failure))) => Err(failure),
                                Some(Err(Refusal::Inexpressible {
                                    field,
                                    message,
                                    help,
                                })) => {
                                    let field = field.map(FieldName::Known);
                                    let spot = Some(place.spot(entry, field.as_ref()));
                                    let unreadable = Unreadable {
                                        message,
                                        help: Some(help.into()),
                                        spot,
                                    };
                                    tally.refused(unreadable, &name).map_err(Failure::Output)
                                }
                            })
                    }
                    Item::UnreadableEntry(unreadable) => {
                        run.skip();
                        tally
                            .unreadable(unreadable, Some(&name))
                            .map_err(Failure::Output)
                    }
                    Item::Unreadable(unreadable) => {
                        incomplete = true;
                        tally
                            .unreadable(unreadable, Some(&name))
                            .map_err(Failure::Output)
                    }
                    Item::Note(note) => {
                        tally.notes.push(format!("{name}: {note}"));
                        Ok(())
                    }
                };
                outcome.map_err(|failure| {
                    stop = Some(failure);
                    io::Error::other("stopped")
                })
            };
            let outcome = input::read(source, self.options, &meter, &mut visit);
            if let Some(failure) = stop {
                return Err(failure);
            }
            if let Err(error) = outcome {
                incomplete = true;
                let message = format!("{error}: {}", error.io());
                tally.unreadable(
                    Unreadable {
                        message,
                        help: None,
                        spot: None,
                    },
                    Some(&name),
                )?;
            }
        }
        report.clear();
        run.finish(&mut report);
        for finding in report.findings() {
            tally.finding(finding, None, || None)?;
        }
        tally.finish(incomplete)
    }
}

impl Tally<'_> {
    fn entry(&mut self, valid: bool) {
        self.summary.entries += 1;
        if valid {
            self.summary.valid += 1;
        } else {
            self.summary.invalid += 1;
        }
        self.progress.entry(&self.meter);
    }

    fn finding<'s>(
        &mut self,
        finding: &Finding,
        file: Option<&str>,
        spot: impl FnOnce() -> Option<crate::diagnostic::Spot<'s>>,
    ) -> io::Result<()> {
        match finding.severity() {
            Severity::Error => self.summary.errors += 1,
            Severity::Warning => self.summary.warnings += 1,
            _ => {
                // Said once for each rule, at the end.
                match self
                    .unchecked
                    .iter_mut()
                    .find(|other| other.is_about(finding))
                {
                    Some(other) => other.count(finding),
                    None => self.unchecked.push(Unchecked {
                        reasons: vec![(finding.clone(), 1)],
                    }),
                }
                return Ok(());
            }
        }
        let diagnostic = Diagnostic {
            statement: Statement::Finding(finding),
            file,
            spot: spot(),
        };
        let Self {
            renderer, progress, ..
        } = self;
        progress.suspend(|| renderer.diagnostic(&diagnostic))
    }

    /// A valid entry that cannot be said in the form asked for.
    fn refused(&mut self, refused: Unreadable<'_>, file: &str) -> io::Result<()> {
        self.summary.valid -= 1;
        self.summary.invalid += 1;
        self.summary.errors += 1;
        self.show(refused, Some(file))
    }

    fn unreadable(&mut self, unreadable: Unreadable<'_>, file: Option<&str>) -> io::Result<()> {
        self.summary.unreadable += 1;
        self.show(unreadable, file)
    }

    fn show(&mut self, unreadable: Unreadable<'_>, file: Option<&str>) -> io::Result<()> {
        let Unreadable {
            message,
            help,
            spot,
        } = unreadable;
        let diagnostic = Diagnostic {
            statement: Statement::Unreadable { message, help },
            file,
            spot,
        };
        let Self {
            renderer, progress, ..
        } = self;
        progress.suspend(|| renderer.diagnostic(&diagnostic))
    }

    fn finish(mut self, incomplete: bool) -> Result<Outcome, Failure> {
        self.progress.finish();
        for unchecked in &self.unchecked {
            let Some(finding) = unchecked.finding() else {
                continue;
            };
            self.summary.unchecked += 1;
            let statement = Statement::Unchecked {
                finding,
                entries: unchecked.entries(),
            };
            self.renderer.diagnostic(&Diagnostic {
                statement,
                file: None,
                spot: None,
            })?;
        }
        self.renderer.finish(&self.summary)?;
        Ok(Outcome {
            summary: self.summary,
            incomplete,
            notes: self.notes,
        })
    }
}
