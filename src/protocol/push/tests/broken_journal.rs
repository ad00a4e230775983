//! A journal that cannot be written for a while, as on a full disk.

use std::io;

use super::server::{Fault, Manners, Server};
use super::*;
use crate::protocol::journal::{
    Binding, Counts, Inserted, Journal, JournalEntry, NewEntry, State, StateKind,
};

/// A journal whose `record` fails at these times, counted from 0.
#[derive(Debug)]
struct BrokenJournal {
    memory: MemoryJournal,
    records: u32,
    broken: Vec<u32>,
}

fn sure<T>(result: Result<T, Infallible>) -> io::Result<T> {
    match result {
        Ok(value) => Ok(value),
    }
}

impl Journal for BrokenJournal {
    type Error = io::Error;

    fn bind(&mut self, first: Binding) -> io::Result<Binding> {
        sure(self.memory.bind(first))
    }

    fn begin(&mut self) -> io::Result<()> {
        sure(self.memory.begin())
    }

    fn insert(&mut self, entries: &[NewEntry]) -> io::Result<Vec<Inserted>> {
        sure(self.memory.insert(entries))
    }

    fn commit(&mut self) -> io::Result<()> {
        sure(self.memory.commit())
    }

    fn roll_back(&mut self) -> io::Result<()> {
        sure(self.memory.roll_back())
    }

    fn entries(
        &mut self,
        kind: StateKind,
        from: u64,
        limit: usize,
    ) -> io::Result<Vec<JournalEntry>> {
        sure(self.memory.entries(kind, from, limit))
    }

    fn record(&mut self, changes: &[(u64, State)]) -> io::Result<()> {
        self.records += 1;
        if self.broken.contains(&(self.records - 1)) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        sure(self.memory.record(changes))
    }

    fn counts(&mut self) -> io::Result<Counts> {
        sure(self.memory.counts())
    }
}

/// Whatever the moment at which the journal fails, a push that begins anew comes to the same end.
#[test]
fn a_journal_that_fails_for_a_while_loses_and_doubles_nothing() {
    for first in 0..12 {
        for broken in [vec![first], vec![first, first + 1]] {
            let mut server = Server::new(Manners::default());
            let journal = BrokenJournal {
                memory: MemoryJournal::new(),
                records: 0,
                broken,
            };
            let options = Options::default().with_entries_per_request(2);
            let mut push = Push::open(journal, "acme", 7, options).unwrap();
            let mut intake = push.intake().unwrap();
            for index in 0..6 {
                let entry = entry(index);
                let checked = CheckedEntry::trust_without_checking(Command::Add, &entry);
                intake.add(index, &checked).unwrap();
            }
            intake.finish().unwrap();
            let mut faults = [Fault::None, Fault::LostAfter, Fault::NotSent].into_iter();
            let mut now = Moment(0);
            let mut is_done = false;
            for _ in 0..100 {
                now = now.after(Duration::from_millis(50));
                let result = match push.step(now) {
                    Ok(Step::Add(entries)) => {
                        let fault = faults.next().unwrap_or(Fault::None);
                        let result = server.add(entries, fault, now);
                        push.on_added(result, now).map(|_| ())
                    }
                    Ok(Step::Ask(questions)) => {
                        let answers = server.ask(&questions, now);
                        push.on_answers(Ok(answers), now).map(|_| ())
                    }
                    Ok(Step::Wait(time)) => {
                        now = now.after(time);
                        Ok(())
                    }
                    Ok(Step::Done) => {
                        is_done = true;
                        break;
                    }
                    Err(error) => Err(error),
                };
                if result.is_err() {
                    push.restart().unwrap();
                }
            }
            assert!(is_done);
            assert_eq!(push.progress().accepted, 6, "{first}");
            assert_eq!(server.stored.len(), 6, "{first}");
        }
    }
}
