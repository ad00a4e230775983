//! A push, whatever happens to its requests, its process and its clock.

mod server;

use std::time::Duration;

use suiteprojects::protocol::journal::{Counts, Journal as _, MemoryJournal, Moment, StateKind};
use suiteprojects::protocol::push::{Options, Push, Question, Step, Verdict};
use suiteprojects::task::{Entry, Field, Lookup, LookupBy, Task};
use suiteprojects::validate::{CheckedEntry, Command};

use self::server::{IN_DOUBT, Known, Server};
use crate::script::Script;

const ENTRIES: usize = 9;
const SETTLE: Duration = Duration::from_secs(2);

/// How the server goes about its work.
#[derive(Clone, Copy, Debug)]
struct Manners {
    heeds_keys: bool,
    heeds_days: bool,
    keys: Keys,
    most_records: usize,
}

/// What the server makes of keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Keys {
    Kept,
    /// Stored, but never shown.
    Hidden,
    /// Cut after twenty characters.
    Cut,
    UpperCase,
}

impl Keys {
    fn of(self, key: &str) -> Option<String> {
        match self {
            Self::Kept => Some(key.to_owned()),
            Self::Hidden => None,
            Self::Cut => Some(key.chars().take(20).collect()),
            Self::UpperCase => Some(key.to_uppercase()),
        }
    }
}

/// What happens between two steps, besides what the step asks for.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// Nothing.
    GoOn,
    /// Time passes.
    Delay,
    /// The driver is broken off in the middle of the step, but lives on.
    BreakOff,
    /// The process ends in the middle of the step, and another begins.
    Crash,
    /// The same, and the journal is gone.
    LoseJournal,
    /// The process ends, and the next one has other contents for an entry.
    Mend,
    /// The process ends, and the next one has another clock.
    SetClock,
    /// Another driver takes over.
    Restart,
}

/// No entry is sent while the server has it, nor before the server said that it has not; and as soon
/// as all goes well, every entry is accepted, refused, or reported.
pub fn push(data: &[u8]) {
    let mut script = Script::new(data);
    let mut world = World::new(&mut script);
    let mut push = world.open(MemoryJournal::new());
    // Each turn takes a byte at least.
    while !script.is_over() {
        let happening = script.choose(&[
            (b'.', Event::GoOn),
            (b'd', Event::Delay),
            (b'b', Event::BreakOff),
            (b'c', Event::Crash),
            (b'l', Event::LoseJournal),
            (b'm', Event::Mend),
            (b'k', Event::SetClock),
            (b'r', Event::Restart),
        ]);
        if matches!(happening, Event::Delay) {
            world.pass(Duration::from_millis(script.below(256) * 40));
        }
        let is_heard = matches!(happening, Event::GoOn | Event::Delay);
        let turn = world.turn(&mut push, &mut script, is_heard);
        if is_heard && turn == Turn::GoOn || matches!(happening, Event::BreakOff) {
            continue;
        }
        push = world.again(push, happening, &mut script);
    }
    // All goes well from here on.
    push = world.again(push, Event::Crash, &mut script);
    for _ in 0..1_000 {
        match world.turn(&mut push, &mut script, true) {
            Turn::GoOn => {}
            Turn::GaveUp => panic!("nothing is wrong"),
            Turn::Done => return world.judge(&mut push),
        }
    }
    panic!("too many steps");
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Turn {
    GoOn,
    Done,
    GaveUp,
}

/// Everything but the machine.
struct World {
    server: Server,
    options: Options,
    has_own_keys: bool,
    keys: Keys,
    is_journal_kept: bool,
    /// How often each entry got other contents.
    versions: [u32; ENTRIES],
    now: Moment,
    /// How far the clock of the process goes before, in milliseconds.
    clock_error: u64,
}

impl World {
    fn new(script: &mut Script<'_>) -> Self {
        let has_own_keys = script.flag();
        let keys = script.choose(&[
            (b'k', Keys::Kept),
            (b'h', Keys::Hidden),
            (b'c', Keys::Cut),
            (b'u', Keys::UpperCase),
        ]);
        let manners = Manners {
            keys,
            heeds_keys: !script.flag(),
            heeds_days: !script.flag(),
            most_records: [1_000, 1, 2, 3][script.below(4) as usize],
        };
        let options = Options::default()
            .with_entries_per_request(script.below(8) as usize + 1)
            .with_questions_per_request(script.below(8) as usize + 1)
            .with_settle(SETTLE);
        let mut server = Server::new(manners, ENTRIES);
        if has_own_keys {
            // They may have been sent by somebody else.
            server.known.fill(IN_DOUBT);
        }
        Self {
            server,
            options,
            has_own_keys,
            keys,
            is_journal_kept: true,
            versions: [0; ENTRIES],
            now: Moment(1 << 50),
            clock_error: 0,
        }
    }

    fn pass(&mut self, time: Duration) {
        self.now = self.now.after(time);
    }

    /// What the process takes for the time.
    fn clock(&self) -> Moment {
        self.now.after(Duration::from_millis(self.clock_error))
    }

    fn open(&self, journal: MemoryJournal) -> Push<MemoryJournal> {
        let push = Push::open(journal, "acme", 7, self.options.clone());
        let mut push = push.expect("a journal of its own");
        assert!(self.take(&mut push), "the same entries as before");
        assert_eq!(push.progress().total(), ENTRIES as u64);
        push
    }

    /// Gives the entries to a push, all or none.
    fn take(&self, push: &mut Push<MemoryJournal>) -> bool {
        let Ok(mut intake) = push.intake();
        for place in 0..ENTRIES {
            let entry = self.entry(place);
            let checked = CheckedEntry::trust_without_checking(Command::Add, &entry);
            if intake.add(place as u64, &checked).is_err() {
                return false;
            }
        }
        intake.finish().is_ok()
    }

    /// An entry whose notes name it, for the server. A few look alike, and some name their user by an
    /// external id, which is the same as the internal one.
    fn entry(&self, place: usize) -> Entry<'static> {
        let mut entry = Entry::new();
        entry
            .set(Field::Date, format!("2026-01-{:02}", 5 + place % 3))
            .set(Field::Hours, (self.versions[place] + 1).to_string())
            .set(Field::Notes, place.to_string());
        let user = (place % 2 + 1).to_string();
        if place % 4 == 3 {
            entry.set_lookup(Field::UserId, user, Lookup::new(LookupBy::External, "User"));
        } else {
            entry.set(Field::UserId, user);
        }
        if self.has_own_keys {
            entry.set(Field::ThinClientId, format!("row {place}"));
        }
        entry
    }

    /// Ends the process and begins another.
    fn again(
        &mut self,
        push: Push<MemoryJournal>,
        event: Event,
        script: &mut Script<'_>,
    ) -> Push<MemoryJournal> {
        self.pass(Duration::from_millis(script.below(256) * 40));
        if matches!(event, Event::Restart) {
            let mut push = push;
            let Ok(()) = push.restart();
            return push;
        }
        let mut journal = push.into_journal();
        match event {
            // Keys that the journal made are gone with it.
            Event::LoseJournal if self.has_own_keys => {
                // Only what is written down can be waited for.
                self.pass(SETTLE);
                journal = MemoryJournal::new();
                self.is_journal_kept = false;
                self.server.known.fill(IN_DOUBT);
            }
            Event::SetClock => self.clock_error = script.below(256) * 1_000,
            // Without a journal and without keys, nothing tells that it is the same entry.
            Event::Mend if self.is_journal_kept || self.keys == Keys::Kept => {
                let place = script.below(ENTRIES as u64) as usize;
                self.versions[place] += 1;
                let push = Push::open(journal, "acme", 7, self.options.clone());
                let mut push = push.expect("a journal of its own");
                if self.take(&mut push) {
                    let known = &mut self.server.known[place];
                    assert_ne!(*known, Known::Accepted, "what is stored was changed");
                    // Somebody else may have sent it.
                    *known = IN_DOUBT;
                } else {
                    self.versions[place] -= 1;
                }
                journal = push.into_journal();
            }
            _ => {}
        }
        self.open(journal)
    }

    /// Asks for a step and does it. Without `is_heard` the machine never learns what came of it.
    fn turn(
        &mut self,
        push: &mut Push<MemoryJournal>,
        script: &mut Script<'_>,
        is_heard: bool,
    ) -> Turn {
        self.pass(Duration::from_millis(1));
        let Ok(step) = push.step(self.clock());
        let verdict = match step {
            Step::Add(entries) => {
                let entries = entries.to_vec();
                assert!(!entries.is_empty());
                assert!(entries.len() <= self.options.entries_per_request);
                let Ok(sent) = push.journal_mut().entries(StateKind::Sent, 0, ENTRIES);
                for entry in &entries {
                    assert!(sent.contains(entry), "sent before it is written down");
                }
                let result = self.server.add(&entries, self.now, script);
                self.pass(Duration::from_millis(50));
                if !is_heard {
                    self.forget(&entries.iter().map(|entry| entry.place).collect::<Vec<_>>());
                    return Turn::GoOn;
                }
                let Ok(verdict) = push.on_added(result, self.clock());
                verdict
            }
            Step::Ask(questions) => {
                assert!(!questions.is_empty());
                let is_key = |question: &&Question| matches!(question, Question::Key { .. });
                let keys = questions.iter().filter(is_key).count();
                assert!(keys <= self.options.questions_per_request + 1);
                let known = self.server.known.clone();
                let result = self.server.ask(&questions, self.now, script);
                self.pass(Duration::from_millis(50));
                if !is_heard {
                    self.server.known = known;
                    return Turn::GoOn;
                }
                let Ok(verdict) = push.on_answers(result, self.clock());
                verdict
            }
            Step::Wait(time) => {
                assert!(!time.is_zero(), "a wait for nothing");
                // Early, on time or late.
                let quarters = [4, 1, 2, 9][script.below(4) as usize];
                self.pass((time * quarters / 4).max(Duration::from_millis(1)));
                Verdict::GoOn
            }
            Step::Done => return Turn::Done,
        };
        let Ok(counts) = push.journal_mut().counts();
        assert_eq!(push.progress(), counts);
        match verdict {
            Verdict::GoOn => Turn::GoOn,
            Verdict::GiveUp => Turn::GaveUp,
        }
    }

    /// The machine has not heard what became of these entries.
    fn forget(&mut self, places: &[u64]) {
        for &place in places {
            self.server.known[place as usize] = IN_DOUBT;
        }
    }

    /// In the end.
    fn judge(&mut self, push: &mut Push<MemoryJournal>) {
        let progress = push.progress();
        assert_eq!((progress.total(), progress.waiting), (ENTRIES as u64, 0));
        assert_eq!(progress.sent, push.undecided().len() as u64);
        assert!(push.doubled().is_empty());
        let mut counts = Counts::default();
        for kind in [StateKind::Accepted, StateKind::Refused, StateKind::Sent] {
            let Ok(entries) = push.journal_mut().entries(kind, 0, ENTRIES);
            *counts.of(kind) = entries.len() as u64;
            for entry in entries {
                let place = entry.place as usize;
                let times = self.server.times(place);
                match kind {
                    StateKind::Accepted => assert_eq!(times, 1, "entry {place} was lost"),
                    StateKind::Refused => assert_eq!(times, 0, "entry {place} was stored"),
                    _ => {
                        assert!(times <= 1);
                        assert_ne!(self.keys, Keys::Kept, "entry {place} can be told");
                    }
                }
            }
        }
        assert_eq!(counts, progress);
    }
}

/// The place of an entry, by its notes.
fn place_of(task: &Task) -> usize {
    let notes = task.notes.as_deref().unwrap_or_default();
    notes.parse().expect("notes that name the entry")
}
