//! The machine against a server in memory.

mod broken_journal;
mod cases;
mod properties;
mod server;

use std::convert::Infallible;
use std::time::Duration;

use self::server::{Fault, Server};
use super::{Options, Push, Step, Verdict};
use crate::protocol::journal::{MemoryJournal, Moment};
use crate::task::{Entry, Field};
use crate::validate::{CheckedEntry, Command};

/// An entry whose notes name it, for the server side. A day in two has another user; 25 hours are
/// what the server refuses.
fn entry(index: u64) -> Entry<'static> {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, format!("2026-01-{:02}", 5 + index % 3))
        .set(Field::UserId, (index % 2 + 1).to_string())
        .set(Field::Hours, if index % 7 == 6 { "25" } else { "8" })
        .set(Field::Notes, format!("entry {index}"));
    entry
}

fn open(journal: MemoryJournal, options: &Options) -> Push<MemoryJournal> {
    Push::open(journal, "acme", 7, options.clone()).unwrap()
}

fn take(push: &mut Push<MemoryJournal>, count: u64) {
    take_with(push, count, false);
}

fn take_with(push: &mut Push<MemoryJournal>, count: u64, own_keys: bool) {
    let mut intake = push.intake().unwrap();
    for index in 0..count {
        let mut entry = entry(index);
        if own_keys {
            entry.set(Field::ThinClientId, format!("row {index}"));
        }
        let checked = CheckedEntry::trust_without_checking(Command::Add, &entry);
        intake.add(index, &checked).unwrap();
    }
    intake.finish().unwrap();
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Done,
    GaveUp,
    /// The process was killed.
    Killed,
    TooManySteps,
}

/// A run of the machine against the server until it ends or is killed.
struct Run<'s> {
    server: &'s mut Server,
    /// One for each Add; afterwards there are none.
    faults: &'s mut dyn Iterator<Item = Fault>,
    /// How many calls of the machine are made before the process is killed.
    calls: usize,
    now: Moment,
}

impl Run<'_> {
    fn call(&mut self) -> Result<(), End> {
        self.calls = self.calls.checked_sub(1).ok_or(End::Killed)?;
        // A request takes time.
        self.now = self.now.after(Duration::from_millis(50));
        Ok(())
    }

    fn drive(&mut self, push: &mut Push<MemoryJournal>) -> Result<(), End> {
        fn sure<T>(result: Result<T, Infallible>) -> T {
            match result {
                Ok(value) => value,
            }
        }
        for _ in 0..2_000 {
            self.call()?;
            let verdict = match sure(push.step(self.now)) {
                Step::Add(entries) => {
                    self.call()?;
                    let fault = self.faults.next().unwrap_or(Fault::None);
                    let result = self.server.add(entries, fault, self.now);
                    self.call()?;
                    sure(push.on_added(result, self.now))
                }
                Step::Ask(questions) => {
                    let answers = self.server.ask(&questions, self.now);
                    self.call()?;
                    sure(push.on_answers(Ok(answers), self.now))
                }
                Step::Wait(time) => {
                    self.now = self.now.after(time);
                    Verdict::GoOn
                }
                Step::Done => return Ok(()),
            };
            if verdict == Verdict::GiveUp {
                return Err(End::GaveUp);
            }
        }
        Err(End::TooManySteps)
    }
}

fn run(
    push: &mut Push<MemoryJournal>,
    server: &mut Server,
    faults: impl IntoIterator<Item = Fault>,
) -> End {
    let mut run = Run {
        server,
        faults: &mut faults.into_iter(),
        calls: usize::MAX,
        now: Moment(1_000_000),
    };
    match run.drive(push) {
        Ok(()) => End::Done,
        Err(end) => end,
    }
}
