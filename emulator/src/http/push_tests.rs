//! A push through whatever can be planned stores each entry once.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::StatusCode;
use suiteprojects::api::{Application, Login, Read};
use suiteprojects::client::blocking::Client;
use suiteprojects::client::{CommandProtocol, Config, PushEnd, Soap};
use suiteprojects::protocol::RetryPolicy;
use suiteprojects::protocol::journal::MemoryJournal;
use suiteprojects::protocol::push::Options as PushOptions;
use suiteprojects::task::{Entry, Field, Task};
use suiteprojects::validate::{CheckedEntry, Command};

use super::Answer;
use super::manners::{Delivery, Plan};
use crate::{Emulator, Options};

const ENTRIES: u64 = 60;

fn push<P: CommandProtocol>(emulator: &Emulator, client: impl FnOnce(Config) -> Client<P>) {
    let application = Application::new("test", "1", "k");
    let login = Login::password("c", "u", "p");
    let retry = RetryPolicy::default()
        .with_tries(8)
        .with_delays(Duration::from_millis(1), Duration::from_millis(5));
    let config = Config::new(emulator.url().parse().unwrap(), application, login).with_retry(retry);
    let client = client(config);
    let options = PushOptions::default()
        .with_entries_per_request(5)
        .with_settle(Duration::from_millis(20));
    let mut push = client.open_push(MemoryJournal::new(), options).unwrap();
    let mut intake = push.intake().unwrap();
    for index in 0..ENTRIES {
        let mut entry = Entry::new();
        entry
            .set(Field::Date, format!("2026-01-{:02}", 5 + index % 10))
            .set(Field::UserId, (index % 3 + 1).to_string())
            .set(Field::Hours, "8")
            .set(Field::Notes, format!("entry {index}"));
        let checked = CheckedEntry::trust_without_checking(Command::Add, &entry);
        intake.add(index, &checked).unwrap();
    }
    intake.finish().unwrap();
    assert_eq!(client.push(&mut push).unwrap(), PushEnd::Done);
    assert_eq!(push.progress().accepted, ENTRIES);
}

/// How often each entry is stored.
fn stored(emulator: &Emulator) -> BTreeMap<String, u64> {
    let application = Application::new("test", "1", "k");
    let login = Login::password("c", "u", "p");
    let config = Config::new(emulator.url().parse().unwrap(), application, login);
    let client = Client::new(config).unwrap();
    let mut times = BTreeMap::new();
    for task in client.send(&Read::<Task>::all()).unwrap().unwrap() {
        *times.entry(task.unwrap().notes.unwrap()).or_default() += 1;
    }
    times
}

fn trouble(emulator: &Emulator) {
    let plan = Plan::default;
    let busy = Answer::text(StatusCode::SERVICE_UNAVAILABLE, "");
    for planned in [
        plan(),
        plan(),
        Plan {
            delivery: Delivery::Nothing,
            ..plan()
        },
        plan(),
        Plan {
            delivery: Delivery::Half,
            ..plan()
        },
        plan(),
        Plan {
            most_commands: 2,
            delivery: Delivery::Nothing,
            ..plan()
        },
        plan(),
        Plan {
            instead: Some(busy),
            ..plan()
        },
        Plan {
            before: Duration::from_millis(5),
            ..plan()
        },
        Plan {
            most_commands: 3,
            delivery: Delivery::Half,
            ..plan()
        },
        Plan {
            delivery: Delivery::Nothing,
            ..plan()
        },
    ] {
        emulator.shared.manners.push(planned);
    }
}

#[test]
fn each_entry_is_stored_once() {
    let expected: BTreeMap<String, u64> = (0..ENTRIES)
        .map(|index| (format!("entry {index}"), 1))
        .collect();
    let emulator = Emulator::start(Options::default()).unwrap();
    trouble(&emulator);
    push(&emulator, |config| Client::new(config).unwrap());
    assert_eq!(stored(&emulator), expected);
    let emulator = Emulator::start(Options::default()).unwrap();
    trouble(&emulator);
    push(&emulator, |config| {
        Client::over(Soap::rpc_encoded(), config).unwrap()
    });
    assert_eq!(stored(&emulator), expected);
}
