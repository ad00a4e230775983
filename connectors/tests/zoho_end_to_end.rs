//! From a server of Zoho Billing to one of SuiteProjects Pro, and back: listing, mapping, check, push, reading.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only tests are here")]

#[path = "../../tests/support/server.rs"]
mod server;
#[path = "support/zoho.rs"]
mod zoho;

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use server::{Seen, Server, Step, json as answer};
use suiteprojects::api::{Application, Login, Read};
use suiteprojects::client::{self, blocking};
use suiteprojects::protocol::journal::MemoryJournal;
use suiteprojects::protocol::push::Options;
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::{Command, Report, Settings, Validator};
use suiteprojects_connectors::zoho::mapping::{Counterparts, Times, export, import, key};
use suiteprojects_connectors::zoho::{
    ListTimeEntries, LogTimeEntry, PageSize, Period, ProjectId, TaskId, TimeEntry, UserId,
};
use suiteprojects_emulator::{Emulator, Options as EmulatorOptions};
use zoho::{Driver, config};

/// The same numbers on both sides.
struct Same;

impl Counterparts for Same {
    fn user(&self, user: UserId) -> Option<Id> {
        Id::new(user.get())
    }

    fn project(&self, project: ProjectId) -> Option<Id> {
        Id::new(project.get())
    }

    fn task(&self, task: TaskId) -> Option<Id> {
        Id::new(task.get())
    }

    fn user_of(&self, user: Id) -> Option<UserId> {
        Some(user.into())
    }

    fn project_of(&self, project: Id) -> Option<ProjectId> {
        Some(project.into())
    }

    fn task_of(&self, task: Id) -> Option<TaskId> {
        Some(task.into())
    }
}

/// A server that keeps what is logged, and gives pages of it.
fn zoho_server(entries: Vec<Value>) -> (Server, Arc<Mutex<Vec<Value>>>) {
    let store = Arc::new(Mutex::new(entries));
    let shared = Arc::clone(&store);
    let server = Server::by(move |seen| serve(seen, &mut shared.lock().unwrap()));
    (server, store)
}

fn serve(seen: &Seen, entries: &mut Vec<Value>) -> Step {
    let url = url::Url::parse("http://zoho")
        .unwrap()
        .join(seen.path())
        .unwrap();
    assert_eq!(url.path(), "/billing/v1/projects/timeentries");
    let parameter = |wanted: &str| {
        let mut pairs = url.query_pairs();
        pairs
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.into_owned())
    };
    if seen.head.starts_with("POST") {
        let mut entry: Value = serde_json::from_str(&seen.body).unwrap();
        entry["time_entry_id"] = json!((9000 + entries.len()).to_string());
        entries.push(entry.clone());
        let body = json!({"code": 0, "message": "added", "time_entry": entry});
        // The third answer is lost.
        return if entries.len() == 3 {
            Step::breaks_off(Vec::new())
        } else {
            Step::answers(answer("201 Created", &body.to_string()))
        };
    }
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    let (from, to) = (
        parameter("from_date").unwrap(),
        parameter("to_date").unwrap(),
    );
    let wanted = entries.iter().filter(|entry| {
        let day = text(entry, "log_date");
        let is = |name| parameter(name).is_none_or(|value| text(entry, name) == value);
        day >= from && day <= to && is("user_id") && is("project_id")
    });
    let wanted: Vec<_> = wanted.collect();
    let number = |name| parameter(name).unwrap().parse::<usize>().unwrap();
    let pages: Vec<_> = wanted.chunks(number("per_page")).collect();
    let page = pages.get(number("page") - 1).copied().unwrap_or_default();
    let has_more = number("page") < pages.len();
    let body =
        json!({"code": 0, "time_entries": page, "page_context": {"has_more_page": has_more}});
    Step::answers(answer("200 OK", &body.to_string()))
}

fn recorded() -> Vec<Value> {
    let entry = |id: u32, day: &str, minutes: u32| {
        json!({
            "time_entry_id": id.to_string(), "project_id": "11", "task_id": "12", "user_id": "13",
            "log_date": day, "log_time": format!("{:02}:{:02}", minutes / 60, minutes % 60),
            "notes": format!("No. {id} & é"), "billed_status": "unbilled", "invoice_id": "",
        })
    };
    let mut timed = entry(105, "2026-03-20", 5);
    timed["timer_started_at"] = json!("2026-03-20 09:00");
    vec![
        entry(101, "2026-03-17", 210),
        entry(102, "2026-03-17", 45),
        entry(103, "2026-03-29", 480),
        // Of another month.
        entry(104, "2026-04-01", 60),
        timed,
    ]
}

fn march() -> ListTimeEntries {
    let period = Period::new("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
    ListTimeEntries::within(period.unwrap()).with_page_size(PageSize::new(2).unwrap())
}

fn suiteprojects(emulator: &Emulator) -> blocking::Client {
    let application = Application::new("connector", "1", "any key");
    let login = Login::password("any", "anybody", "any");
    let url = emulator.url().parse().unwrap();
    blocking::Client::new(client::Config::new(url, application, login)).unwrap()
}

/// Imports what was listed, and says how many entries were left out.
fn push(client: &blocking::Client, listed: &[TimeEntry], journal: MemoryJournal) -> (u64, usize) {
    let validator = Validator::new(Settings::default());
    let mut run = validator.run();
    let mut push = client.open_push(journal, Options::default()).unwrap();
    let mut left_out = 0;
    let mut intake = push.intake().unwrap();
    for (place, entry) in (0..).zip(listed) {
        let imported = import(entry, &Same, Times::Kept);
        let Some(mut entry) = imported.entry else {
            left_out += 1;
            run.skip();
            continue;
        };
        let id = key("10234695".parse().unwrap(), imported.time_entry_id);
        entry.set(Field::ThinClientId, id);
        let mut report = Report::default();
        let checked = run.check(Command::Add, &entry, &mut report);
        intake
            .add(place, &checked.unwrap_or_else(|| panic!("{report:?}")))
            .unwrap();
    }
    intake.finish().unwrap();
    client.push(&mut push).unwrap();
    (push.progress().accepted, left_out)
}

#[test]
fn a_month_goes_over_once() {
    let (server, _) = zoho_server(recorded());
    let emulator = Emulator::start(EmulatorOptions::default()).unwrap();
    let client = suiteprojects(&emulator);
    let listed: Vec<_> = Driver::Blocking
        .client(config(&server))
        .list(march())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(listed.len(), 4);

    // The one whose timer runs stays behind.
    assert_eq!(push(&client, &listed, MemoryJournal::new()), (3, 1));
    let stored = || {
        let tasks = client.send(&Read::<Task>::all()).unwrap().unwrap();
        let mut stored: Vec<_> = tasks
            .iter()
            .map(|task| {
                let task = task.as_ref().unwrap();
                let text = |field| task.text(field).map(String::from).unwrap_or_default();
                let minutes = text(Field::Hours).parse::<u32>().unwrap() * 60
                    + text(Field::Minutes).parse::<u32>().unwrap();
                (
                    text(Field::ThinClientId),
                    text(Field::Date),
                    minutes,
                    text(Field::Notes),
                )
            })
            .collect();
        stored.sort();
        stored
    };
    let expected = [
        ("zoho-10234695-101", "2026-03-17", 210, "No. 101 & é"),
        ("zoho-10234695-102", "2026-03-17", 45, "No. 102 & é"),
        ("zoho-10234695-103", "2026-03-29", 480, "No. 103 & é"),
    ];
    let expected = expected.map(|(key, date, minutes, notes)| {
        (key.to_owned(), date.to_owned(), minutes, notes.to_owned())
    });
    assert_eq!(stored(), expected);

    // A second import, with a journal that knows nothing, finds them by their keys.
    assert_eq!(push(&client, &listed, MemoryJournal::new()), (3, 1));
    assert_eq!(stored(), expected);
}

fn ours(day: &str, minutes: u32) -> Entry<'static> {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, day.to_owned())
        .set(Field::UserId, "13")
        .set(Field::ProjectId, "11")
        .set(Field::ProjectTaskId, "12")
        .set(Field::Minutes, minutes.to_string())
        .set(Field::Notes, format!("for {minutes} minutes"));
    entry
}

/// An answer is lost on the way back; the time entry is found by a look-up and not logged twice.
#[test]
fn entries_go_back_once() {
    let (server, store) = zoho_server(Vec::new());
    let client = Driver::Blocking.client(config(&server));
    let mut looked_up = 0;
    for minutes in [30, 60, 90, 120] {
        let exported = export(&ours("2026-03-17", minutes), &Same);
        assert_eq!(exported.losses, []);
        let log = LogTimeEntry::new(exported.fields.unwrap());
        let logged = client.send(&log).or_else(|error| {
            assert!(error.may_have_been_applied(), "{error}");
            looked_up += 1;
            let found = client.list(log.look_up()).into_iter().map(Result::unwrap);
            let mut found = found.filter(|entry| log.fields.are_of(entry));
            let entry = found.next().ok_or(error);
            assert!(found.next().is_none());
            entry
        });
        assert!(log.fields.are_of(&logged.unwrap()));
    }
    assert_eq!(looked_up, 1);
    let times: Vec<_> = store
        .lock()
        .unwrap()
        .iter()
        .map(|entry| entry["log_time"].clone())
        .collect();
    assert_eq!(times, ["00:30", "01:00", "01:30", "02:00"]);
}
