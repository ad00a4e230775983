//! A server in memory that can be told to misbehave. It shares no code with the machine.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::api::{Doubt, Outcome, Refusal, Stored};
use crate::error_code::ErrorCode;
use crate::protocol::Fate;
use crate::protocol::journal::{JournalEntry, Moment};
use crate::protocol::push::{Answer, Failure, Question, read_payload};
use crate::record::{Received, TaskRecord};
use crate::task::{Field, Id, Task};

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    None,
    /// The connection is gone before the server got anything.
    LostBefore,
    /// Everything is stored, the answer is lost.
    LostAfter,
    /// So many are stored, the rest is not, and the answer is lost.
    LostWithin(usize),
    /// The answer is lost, and everything is stored this much later.
    StoredLater(Duration),
    /// The server refuses the request as a whole.
    RefusedWhole(u32),
    /// The connection was not made.
    NotSent,
    /// The answer has no result for this one; it was stored if the flag says so.
    NoResult(usize, bool),
    /// One entry is refused with this code this time.
    RefusedOne(usize, u32),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Manners {
    pub(super) heeds_keys: bool,
    pub(super) heeds_users: bool,
    pub(super) heeds_dates: bool,
    pub(super) returns_keys: bool,
    /// The answer to an Add holds the key whether or not it was stored.
    pub(super) repeats_keys: bool,
    /// How many days the date of a record is off for a filter, as when it is in another time zone.
    pub(super) days_off: u64,
    /// Whether a page is counted from its place, or always from the beginning.
    pub(super) heeds_offsets: bool,
    pub(super) most_records: usize,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            heeds_keys: true,
            heeds_users: true,
            heeds_dates: true,
            returns_keys: true,
            repeats_keys: false,
            days_off: 0,
            heeds_offsets: true,
            most_records: 1_000,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Server {
    pub(super) manners: Manners,
    pub(super) stored: Vec<Task>,
    later: Vec<(Moment, Task)>,
    pub(super) log: Vec<String>,
}

impl Server {
    pub(super) fn new(manners: Manners) -> Self {
        Self {
            manners,
            ..Self::default()
        }
    }

    /// How often each entry is stored, by its notes.
    pub(super) fn times_stored(&self) -> BTreeMap<String, usize> {
        let mut times = BTreeMap::new();
        for task in &self.stored {
            *times
                .entry(task.notes.clone().unwrap_or_default())
                .or_default() += 1;
        }
        times
    }

    fn store(&mut self, mut task: Task) -> Task {
        task.id = Id::new(self.stored.len() as u64 + 1_000);
        self.stored.push(task.clone());
        task
    }

    fn catch_up(&mut self, now: Moment) {
        let (due, later) = std::mem::take(&mut self.later)
            .into_iter()
            .partition(|(moment, _)| *moment <= now);
        self.later = later;
        for (_, task) in due {
            self.store(task);
        }
    }

    fn shown(&self, task: &Task) -> Task {
        let mut task = task.clone();
        if !self.manners.returns_keys {
            task.thin_client_id = None;
        }
        task
    }

    pub(super) fn add(
        &mut self,
        entries: &[JournalEntry],
        fault: Fault,
        now: Moment,
    ) -> Result<Vec<Outcome<Stored>>, Failure> {
        self.catch_up(now);
        self.log.push(format!("Add {} {fault:?}", entries.len()));
        let tasks: Vec<Task> = entries
            .iter()
            .map(|entry| {
                let entry = read_payload(&entry.payload).unwrap();
                let mut task = Task::default();
                for field in [
                    Field::ThinClientId,
                    Field::UserId,
                    Field::Date,
                    Field::Hours,
                    Field::Notes,
                ] {
                    task.set_text(field, entry.text(field).unwrap_or_default())
                        .unwrap();
                }
                task
            })
            .collect();
        let lost = || Failure::new(Fate::MaybeApplied);
        let refused = |task: &Task| task.hours == Some(25.into());
        match fault {
            Fault::LostBefore => return Err(lost()),
            Fault::NotSent => return Err(Failure::new(Fate::NotSent)),
            Fault::RefusedWhole(code) => {
                return Err(Failure {
                    code: Some(ErrorCode::new(code)),
                    ..Failure::new(Fate::Refused)
                });
            }
            Fault::LostAfter | Fault::LostWithin(_) => {
                let most = match fault {
                    Fault::LostWithin(most) => most,
                    _ => usize::MAX,
                };
                for task in tasks.into_iter().take(most).filter(|task| !refused(task)) {
                    self.store(task);
                }
                return Err(lost());
            }
            Fault::StoredLater(time) => {
                let tasks = tasks.into_iter().filter(|task| !refused(task));
                self.later.extend(tasks.map(|task| (now.after(time), task)));
                return Err(lost());
            }
            Fault::None | Fault::NoResult(..) | Fault::RefusedOne(..) => {}
        }
        let outcomes = tasks.into_iter().enumerate().map(|(index, task)| {
            match fault {
                Fault::NoResult(at, is_stored) if at == index => {
                    if is_stored && !refused(&task) {
                        self.store(task);
                    }
                    return Outcome::Unknown(Doubt::NoResult);
                }
                Fault::RefusedOne(at, code) if at == index => {
                    return Outcome::Refused(Refusal::new(ErrorCode::new(code)));
                }
                _ => {}
            }
            if refused(&task) {
                return Outcome::Refused(Refusal::new(ErrorCode::new(821)));
            }
            let task = self.store(task);
            let shown = if self.manners.repeats_keys {
                task.clone()
            } else {
                self.shown(&task)
            };
            let record = TaskRecord {
                task: shown,
                problem: None,
            };
            Outcome::Done(Stored {
                id: task.id,
                record: Some(Received::Task(Box::new(record))),
                warnings: None,
            })
        });
        Ok(outcomes.collect())
    }

    pub(super) fn ask(&mut self, questions: &[Question], now: Moment) -> Vec<Answer> {
        self.catch_up(now);
        self.log.push(format!("Ask {}", questions.len()));
        questions
            .iter()
            .map(|question| Ok(self.answer(question)))
            .collect()
    }

    fn answer(&self, question: &Question) -> Vec<Result<Task, crate::record::RecordError>> {
        let manners = self.manners;
        let (offset, count) = match question {
            Question::Key { .. } => (0, 10),
            Question::Day { offset, count, .. } if manners.heeds_offsets => (*offset, count.get()),
            Question::Day { count, .. } => (0, count.get()),
        };
        let count = count.min(manners.most_records);
        self.stored
            .iter()
            .filter(|task| match question {
                Question::Key { key } => {
                    !manners.heeds_keys
                        || (manners.returns_keys && task.thin_client_id.as_ref() == Some(key))
                }
                Question::Day { user, date, .. } => {
                    let date = *date + chrono::Days::new(manners.days_off);
                    (!manners.heeds_dates || task.date == Some(date))
                        && (!manners.heeds_users || user.is_none() || task.userid == *user)
                }
            })
            .skip(usize::try_from(offset).unwrap())
            .take(count)
            .map(|task| Ok(self.shown(task)))
            .collect()
    }
}
