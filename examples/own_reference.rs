//! Checks entries against records of your own, such as a table of your database. Run it with
//! `cargo run --example own_reference`.
#![allow(clippy::print_stdout, reason = "what it has to say goes there")]

use std::collections::HashMap;

use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::validate::{Command, Knowledge, Reference, Report, Settings, User, Validator};

/// People as the own system keeps them.
struct Staff {
    employed: HashMap<u64, bool>,
}

impl Reference for Staff {
    fn user(&self, id: Id) -> Knowledge<User> {
        match self.employed.get(&id.get()) {
            None => Knowledge::NoSuchRecord,
            Some(&active) => Knowledge::Record(User {
                active,
                ..User::default()
            }),
        }
    }
}

fn main() {
    let staff = Staff {
        employed: HashMap::from([(251, true), (253, false)]),
    };
    let validator = Validator::new(Settings::default()).with_reference(staff);
    // One run for all entries: it also finds duplicates and days with too many hours.
    let mut run = validator.run();
    let mut report = Report::new();
    for (user, hours) in [("251", "8"), ("253", "8"), ("260", "4"), ("251", "8")] {
        let mut entry = Entry::new();
        entry
            .set(Field::Date, "2026-01-05")
            .set(Field::UserId, user)
            .set(Field::Hours, hours);
        run.check(Command::Add, &entry, &mut report);
    }
    run.finish(&mut report);
    for finding in report.findings() {
        println!("entry {:?}: {finding}", finding.entry());
    }
}
