//! Records of the server as a reference file, and back as what the rules ask for.
//!
//! The records are written as the server sends them (validation rules, section on reference data; data
//! types, sections 2 to 5), the expected file and data by hand.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use chrono::NaiveDate;
use proptest::prelude::*;
use suiteprojects::api::Application;
use suiteprojects::element::Element;
use suiteprojects::json::{ReferenceFile, ReferenceRead, ReferenceRecord, read_reference};
use suiteprojects::record::{FromRecord, Project, ProjectTask, Received, Timesheet, User};
use suiteprojects::task::{Id, Task};
use suiteprojects::validate::{self, CurrentTask, DateRange, ReferenceData, TimesheetStatus};
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{self, Response};

fn id(number: u64) -> Id {
    Id::new(number).unwrap()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn records(xml: &str) -> Vec<Received> {
    let answer = format!("<response><Read status='0'>{xml}</Read></response>");
    let response = Response::parse(answer.as_bytes(), Limits::default()).unwrap();
    let mut results = response.results.into_iter();
    results.next().unwrap().records
}

fn typed<R: FromRecord>(xml: &str) -> R {
    let mut records = records(xml).into_iter();
    R::from_record(records.next().unwrap()).unwrap()
}

fn date(year: &str, month: &str, day: &str) -> String {
    format!(
        "<Date><hour/><minute/><timezone/><second/><month>{month}</month><day>{day}</day><year>{year}</year></Date>"
    )
}

#[test]
fn a_file_of_every_list() {
    let mut file = ReferenceFile::new();
    let user =
        "<User><id>251</id><name>Quist, Ada</name><active>1</active><generic/><locked/></User>";
    file.add(&typed::<User>(user)).unwrap();
    let left = "<User><id>25</id><name>Lund, \"Bo\"</name><active/><generic>1</generic></User>";
    file.add_deleted(&typed::<User>(left)).unwrap();
    let project =
        "<Project><id>5521</id><name>Harbour</name><customerid>77</customerid><deleted/></Project>";
    file.add(&typed::<Project>(project)).unwrap();
    let starts = date("2026", "01", "07");
    let project_task = format!(
        "<Projecttask><id>88231</id><name/><projectid>5521</projectid><projecttask_typeid>3</projecttask_typeid>\
         <calculated_starts>{}</calculated_starts><calculated_finishes>{}</calculated_finishes>\
         <starts>{starts}</starts><fnlt_date>0000-00-00</fnlt_date><deleted>1</deleted></Projecttask>",
        date("2026", "1", "5"),
        date("", "", "")
    );
    file.add(&typed::<ProjectTask>(&project_task)).unwrap();
    let timesheet = format!(
        "<Timesheet><id>998</id><userid>251</userid><status>A</status><starts>{starts}</starts><ends>{}</ends></Timesheet>",
        date("2026", "01", "11")
    );
    file.add(&typed::<Timesheet>(&timesheet)).unwrap();
    let task = format!(
        "<Task><id>5512</id><userid>251</userid><date>{starts}</date><projectid>5521</projectid>\
         <timesheetid>998</timesheetid><hours>2</hours><minutes>30</minutes><notes>R&amp;D</notes>\
         <ticket__c>A-1</ticket__c></Task>"
    );
    file.add(&typed::<Task>(&task)).unwrap();

    let expected = r#"{
  "users": [
    {"id": 25, "name": "Lund, \"Bo\"", "active": false, "generic": true, "deleted": true},
    {"id": 251, "name": "Quist, Ada", "active": true, "generic": false}
  ],
  "projects": [
    {"id": 5521, "name": "Harbour", "customerid": 77}
  ],
  "projecttasks": [
    {"id": 88231, "projectid": 5521, "projecttask_typeid": 3, "calculated_starts": "2026-01-05", "starts": "2026-01-07", "deleted": true}
  ],
  "timesheets": [
    {"id": 998, "userid": 251, "status": "A", "starts": "2026-01-07", "ends": "2026-01-11"}
  ],
  "tasks": [
    {"id": 5512, "date": "2026-01-07", "hours": "2", "minutes": "30", "notes": "R&D", "projectid": "5521", "timesheetid": "998", "userid": "251"}
  ]
}
"#;
    assert_eq!(file.to_json(), expected);

    let mut data = ReferenceData::default();
    data.insert_user(id(251), validate::User::default());
    data.insert_user(
        id(25),
        validate::User {
            active: false,
            generic: true,
            deleted: true,
        },
    );
    data.insert_project(
        id(5521),
        validate::Project {
            customerid: Some(id(77)),
            deleted: false,
        },
    );
    data.insert_project_task(
        id(88231),
        validate::ProjectTask {
            projectid: Some(id(5521)),
            projecttask_typeid: Some(id(3)),
            calculated: DateRange {
                first: Some(day(2026, 1, 5)),
                last: None,
            },
            scheduled: DateRange {
                first: Some(day(2026, 1, 7)),
                last: None,
            },
            deleted: true,
        },
    );
    data.insert_timesheet(
        id(998),
        validate::Timesheet {
            status: TimesheetStatus::Approved,
            exported: false,
        },
    );
    data.insert_task(id(5512), CurrentTask::from(&typed::<Task>(&task)));
    assert_eq!(read_reference(expected).unwrap(), data);
}

#[test]
fn lists_that_are_known_to_be_empty() {
    let mut file = ReferenceFile::new();
    assert_eq!(file.to_json(), "{}\n");
    assert_eq!(
        read_reference(&file.to_json()).unwrap(),
        ReferenceData::default()
    );
    file.declare::<User>();
    file.declare::<Timesheet>();
    assert_eq!(
        file.to_json(),
        "{\n  \"users\": [],\n  \"timesheets\": []\n}\n"
    );
    let mut data = ReferenceData::default();
    data.declare_users();
    data.declare_timesheets();
    assert_eq!(read_reference(&file.to_json()).unwrap(), data);
}

/// What is asked for is what the lists hold.
#[test]
fn the_reads_of_the_lists() {
    fn requests<R: ReferenceRecord>() -> Vec<(String, bool)> {
        let application = Application::new("tests", "1", "key");
        let reads = ReferenceFile::reads::<R>().into_iter();
        let request = |read: ReferenceRead<R>| {
            let request = exchange::encode(&application, None, &read.read).unwrap();
            let text = request.expose();
            let read_element = text[text.find("<Read").unwrap()..].to_owned();
            let read_element = read_element.strip_suffix("</request>").unwrap().to_owned();
            (read_element, read.deleted)
        };
        reads.map(request).collect()
    }
    let attributes = "method=\"all\" limit=\"0,1000\" order=\"id,asc\"";
    let users = |others: &str| {
        format!(
            "<Read type=\"User\" {attributes}{others}><_Return><id/><name/><nickname/><active/><generic/></_Return></Read>"
        )
    };
    assert_eq!(
        requests::<User>(),
        [
            (users(""), false),
            (users(" deleted=\"1\""), true),
            (users(" generic=\"1\""), false),
            (users(" deleted=\"1\" generic=\"1\""), true),
        ]
    );
    let [(timesheets, false), (_, true)] = &requests::<Timesheet>()[..] else {
        panic!("two reads");
    };
    assert_eq!(
        *timesheets,
        format!(
            "<Read type=\"Timesheet\" {attributes}><_Return><id/><name/><userid/><status/><starts/><ends/></_Return></Read>"
        )
    );
    let tasks = &requests::<Task>()[0].0;
    for field in ["id", "date", "start_time", "notes"] {
        assert!(tasks.contains(&format!("<{field}/>")), "{tasks}");
    }
}

/// Pages overlap; and a deleted timesheet is one that does not exist.
#[test]
fn the_later_record_counts() {
    let mut file = ReferenceFile::new();
    let user = |active| {
        typed::<User>(&format!(
            "<User><id>7</id><active>{active}</active><generic/></User>"
        ))
    };
    file.add(&user("1")).unwrap();
    file.add(&user("0")).unwrap();
    let timesheet = typed::<Timesheet>("<Timesheet><id>9</id><status>O</status></Timesheet>");
    file.add(&timesheet).unwrap();
    file.add_deleted(&timesheet).unwrap();
    assert_eq!(
        file.to_json(),
        "{\n  \"users\": [\n    {\"id\": 7, \"active\": false, \"generic\": false}\n  ],\n  \"timesheets\": []\n}\n"
    );
}

/// Leaving these out would say that the user is active and the timesheet open.
#[test]
fn records_that_cannot_be_told() {
    fn refused<R: ReferenceRecord>(xml: &str) -> String {
        let mut file = ReferenceFile::new();
        file.add(&typed::<R>(xml)).unwrap_err().to_string()
    }
    assert_eq!(
        refused::<User>("<User><id>7</id><name>Quist</name><generic/></User>"),
        "the field `active` of User 7 is missing"
    );
    assert_eq!(
        refused::<User>("<User><active/><generic/></User>"),
        "the field `id` of User (no id) is missing"
    );
    assert_eq!(
        refused::<Timesheet>("<Timesheet><id>9</id></Timesheet>"),
        "the field `status` of Timesheet 9 is missing"
    );
    assert_eq!(
        refused::<Timesheet>("<Timesheet><id>9</id><status>Z</status></Timesheet>"),
        "the field `status` of Timesheet 9 is \"Z\", expected one of O, S, A, R, X"
    );
}

proptest! {
    /// Whatever a name holds, the file is read back as the same records.
    #[test]
    fn a_file_of_any_users(users in prop::collection::vec((1_u64.., ".*", any::<[bool; 3]>()), 0..20)) {
        let mut file = ReferenceFile::new();
        file.declare::<User>();
        let mut data = ReferenceData::default();
        data.declare_users();
        for (number, name, [active, generic, deleted]) in users {
            let switch = |name: &str, on: bool| {
                Element::new(name).with_text(if on { "1" } else { "0" })
            };
            let record = Element::new("User")
                .with_child(Element::new("id").with_text(number.to_string()))
                .with_child(Element::new("name").with_text(name))
                .with_child(switch("active", active))
                .with_child(switch("generic", generic));
            let user = User::from_record(Received::Other(record)).unwrap();
            if deleted {
                file.add_deleted(&user).unwrap();
            } else {
                file.add(&user).unwrap();
            }
            data.insert_user(id(number), validate::User { active, generic, deleted });
        }
        prop_assert_eq!(read_reference(&file.to_json()).unwrap(), data);
    }
}
