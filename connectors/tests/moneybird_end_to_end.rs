//! From a server of Moneybird to one of SuiteProjects Pro, and back: listing, mapping, check, push, reading.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only tests are here")]

#[path = "../../tests/support/server.rs"]
mod server;

use serde_json::{Value, json};
use server::{Server, Step, answer};
use suiteprojects::api::{Application, Login, Read};
use suiteprojects::client;
use suiteprojects::protocol::journal::MemoryJournal;
use suiteprojects::protocol::push::Options;
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::{Command, Report, Settings, Validator};
use suiteprojects_connectors::moneybird::client::{Config, blocking};
use suiteprojects_connectors::moneybird::mapping::{Counterparts, Export, Times, import};
use suiteprojects_connectors::moneybird::{
    AdministrationId, ContactId, Filter, ListTimeEntries, Period, ProjectId, Text, TimeEntry,
    UserId,
};
use suiteprojects_emulator::{Emulator, Options as EmulatorOptions};

/// The same numbers on both sides.
struct Same;

impl Counterparts for Same {
    fn user(&self, user: &UserId) -> Option<Id> {
        user.as_str().parse().ok()
    }

    fn project(&self, project: &ProjectId) -> Option<Id> {
        project.as_str().parse().ok()
    }

    fn customer(&self, contact: &ContactId) -> Option<Id> {
        contact.as_str().parse().ok()
    }

    fn user_of(&self, user: Id) -> Option<UserId> {
        user.to_string().parse().ok()
    }

    fn project_of(&self, project: Id) -> Option<ProjectId> {
        project.to_string().parse().ok()
    }

    fn contact_of(&self, customer: Id) -> Option<ContactId> {
        customer.to_string().parse().ok()
    }
}

fn entry(id: u32, start: &str, end: Option<&str>) -> Value {
    json!({
        "id": id.to_string(), "administration_id": 123, "contact_id": null, "project_id": "11",
        "sales_invoice_id": null, "user_id": 13, "started_at": start, "ended_at": end,
        "description": format!("No. {id} & é"), "paused_duration": 0, "billable": null,
        "created_at": "2026-03-02T09:31:00.250Z", "updated_at": "2026-03-02T09:31:00.250Z",
        "contact": null, "project": null, "sales_invoice": null, "events": [], "notes": []
    })
}

fn page(entries: &[Value], next: Option<u32>) -> Step {
    let link = next.map(|next| format!("Link: <https://x/?page={next}>; rel=\"next\""));
    let mut headers = vec!["Content-Type: application/json", "X-Total-Count: 4"];
    headers.extend(link.as_deref());
    let body = Value::from(entries).to_string();
    Step::answers(answer("200 OK", &headers, body.as_bytes()))
}

fn moneybird(server: &Server) -> blocking::Client {
    let endpoint = format!("{}/api/v2", server.url()).parse().unwrap();
    blocking::Client::new(Config::new(endpoint, "token")).unwrap()
}

fn administration() -> AdministrationId {
    AdministrationId::parse("123").unwrap()
}

/// Imports what was listed, and says how many entries were accepted and how many left out.
fn push(client: &client::blocking::Client, listed: &[TimeEntry]) -> (u64, usize) {
    let validator = Validator::new(Settings::default());
    let mut run = validator.run();
    let mut push = client
        .open_push(MemoryJournal::new(), Options::default())
        .unwrap();
    let mut left_out = 0;
    let mut place = 0;
    let mut intake = push.intake().unwrap();
    for entry in listed {
        let zone = chrono_tz::Europe::Amsterdam;
        let imported = import(entry, &Same, &zone, Times::Left);
        if imported.parts.is_empty() {
            left_out += 1;
        }
        for mut part in imported.parts {
            part.entry.set(Field::ThinClientId, part.key);
            let mut report = Report::default();
            let checked = run.check(Command::Add, &part.entry, &mut report);
            let checked = checked.unwrap_or_else(|| panic!("{report:?}"));
            intake.add(place, &checked).unwrap();
            place += 1;
        }
    }
    intake.finish().unwrap();
    client.push(&mut push).unwrap();
    (push.progress().accepted, left_out)
}

#[test]
fn a_list_goes_over_once() {
    let server = Server::new([
        page(
            &[
                entry(101, "2026-03-17T08:00:00Z", Some("2026-03-17T11:30:00Z")),
                // From 23:00 to 01:00 in Amsterdam.
                entry(102, "2026-03-17T22:00:00Z", Some("2026-03-18T00:00:00Z")),
            ],
            Some(2),
        ),
        page(
            &[
                entry(103, "2026-03-29T00:30:00Z", Some("2026-03-29T01:30:00Z")),
                entry(104, "2026-03-30T08:00:00Z", None),
            ],
            None,
        ),
    ]);
    let filter = Filter::new(Period::THIS_YEAR).with_active();
    let list = ListTimeEntries::new(administration(), filter);
    let listed: Vec<_> = moneybird(&server)
        .records(list)
        .map(Result::unwrap)
        .collect();
    let emulator = Emulator::start(EmulatorOptions::default()).unwrap();
    let application = Application::new("connector", "1", "any key");
    let login = Login::password("any", "anybody", "any");
    let url = emulator.url().parse().unwrap();
    let config = client::Config::new(url, application, login);
    let client = client::blocking::Client::new(config).unwrap();

    // The one that runs stays behind; the one over midnight is two.
    assert_eq!(push(&client, &listed), (4, 1));
    let stored = || {
        let tasks = client.send(&Read::<Task>::all()).unwrap().unwrap();
        let line = |task: &Task| {
            let fields = [
                Field::ThinClientId,
                Field::Date,
                Field::Hours,
                Field::Minutes,
                Field::Notes,
            ];
            fields.map(|field| task.text(field).map(String::from).unwrap_or_default())
        };
        let mut stored: Vec<_> = tasks
            .iter()
            .map(|task| line(task.as_ref().unwrap()))
            .collect();
        stored.sort();
        stored
    };
    let expected = [
        ["moneybird-123-101", "2026-03-17", "3", "30", "No. 101 & é"],
        ["moneybird-123-102", "2026-03-17", "1", "0", "No. 102 & é"],
        ["moneybird-123-102-2", "2026-03-18", "1", "0", "No. 102 & é"],
        ["moneybird-123-103", "2026-03-29", "1", "0", "No. 103 & é"],
    ];
    assert_eq!(stored(), expected);
    // A second import, with a journal that knows nothing, finds them by their keys.
    assert_eq!(push(&client, &listed), (4, 1));
    assert_eq!(stored(), expected);
}

/// The answer is lost on the way back; the entry is found by a look-up and not made twice.
#[test]
fn an_entry_goes_back_once() {
    let made = entry(9, "2026-07-01T07:00:00Z", Some("2026-07-01T08:30:00Z"));
    let server = Server::new([
        Step::breaks_off(Vec::new()),
        Step::answers(answer(
            "200 OK",
            &[],
            Value::from(vec![made]).to_string().as_bytes(),
        )),
    ]);
    let client = moneybird(&server);
    let mut ours = Entry::new();
    ours.set(Field::Date, "2026-07-01")
        .set(Field::UserId, "13")
        .set(Field::ProjectId, "11")
        .set(Field::DecimalHours, "1.5")
        .set(Field::Notes, "No. 9 & é");
    let fallback = Text::new("Work").unwrap();
    let mut export = Export::new(administration(), chrono_tz::Europe::Amsterdam, fallback);
    let create = export.export(&ours, &Same).create.unwrap();
    let error = client.send(&create).unwrap_err();
    assert!(error.may_have_been_applied(), "{error}");
    let found: Vec<_> = client
        .records(create.look_up().unwrap())
        .map(Result::unwrap)
        .filter(|entry| create.is_made(entry))
        .collect();
    assert_eq!(found.len(), 1);
    let created = server
        .seen()
        .iter()
        .filter(|seen| seen.head.starts_with("POST"))
        .count();
    assert_eq!(created, 1);
}
