//! From a portal of Bitrix24 to a server of SuiteProjects Pro, and back: listing, mapping, check, push, reading.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only tests are here")]

#[path = "support/bitrix24.rs"]
mod bitrix24;
#[path = "../../tests/support/server.rs"]
mod server;

use std::sync::{Arc, Mutex};

use bitrix24::webhook;
use chrono_tz::Europe::Moscow;
use serde_json::{Value, json};
use server::{Seen, Server, Step, json as answer};
use suiteprojects::api::{Application, Login, Read};
use suiteprojects::client::{self, blocking};
use suiteprojects::protocol::journal::MemoryJournal;
use suiteprojects::protocol::push::Options;
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::{Command, Report, Settings, Validator};
use suiteprojects_connectors::bitrix24::mapping::{Counterparts, Times, Work, export, import, key};
use suiteprojects_connectors::bitrix24::{
    ElapsedItem, ListElapsedItems, PageSize, TaskId, UserId, client as portal,
};
use suiteprojects_emulator::{Emulator, Options as EmulatorOptions};

/// The same numbers on both sides.
struct Same;

impl Counterparts for Same {
    fn user(&self, user: UserId) -> Option<Id> {
        Id::new(user.get())
    }

    fn work(&self, task: TaskId) -> Option<Work> {
        Some(Work::new(Id::new(11), Id::new(task.get())))
    }

    fn user_of(&self, user: Id) -> Option<UserId> {
        Some(user.into())
    }

    fn task_of(&self, task: Id) -> Option<TaskId> {
        Some(task.into())
    }
}

/// A portal that keeps what is written down, and gives pages of it.
fn portal_server(items: Vec<Value>) -> (Server, Arc<Mutex<Vec<Value>>>) {
    let store = Arc::new(Mutex::new(items));
    let shared = Arc::clone(&store);
    let server = Server::by(move |seen| serve(seen, &mut shared.lock().unwrap()));
    (server, store)
}

fn serve(seen: &Seen, items: &mut Vec<Value>) -> Step {
    let body: Value = serde_json::from_str(&seen.body).unwrap();
    let number = |value: &Value| value.as_str().unwrap().parse::<u64>().unwrap();
    if seen.path().ends_with("/task.elapseditem.add") {
        let id = 9000 + items.len();
        let fields = &body["ARFIELDS"];
        items.push(json!({
            "ID": id.to_string(), "TASK_ID": body["TASKID"].to_string(),
            "USER_ID": fields["USER_ID"].to_string(), "SECONDS": fields["SECONDS"].to_string(),
            "COMMENT_TEXT": fields["COMMENT_TEXT"], "CREATED_DATE": fields["CREATED_DATE"],
            "SOURCE": "2",
        }));
        // The third answer is lost.
        return if items.len() == 3 {
            Step::breaks_off(Vec::new())
        } else {
            Step::answers(answer("200 OK", &json!({"result": id}).to_string()))
        };
    }
    assert!(
        seen.path().ends_with("/task.elapseditem.getlist"),
        "{}",
        seen.path()
    );
    let after = body["FILTER"][">ID"].as_u64().unwrap_or(0);
    let wanted: Vec<_> = items
        .iter()
        .filter(|item| number(&item["ID"]) > after)
        .collect();
    let size = body["PARAMS"]["NAV_PARAMS"]["nPageSize"].as_u64().unwrap();
    let page = &wanted[..wanted.len().min(usize::try_from(size).unwrap())];
    let body = json!({"result": page, "total": wanted.len()});
    Step::answers(answer("200 OK", &body.to_string()))
}

fn recorded() -> Vec<Value> {
    let item = |id: u32, created: &str, seconds: i32| {
        json!({
            "ID": id.to_string(), "TASK_ID": "12", "USER_ID": "13", "SECONDS": seconds.to_string(),
            "COMMENT_TEXT": format!("No. {id} & é"), "CREATED_DATE": created, "SOURCE": "2",
        })
    };
    vec![
        item(101, "2026-03-17T09:00:00+03:00", 12_600),
        item(102, "2026-03-17T22:30:00+00:00", 2_717),
        // Taken back, which has no place here.
        item(103, "2026-03-18T09:00:00+03:00", -600),
    ]
}

fn suiteprojects(emulator: &Emulator) -> blocking::Client {
    let application = Application::new("connector", "1", "any key");
    let login = Login::password("any", "anybody", "any");
    let url = emulator.url().parse().unwrap();
    blocking::Client::new(client::Config::new(url, application, login)).unwrap()
}

/// Imports what was listed, and says how many entries were left out.
fn push(client: &blocking::Client, listed: &[ElapsedItem]) -> (u64, usize) {
    let validator = Validator::new(Settings::default());
    let mut run = validator.run();
    let mut push = client
        .open_push(MemoryJournal::new(), Options::default())
        .unwrap();
    let (mut place, mut left_out) = (0, 0);
    let mut intake = push.intake().unwrap();
    for item in listed {
        let imported = import(item, &Same, &Moscow, Times::Kept);
        if imported.parts.is_empty() {
            left_out += 1;
            run.skip();
        }
        for (day, mut entry) in imported.parts.into_iter().enumerate() {
            entry.set(Field::ThinClientId, key("acme", imported.id.unwrap(), day));
            let mut report = Report::default();
            let checked = run.check(Command::Add, &entry, &mut report);
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
fn records_go_over_once() {
    let (server, _) = portal_server(recorded());
    let emulator = Emulator::start(EmulatorOptions::default()).unwrap();
    let client = suiteprojects(&emulator);
    let bitrix24 = portal::blocking::Client::new(webhook(&server)).unwrap();
    let list = ListElapsedItems::of_all_tasks().with_page_size(PageSize::new(2).unwrap());
    let listed: Vec<_> = bitrix24.elapsed_items(list).map(Result::unwrap).collect();
    assert_eq!(listed.len(), 3);

    assert_eq!(push(&client, &listed), (2, 1));
    let stored = || {
        let tasks = client.send(&Read::<Task>::all()).unwrap().unwrap();
        let text = |task: &Task, field| task.text(field).map(String::from).unwrap_or_default();
        let fields = [
            Field::ThinClientId,
            Field::Date,
            Field::Hours,
            Field::Minutes,
            Field::Notes,
        ];
        let tasks = tasks.iter().map(|task| task.as_ref().unwrap());
        let mut stored: Vec<_> = tasks
            .map(|task| fields.map(|field| text(task, field)).join(" "))
            .collect();
        stored.sort();
        stored
    };
    // 22:30 in UTC is the next day in Moscow; 2717 s are 45 minutes.
    let expected = [
        "bitrix24-acme-101 2026-03-17 3 30 No. 101 & é",
        "bitrix24-acme-102 2026-03-18 0 45 No. 102 & é",
    ];
    assert_eq!(stored(), expected);

    // A second import, with a journal that knows nothing, finds them by their keys.
    assert_eq!(push(&client, &listed), (2, 1));
    assert_eq!(stored(), expected);
}

/// An answer is lost on the way back; the record is found by a look-up and not written down twice.
#[test]
fn entries_go_back_once() {
    let (server, store) = portal_server(Vec::new());
    let client = portal::blocking::Client::new(webhook(&server)).unwrap();
    let mut looked_up = 0;
    for minutes in [30, 60, 90, 120] {
        let mut entry = Entry::new();
        entry
            .set(Field::Date, "2026-03-17")
            .set(Field::UserId, "13")
            .set(Field::ProjectTaskId, "12")
            .set(Field::Minutes, minutes.to_string())
            .set(Field::Notes, format!("for {minutes} minutes"));
        let exported = export(&entry, &Same, &Moscow);
        assert_eq!(exported.losses, []);
        let add = exported.add.unwrap();
        let id = client.send(&add).or_else(|error| {
            assert!(error.may_have_been_applied(), "{error}");
            looked_up += 1;
            let found = client.elapsed_items(add.look_up()).map(Result::unwrap);
            let mut found = found.filter(|item| add.fields.are_of(item));
            let item = found.next().ok_or(error)?;
            assert!(found.next().is_none());
            Ok::<_, portal::Error>(*item.id.value().unwrap())
        });
        assert!(id.unwrap().get() >= 9000);
    }
    assert_eq!(looked_up, 1);
    let seconds: Vec<_> = store
        .lock()
        .unwrap()
        .iter()
        .map(|item| item["SECONDS"].clone())
        .collect();
    assert_eq!(seconds, ["1800", "3600", "5400", "7200"]);
}
