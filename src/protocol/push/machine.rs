//! The machine.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::error::OpenError;
use super::intake::Intake;
use super::keys::Keys;
use super::lookup::{self, Lookup, Undecided};
use super::options::Options;
use super::pause::Pause;
use super::question::Answer;
use super::step::{Failure, Step, Verdict};
use crate::api::{MOST_OBJECTS, Outcome, Stored};
use crate::error_code::Retry;
use crate::protocol::BatchSize;
use crate::protocol::journal::{
    Binding, Counts, Journal, JournalEntry, JournalMismatch, Moment, State, StateKind,
};
use crate::task::Id;

/// How often an entry is sent without getting an answer of its own.
const MOST_DOUBTS: u32 = 3;

/// Sends the waiting entries of a journal, each exactly once. See the [module](super).
#[derive(Debug)]
pub struct Push<J: Journal> {
    pub(super) journal: J,
    keys: Keys,
    options: Options,
    counts: Counts,
    /// When the first step was asked for: earlier processes are gone since then.
    started: Option<Moment>,
    /// Entries that an earlier process sent are read from this place on; `None` when all are known.
    resume_from: Option<u64>,
    /// Nothing is sent before those were looked up.
    is_resuming: bool,
    /// No entry before this place waits.
    waiting_from: u64,
    in_flight: Vec<JournalEntry>,
    /// Entries to be looked up, in the order of their moments.
    doubtful: VecDeque<(Moment, JournalEntry)>,
    lookup: Option<Lookup>,
    doubts: HashMap<u64, u32>,
    batch: BatchSize,
    questions: BatchSize,
    pause: Pause,
    lost_in_a_row: u32,
    /// An entry that the server is known to have.
    control: Option<JournalEntry>,
    echoes: bool,
    undecided: Vec<(JournalEntry, Undecided)>,
    doubled: Vec<(JournalEntry, Vec<Id>)>,
}

impl<J: Journal> Push<J> {
    /// A push with this journal to `target`, which says without secrets where the entries go. `nonce` is a
    /// random number, used if the journal is new.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if the journal cannot be used, or belongs to another target.
    pub fn open(
        mut journal: J,
        target: &str,
        nonce: u64,
        options: Options,
    ) -> Result<Self, OpenError<J::Error>> {
        let binding = journal
            .bind(Binding {
                target: target.to_owned(),
                nonce,
            })
            .map_err(OpenError::Journal)?;
        if binding.target != target {
            return Err(OpenError::Mismatch(JournalMismatch::Target {
                found: binding.target,
                expected: target.to_owned(),
            }));
        }
        let counts = journal.counts().map_err(OpenError::Journal)?;
        Ok(Self {
            journal,
            keys: Keys {
                nonce: binding.nonce,
            },
            counts,
            started: None,
            resume_from: Some(0),
            is_resuming: true,
            waiting_from: 0,
            in_flight: Vec::new(),
            doubtful: VecDeque::new(),
            lookup: None,
            doubts: HashMap::new(),
            batch: BatchSize::new(options.entries_per_request),
            // One more is asked for comparison.
            questions: BatchSize::new(options.questions_per_request.min(MOST_OBJECTS - 1)),
            options,
            pause: Pause::default(),
            lost_in_a_row: 0,
            control: None,
            echoes: false,
            undecided: Vec::new(),
            doubled: Vec::new(),
        })
    }

    /// Begins anew with what the journal says, as if it had just been opened. A driver does so when it
    /// takes over: another one may have been broken off, by an error of the journal too, and may have
    /// counted its moments otherwise. What could not be decided is looked up once more.
    ///
    /// # Errors
    ///
    /// The journal cannot be read.
    pub fn restart(&mut self) -> Result<(), J::Error> {
        self.counts = self.journal.counts()?;
        self.started = None;
        self.resume_from = Some(0);
        self.is_resuming = true;
        self.waiting_from = 0;
        self.in_flight.clear();
        self.doubtful.clear();
        self.lookup = None;
        self.pause.end();
        self.lost_in_a_row = 0;
        self.undecided.clear();
        Ok(())
    }

    /// Takes entries to be sent.
    ///
    /// # Errors
    ///
    /// The journal cannot be written.
    pub fn intake(&mut self) -> Result<Intake<'_, J>, J::Error> {
        Intake::begin(self)
    }

    pub(super) fn on_intake(&mut self, counts: Counts) {
        self.counts = counts;
        self.waiting_from = 0;
    }

    /// How many entries there are of each kind.
    pub const fn progress(&self) -> Counts {
        self.counts
    }

    /// The entries that cannot be decided, and why. They stay [`State::Sent`].
    pub fn undecided(&self) -> &[(JournalEntry, Undecided)] {
        &self.undecided
    }

    /// The entries that look-ups found on the server more than once, under these ids. This push did
    /// not send them twice; another program with the same keys may have.
    pub fn doubled(&self) -> &[(JournalEntry, Vec<Id>)] {
        &self.doubled
    }

    /// Makes and reads the keys of entries that bring none.
    pub const fn keys(&self) -> Keys {
        self.keys
    }

    /// The journal.
    pub const fn journal_mut(&mut self) -> &mut J {
        &mut self.journal
    }

    /// Gives the journal back.
    pub fn into_journal(self) -> J {
        self.journal
    }

    /// Says what is to be done next. `now` must neither jump nor run backward until the next
    /// [`restart`](Self::restart): the time at its beginning plus what has passed since.
    ///
    /// A step whose outcome was never told, because its driver was broken off, counts as lost.
    ///
    /// # Errors
    ///
    /// The journal cannot be read or written.
    pub fn step(&mut self, now: Moment) -> Result<Step<'_>, J::Error> {
        let started = *self.started.get_or_insert(now);
        if !self.in_flight.is_empty() {
            self.lose_flight(now)?;
        }
        if let Some(until) = self.pause.until.filter(|until| *until > now) {
            return Ok(Step::Wait(until.since(now)));
        }
        if let Some(lookup) = &self.lookup {
            return Ok(Step::Ask(lookup.questions()));
        }
        self.resume(started)?;
        if let Some((due, _)) = self.doubtful.front() {
            let due = *due;
            if due <= now {
                return self.start_lookup(now);
            }
            if self.is_resuming {
                return Ok(Step::Wait(due.since(now)));
            }
        } else {
            self.is_resuming = false;
        }
        let waiting =
            self.journal
                .entries(StateKind::Waiting, self.waiting_from, self.batch.size())?;
        if let Some(last) = waiting.last() {
            self.waiting_from = last.place + 1;
        }
        let (unasked, mut ready): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|entry| entry.state == State::Waiting { ask_first: true });
        if !unasked.is_empty() {
            // All of them come back, but for those that the server has.
            if let Some(first) = ready.first() {
                self.waiting_from = self.waiting_from.min(first.place);
            }
            let due = unasked.into_iter().rev().map(|entry| (now, entry));
            due.for_each(|doubtful| self.doubtful.push_front(doubtful));
            return self.start_lookup(now);
        }
        if ready.is_empty() {
            return Ok(match self.doubtful.front() {
                Some((due, _)) => Step::Wait(due.since(now)),
                None => Step::Done,
            });
        }
        // Durable before the first byte leaves.
        let sent = State::Sent { at: now };
        self.record(ready.iter_mut().map(|entry| (entry, sent.clone())))?;
        self.in_flight = ready;
        Ok(Step::Add(&self.in_flight))
    }

    /// Reads the next entries that an earlier process sent, when there is nothing left to look up.
    fn resume(&mut self, started: Moment) -> Result<(), J::Error> {
        let Some(from) = self.resume_from.filter(|_| self.doubtful.is_empty()) else {
            return Ok(());
        };
        let sent = self.journal.entries(StateKind::Sent, from, MOST_OBJECTS)?;
        self.resume_from = sent.last().map(|last| last.place + 1);
        // The process that sent them is gone now. How long, only its clock knew.
        let due = started.after(self.options.settle);
        self.doubtful
            .extend(sent.into_iter().map(|entry| (due, entry)));
        Ok(())
    }

    fn start_lookup(&mut self, now: Moment) -> Result<Step<'_>, J::Error> {
        let due = self
            .doubtful
            .iter()
            .take(self.questions.size())
            .take_while(|(due, _)| *due <= now)
            .count();
        let entries = self.doubtful.drain(..due).map(|(_, entry)| entry).collect();
        if self.control.is_none() {
            let accepted = self.journal.entries(StateKind::Accepted, 0, 1)?;
            self.control = accepted.into_iter().next();
        }
        let lookup = Lookup::new(
            entries,
            self.control.as_ref(),
            self.echoes,
            self.options.most_pages,
        );
        let questions = lookup.questions();
        self.lookup = Some(lookup);
        Ok(Step::Ask(questions))
    }

    /// Takes what came of a [`Step::Add`]: an outcome for each entry, in order, or a failure of the
    /// request.
    ///
    /// # Errors
    ///
    /// The journal cannot be written.
    pub fn on_added(
        &mut self,
        result: Result<Vec<Outcome<Stored>>, Failure>,
        now: Moment,
    ) -> Result<Verdict, J::Error> {
        let outcomes = match result {
            Ok(outcomes) => outcomes,
            Err(failure) if failure.fate.may_have_been_applied() => {
                self.lose_flight(now)?;
                self.lost_in_a_row += 1;
                return Ok(if self.lost_in_a_row >= self.options.most_lost {
                    Verdict::GiveUp
                } else {
                    Verdict::GoOn
                });
            }
            Err(failure) => {
                let entries = std::mem::take(&mut self.in_flight);
                self.wait_again(entries)?;
                return Ok(self.on_refusal(failure, now, true));
            }
        };
        let mut changes = Vec::with_capacity(outcomes.len());
        let mut back = Vec::new();
        let mut lost = Vec::new();
        let mut outcomes = outcomes.into_iter();
        for entry in std::mem::take(&mut self.in_flight) {
            match outcomes.next() {
                Some(Outcome::Done(stored)) => {
                    self.control.get_or_insert_with(|| entry.clone());
                    changes.push((entry, State::Accepted { id: stored.id }));
                }
                Some(Outcome::Refused(refusal)) if refusal.code.retry() == Retry::No => {
                    let (code, text) = (refusal.code, refusal.text);
                    changes.push((entry, State::Refused { code, text }));
                }
                Some(Outcome::Refused(_)) => back.push(entry),
                Some(Outcome::Unknown(_)) | None => {
                    *self.doubts.entry(entry.place).or_default() += 1;
                    lost.push(entry);
                }
            }
        }
        self.record(
            changes
                .iter_mut()
                .map(|(entry, state)| (entry, state.clone())),
        )?;
        self.doubt(lost, now)?;
        if !changes.is_empty() {
            self.lost_in_a_row = 0;
            self.pause.end();
        }
        if back.is_empty() {
            return Ok(Verdict::GoOn);
        }
        self.wait_again(back)?;
        Ok(self.pause(None, now))
    }

    /// Takes what came of a [`Step::Ask`]: an answer to each question, in order, or a failure of the
    /// request.
    ///
    /// # Errors
    ///
    /// The journal cannot be written.
    pub fn on_answers(
        &mut self,
        result: Result<Vec<Answer>, Failure>,
        now: Moment,
    ) -> Result<Verdict, J::Error> {
        let answers = match result {
            Ok(answers) => answers,
            Err(failure) => {
                if let Some(lookup) = self.lookup.take() {
                    for entry in lookup.into_entries().into_iter().rev() {
                        self.doubtful.push_front((now, entry));
                    }
                }
                return Ok(self.on_refusal(failure, now, false));
            }
        };
        let Some(mut lookup) = self.lookup.take() else {
            return Ok(Verdict::GoOn);
        };
        self.pause.end();
        lookup.on_answers(answers);
        if !lookup.is_done() {
            self.lookup = Some(lookup);
            return Ok(Verdict::GoOn);
        }
        let (verdicts, echoes) = lookup.into_verdicts();
        self.echoes |= echoes;
        let mut there = Vec::new();
        let mut undecided = Vec::new();
        let mut back = Vec::new();
        for (entry, verdict) in verdicts {
            match verdict {
                lookup::Verdict::There { ids } => {
                    let id = ids.first().copied();
                    self.control.get_or_insert_with(|| entry.clone());
                    if ids.len() > 1 {
                        self.doubled.push((entry.clone(), ids));
                    }
                    there.push((entry, State::Accepted { id }));
                }
                lookup::Verdict::NotThere
                    if self.doubts.get(&entry.place).copied() >= Some(MOST_DOUBTS) =>
                {
                    undecided.push((entry, Undecided::NoAnswer));
                }
                lookup::Verdict::NotThere => back.push(entry),
                lookup::Verdict::Undecided(why) => undecided.push((entry, why)),
            }
        }
        self.record(
            there
                .iter_mut()
                .map(|(entry, state)| (entry, state.clone())),
        )?;
        // For one that was to be asked for first, this is the first time that it counts as sent.
        let unasked = undecided
            .iter_mut()
            .map(|(entry, _)| entry)
            .filter(|entry| entry.state.kind() == StateKind::Waiting);
        self.record(unasked.map(|entry| (entry, State::Sent { at: now })))?;
        self.undecided.append(&mut undecided);
        self.wait_again(back)?;
        Ok(Verdict::GoOn)
    }

    /// The request was refused as a whole, or never left.
    fn on_refusal(&mut self, failure: Failure, now: Moment, is_add: bool) -> Verdict {
        let size = if is_add {
            &mut self.batch
        } else {
            &mut self.questions
        };
        if failure.code.is_some_and(BatchSize::is_exceeded) && size.halve().is_ok() {
            return Verdict::GoOn;
        }
        let is_passing = failure.is_throttled
            || failure
                .code
                .is_some_and(|code| code.retry() == Retry::Backoff);
        if is_passing {
            return self.pause(failure.retry_after, now);
        }
        Verdict::GiveUp
    }

    fn pause(&mut self, at_least: Option<Duration>, now: Moment) -> Verdict {
        self.pause.begin(now, at_least);
        if self.pause.in_a_row > self.options.most_pauses {
            return Verdict::GiveUp;
        }
        Verdict::GoOn
    }

    /// What is under way gets no answer any more.
    fn lose_flight(&mut self, now: Moment) -> Result<(), J::Error> {
        let entries = std::mem::take(&mut self.in_flight);
        self.doubt(entries, now)
    }

    /// The server may have these entries; it is asked when the request has settled.
    fn doubt(&mut self, mut entries: Vec<JournalEntry>, now: Moment) -> Result<(), J::Error> {
        let sent = State::Sent { at: now };
        self.record(entries.iter_mut().map(|entry| (entry, sent.clone())))?;
        let due = now.after(self.options.settle);
        self.doubtful
            .extend(entries.into_iter().map(|entry| (due, entry)));
        Ok(())
    }

    /// The server does not have these entries.
    fn wait_again(&mut self, mut entries: Vec<JournalEntry>) -> Result<(), J::Error> {
        if let Some(first) = entries.iter().map(|entry| entry.place).min() {
            self.waiting_from = self.waiting_from.min(first);
        }
        let waiting = State::Waiting { ask_first: false };
        self.record(entries.iter_mut().map(|entry| (entry, waiting.clone())))
    }

    fn record<'e>(
        &mut self,
        changes: impl Iterator<Item = (&'e mut JournalEntry, State)>,
    ) -> Result<(), J::Error> {
        let (entries, changes): (Vec<_>, Vec<_>) = changes
            .map(|(entry, state)| {
                let place = entry.place;
                (entry, (place, state))
            })
            .unzip();
        if changes.is_empty() {
            return Ok(());
        }
        self.journal.record(&changes)?;
        for (entry, (_, state)) in entries.into_iter().zip(changes) {
            let count = self.counts.of(entry.state.kind());
            *count = count.saturating_sub(1);
            *self.counts.of(state.kind()) += 1;
            entry.state = state;
        }
        Ok(())
    }
}
