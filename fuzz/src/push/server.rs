//! A server in memory that does what a script says and keeps no secrets from its judge.

use std::time::Duration;

use suiteprojects::api::{Doubt, Outcome, Refusal, Stored};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::protocol::Fate;
use suiteprojects::protocol::journal::{JournalEntry, Moment};
use suiteprojects::protocol::push::{Answer, Failure, Question, read_payload};
use suiteprojects::record::{FromRecord, Received, RecordError, TaskRecord};
use suiteprojects::task::{Field, Id, Task};

use super::{Manners, SETTLE, place_of};
use crate::script::Script;

/// What becomes of a request with entries.
#[derive(Clone, Copy, Debug)]
enum Course {
    /// Every entry gets its outcome, as the script says.
    Answered,
    /// The server stores as many as the script says, and the answer is lost.
    Lost,
    /// The server stores all of them after the connection is gone.
    StoredLater,
    /// The server refuses the request as a whole.
    Refused,
    /// There was no connection.
    NotSent,
}

/// What the server does with an entry.
#[derive(Clone, Copy, Debug)]
enum Treatment {
    Stored,
    /// Stored, but the answer shows nothing of it.
    StoredBare,
    Refused,
    /// Refused for now.
    Busy,
    /// Stored, and the answer does not say so.
    StoredInDoubt,
    /// Not stored, and the answer does not say so.
    LostInDoubt,
}

/// What the server does with a question.
#[derive(Clone, Copy, Debug)]
enum Reply {
    Answered,
    Refused,
    /// A lower maximum than was asked for.
    PageTooLarge,
    /// A record that cannot be understood among the others.
    Unreadable,
    /// The answer ends here.
    Missing,
}

/// Sent, and not asked for.
pub const IN_DOUBT: Known = Known::InDoubt { asked: false };

/// What the machine may conclude about an entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Known {
    /// It was never sent, or the server said that it does not have it.
    NotThere,
    /// It was sent or may have been; an answer to a look-up has yet to tell. Whether it was asked for.
    InDoubt { asked: bool },
    /// The server accepted it.
    Accepted,
    /// The server refused it for good.
    Refused,
}

/// The server.
#[derive(Debug)]
pub struct Server {
    manners: Manners,
    pub stored: Vec<Task>,
    later: Vec<(Moment, Task)>,
    /// What may be concluded about each entry.
    pub known: Vec<Known>,
}

impl Server {
    pub fn new(manners: Manners, entries: usize) -> Self {
        Self {
            manners,
            stored: Vec::new(),
            later: Vec::new(),
            known: vec![Known::NotThere; entries],
        }
    }

    /// How often the server has an entry or will have it.
    pub fn times(&self, place: usize) -> usize {
        let later = self.later.iter().map(|(_, task)| task);
        let all = self.stored.iter().chain(later);
        all.filter(|task| place_of(task) == place).count()
    }

    fn store(&mut self, mut task: Task) -> Task {
        task.id = Id::new(self.stored.len() as u64 + 1_000);
        self.stored.push(task.clone());
        task
    }

    /// Does what was put off until now.
    pub fn catch_up(&mut self, now: Moment) {
        let later = std::mem::take(&mut self.later);
        let (due, later) = later.into_iter().partition(|(moment, _)| *moment <= now);
        self.later = later;
        for (_, task) in due {
            self.store(task);
        }
    }

    fn shown(&self, task: &Task) -> Task {
        let key = task.thin_client_id.as_deref().unwrap_or_default();
        let mut task = task.clone();
        task.thin_client_id = self.manners.keys.of(key);
        task
    }

    /// Takes entries.
    pub fn add(
        &mut self,
        entries: &[JournalEntry],
        now: Moment,
        script: &mut Script<'_>,
    ) -> Result<Vec<Outcome<Stored>>, Failure> {
        self.catch_up(now);
        let tasks: Vec<Task> = entries.iter().map(|entry| task(&entry.payload)).collect();
        for task in &tasks {
            let place = place_of(task);
            assert_eq!(
                self.known[place],
                Known::NotThere,
                "entry {place} is sent without reason"
            );
            assert_eq!(
                self.times(place),
                0,
                "entry {place} is sent, and the server has it"
            );
            self.known[place] = IN_DOUBT;
        }
        let know = |server: &mut Self, known| {
            for task in &tasks {
                server.known[place_of(task)] = known;
            }
        };
        match script.choose(&[
            (b'a', Course::Answered),
            (b'l', Course::Lost),
            (b's', Course::StoredLater),
            (b'r', Course::Refused),
            (b'n', Course::NotSent),
        ]) {
            Course::Answered => Ok(self.treat(tasks, script)),
            Course::Lost => {
                let count = script.below(tasks.len() as u64 + 1) as usize;
                for task in tasks.into_iter().take(count) {
                    self.store(task);
                }
                Err(Failure::new(Fate::MaybeApplied))
            }
            Course::StoredLater => {
                // Any time before the request has settled.
                let settle = SETTLE.as_millis() as u64;
                let after = Duration::from_millis(script.below(16) * (settle - 1) / 15);
                let later = tasks.into_iter().map(|task| (now.after(after), task));
                self.later.extend(later);
                Err(Failure::new(Fate::MaybeApplied))
            }
            Course::Refused => {
                know(self, Known::NotThere);
                Err(refused(script))
            }
            Course::NotSent => {
                know(self, Known::NotThere);
                Err(Failure::new(Fate::NotSent))
            }
        }
    }

    fn treat(&mut self, tasks: Vec<Task>, script: &mut Script<'_>) -> Vec<Outcome<Stored>> {
        let mut outcomes = Vec::new();
        for task in tasks {
            let place = place_of(&task);
            let treatment = script.choose(&[
                (b's', Treatment::Stored),
                (b'b', Treatment::StoredBare),
                (b'r', Treatment::Refused),
                (b'p', Treatment::Busy),
                (b'd', Treatment::StoredInDoubt),
                (b'x', Treatment::LostInDoubt),
            ]);
            outcomes.push(match treatment {
                Treatment::Stored => {
                    let task = self.store(task);
                    self.known[place] = Known::Accepted;
                    let mut stored = Stored::default();
                    stored.id = task.id;
                    let mut record = TaskRecord::default();
                    record.task = self.shown(&task);
                    stored.record = Some(Received::Task(Box::new(record)));
                    Outcome::Done(stored)
                }
                Treatment::StoredBare => {
                    self.store(task);
                    self.known[place] = Known::Accepted;
                    Outcome::Done(Stored::default())
                }
                Treatment::Refused => {
                    self.known[place] = Known::Refused;
                    Outcome::Refused(Refusal::new(ErrorCode::TIMESHEET_NOT_OPEN))
                }
                Treatment::Busy => {
                    self.known[place] = Known::NotThere;
                    Outcome::Refused(Refusal::new(ErrorCode::new(556)))
                }
                Treatment::StoredInDoubt => {
                    self.store(task);
                    Outcome::Unknown(Doubt::Ambiguous)
                }
                Treatment::LostInDoubt => Outcome::Unknown(Doubt::NoResult),
            });
        }
        // Those at the end that would be in doubt anyway may just be missing.
        if script.flag() {
            while let Some(Outcome::Unknown(_)) = outcomes.last() {
                outcomes.pop();
            }
        }
        outcomes
    }

    /// Answers questions, truthfully as far as it answers. What it was asked about is known then.
    pub fn ask(
        &mut self,
        questions: &[Question],
        now: Moment,
        script: &mut Script<'_>,
    ) -> Result<Vec<Answer>, Failure> {
        self.catch_up(now);
        if script.flag() {
            let fate = script.choose(&[
                (b'r', Fate::Refused),
                (b'n', Fate::NotSent),
                (b'l', Fate::MaybeApplied),
            ]);
            return Err(match fate {
                Fate::Refused => refused(script),
                fate => Failure::new(fate),
            });
        }
        for question in questions {
            if let Question::Key { key, .. } = question {
                // Both kinds of keys end with the number.
                let (_, number) = key.rsplit_once([' ', '-']).expect("a key of ours");
                let known = &mut self.known[number.parse::<usize>().expect("a number")];
                if *known == IN_DOUBT {
                    *known = Known::InDoubt { asked: true };
                }
            }
        }
        let mut answers = Vec::new();
        for question in questions {
            let reply = script.choose(&[
                (b'a', Reply::Answered),
                (b'r', Reply::Refused),
                (b'p', Reply::PageTooLarge),
                (b'u', Reply::Unreadable),
                (b'm', Reply::Missing),
            ]);
            let code = |code| Refusal::new(ErrorCode::new(code));
            answers.push(match reply {
                Reply::Answered => Ok(self.answer(question)),
                Reply::Refused => Err(code(416)),
                Reply::PageTooLarge => Err(code(605)),
                Reply::Unreadable => {
                    let mut records = self.answer(question);
                    let at = script.below(records.len() as u64 + 1) as usize;
                    if at < records.len() {
                        records[at] = Err(unreadable());
                    } else {
                        records.push(Err(unreadable()));
                    }
                    Ok(records)
                }
                Reply::Missing => break,
            });
        }
        if answers.iter().any(Result::is_ok) {
            for known in &mut self.known {
                if *known == (Known::InDoubt { asked: true }) {
                    *known = Known::NotThere;
                }
            }
        }
        Ok(answers)
    }

    fn answer(&self, question: &Question) -> Vec<Result<Task, RecordError>> {
        let manners = self.manners;
        let (offset, count) = match question {
            Question::Key { .. } => (0, 10),
            Question::Day { offset, count, .. } => (*offset, count.get()),
            other => panic!("a new kind of question: {other:?}"),
        };
        let fits = |task: &&Task| match question {
            Question::Key { key, .. } => {
                !manners.heeds_keys || self.shown(task).thin_client_id.as_ref() == Some(key)
            }
            Question::Day { user, date, .. } => {
                !manners.heeds_days
                    || (task.date == Some(*date) && (user.is_none() || task.userid == *user))
            }
            _ => false,
        };
        let found = self.stored.iter().filter(fits).skip(offset as usize);
        let found = found.take(count.min(manners.most_records));
        found.map(|task| Ok(self.shown(task))).collect()
    }
}

fn task(payload: &str) -> Task {
    let entry = read_payload(payload).expect("what the machine wrote down");
    let mut task = Task::default();
    for field in [
        Field::ThinClientId,
        Field::UserId,
        Field::Date,
        Field::Hours,
        Field::Notes,
    ] {
        let text = entry.text(field).unwrap_or_default();
        task.set_text(field, text).expect("a text that fits");
    }
    task
}

fn unreadable() -> RecordError {
    let other = Element::new("Slip");
    Task::from_record(Received::Other(other)).expect_err("no time entry")
}

fn refused(script: &mut Script<'_>) -> Failure {
    let code = [556, 505, 555, 854, 401, 416, 0, 821][script.below(8) as usize];
    Failure {
        code: (code != 0).then(|| ErrorCode::new(code)),
        is_throttled: script.flag(),
        retry_after: script
            .flag()
            .then(|| Duration::from_secs(script.below(256) * script.below(256))),
        ..Failure::new(Fate::Refused)
    }
}
