//! The library's own client against the local server: one suite over the XML API and over SOAP, with a
//! seed file and without.
//!
//! What is expected is what `validation.md` and the notes on the wire formats say of the real server; each
//! test names the section.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod any;
mod changes;
mod durations;
mod reads;
mod refusals;
mod timesheets;

use chrono::{NaiveDate, NaiveDateTime};
use suiteprojects::api::{Outcome, Refusal, Stored};
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::Settings;
use suiteprojects_emulator::{Emulator, Options, Seed};

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

/// Runs a part of the suite over each protocol, each time on a server of its own.
pub(crate) fn each(options: impl Fn() -> Options, part: impl Fn(&Any)) {
    for protocol in any::PROTOCOLS {
        let emulator = Emulator::start(options()).unwrap();
        part(&Any::new(protocol, &emulator.url(), "Ada Quist"));
        emulator.shutdown();
    }
}

/// The same in both modes.
pub(crate) fn both(part: impl Fn(&Any) + Copy) {
    each(open, part);
    each(seeded, part);
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
