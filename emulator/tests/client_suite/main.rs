//! The library's own client against the local server: one suite over the XML API, SOAP and REST, with a
//! seed file and without, with good manners and with each quirk of the vendor's server and all together.
//!
//! What is expected is what `validation.md` and the notes on the wire formats say of the real server; each
//! test names the section.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]
#![allow(clippy::print_stdout, reason = "a test that fails tells with what")]

mod any;
mod changes;
mod durations;
mod reads;
mod refusals;
mod timesheets;

use chrono::{NaiveDate, NaiveDateTime};
use suiteprojects::api::{Outcome, Refusal, Stored};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::Settings;
use suiteprojects_emulator::{Emulator, Fault, Options, Quirk, Quirks, Seed, When};

pub(crate) use any::Any;

/// The moment at which everything happens.
pub(crate) fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 1, 20)
        .and_then(|day| day.and_hms_opt(9, 30, 0))
        .unwrap()
}

/// Users, projects, project tasks and timesheets, of which one of each kind cannot be used.
pub(crate) const SEED: &str = r#"{
  "users": [
    {"id": 251, "name": "Ada Quist"},
    {"id": 253, "name": "Berto Lund", "active": false}
  ],
  "projects": [
    {"id": 5521, "name": "Harbour migration", "customerid": 77},
    {"id": 5522, "name": "Payroll review", "customerid": 78}
  ],
  "projecttasks": [
    {"id": 88231, "name": "Build", "projectid": 5521, "calculated_starts": "2026-01-05", "calculated_finishes": "2026-01-31"}
  ],
  "timesheets": [
    {"id": 997, "userid": 251, "status": "S", "starts": "2025-12-29", "ends": "2026-01-04"},
    {"id": 998, "userid": 251, "status": "O", "starts": "2026-01-05", "ends": "2026-01-11"}
  ]
}"#;

pub(crate) fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.start_end_times = true;
    settings.restrict_to_task_dates = true;
    settings
}

pub(crate) fn open() -> Options {
    Options::default().with_settings(settings()).with_clock(now)
}

pub(crate) fn seeded() -> Options {
    open().with_seed(Seed::parse(SEED).unwrap())
}

/// Runs a part of the suite over each protocol with each quirk, each time on a server of its own.
pub(crate) fn each(options: impl Fn() -> Options, part: impl Fn(&Any)) {
    each_of(&any::PROTOCOLS, options, part);
}

fn each_of(protocols: &[any::Protocol], options: impl Fn() -> Options, part: impl Fn(&Any)) {
    let mut manners = vec![Quirks::none(), Quirks::all()];
    manners.extend(Quirk::ALL.map(Quirks::from));
    let run = |protocol, options| {
        let emulator = Emulator::start(options).unwrap();
        part(&Any::new(protocol, &emulator.url(), "Ada Quist"));
        let counts = emulator.counts();
        emulator.shutdown();
        counts
    };
    for &protocol in protocols {
        for quirks in &manners {
            // Where a test fails the last line says with what.
            println!("over {protocol:?} with quirks {quirks}");
            run(protocol, options().with_quirks(quirks.clone()));
        }
        println!("over {protocol:?} with everything that passes, and all quirks");
        let counts = run(protocol, troubled(options().with_quirks(Quirks::all())));
        assert!(counts.faults > 0, "{counts:?}");
    }
}

/// With trouble that a client gets over without a doubt: refusals for now, and lost answers to what changes
/// nothing.
fn troubled(options: Options) -> Options {
    let read = |name| When::every(3).with_command(name);
    options
        .with_fault(
            Fault::Refuse(ErrorCode::REQUEST_RATE_EXCEEDED),
            When::every(4),
        )
        .with_fault(Fault::rate_limit(0), When::nth(1))
        .with_fault(Fault::rate_limit(0), When::every(7))
        .with_fault(Fault::CutBefore, read("Read"))
        .with_fault(Fault::Truncated, read("read"))
}

/// The same in both modes.
pub(crate) fn both(part: impl Fn(&Any) + Copy) {
    each(open, part);
    each(seeded, part);
}

/// The same over REST too: what it has.
pub(crate) fn everywhere(part: impl Fn(&Any) + Copy) {
    each_of(&any::EVERY, open, part);
    each_of(&any::EVERY, seeded, part);
}

/// With a seed, over REST too.
pub(crate) fn everywhere_seeded(part: impl Fn(&Any)) {
    each_of(&any::EVERY, seeded, part);
}

/// A time entry of this user and day.
pub(crate) fn entry(day: &str, fields: &[(Field, &str)]) -> Entry<'static> {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, day.to_owned())
        .set(Field::UserId, "251");
    for (field, text) in fields {
        entry.set(*field, (*text).to_owned());
    }
    entry
}

/// What stands in a stored time entry.
pub(crate) fn text(task: &Task, field: Field) -> String {
    task.text(field).unwrap_or_default().into_owned()
}

pub(crate) fn id(outcome: &Outcome<Stored>) -> Id {
    match outcome {
        Outcome::Done(stored) => stored.id.expect("an id"),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn refusal(outcome: &Outcome<Stored>) -> &Refusal {
    match outcome {
        Outcome::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn code(outcome: &Outcome<Stored>) -> u32 {
    refusal(outcome).code.get()
}
