//! Answers that are written mean what was read.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use suiteprojects::api::CommandResult;
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Received, TaskRecord};
use suiteprojects::task::{CustomField, Id, Task};
use suiteprojects::xml::exchange::{AuthResult, Response};
use suiteprojects::xml::server::Style;
use suiteprojects::xml::{Limits, WriteError};

use crate::all;

/// What a client understands of an answer comes back when it is written and read again. A time entry is
/// written with the fields that the wire has.
#[test]
fn answers_come_back() {
    let mut count = 0;
    for (path, bytes) in all("response") {
        let Ok(mut response) = Response::parse(&bytes, Limits::default()) else {
            continue;
        };
        for record in response
            .results
            .iter_mut()
            .flat_map(|result| &mut result.records)
        {
            if let Received::Task(record) = record {
                record.task.unknown.clear();
                record.problem = None;
            }
        }
        let written = response.to_document().unwrap();
        let again = Response::parse(written.as_bytes(), Limits::default()).unwrap();
        assert_eq!(again, response, "{}\n{written}", path.display());
        count += 1;
    }
    assert!(count > 20, "{count}");
}

fn code(number: u32) -> ErrorCode {
    ErrorCode::new(number)
}

fn result(name: &str, status: u32) -> CommandResult {
    let mut result = CommandResult::default();
    name.clone_into(&mut result.name);
    result.status = Some(code(status));
    result
}

fn record(name: &str, fields: &[(&str, &str)]) -> Received {
    let fields = fields.iter();
    Received::Other(fields.fold(Element::new(name), |record, (name, text)| {
        let field = Element::new(*name);
        record.with_child(if text.is_empty() {
            field
        } else {
            field.with_text(*text)
        })
    }))
}

fn task(task: Task) -> Received {
    let mut record = TaskRecord::default();
    record.task = task;
    Received::Task(Box::new(record))
}

fn response(login: u32, said: &str, results: Vec<CommandResult>) -> Response {
    let mut auth = AuthResult::default();
    auth.status = Some(code(login));
    said.clone_into(&mut auth.text);
    let mut response = Response::default();
    response.auth = Some(auth);
    response.results = results;
    response
}

/// The file, byte for byte but for the line end that closes it.
#[track_caller]
fn is(written: Result<String, WriteError>, case: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire/xml/server");
    let expected = fs::read_to_string(folder.join(format!("{case}.response.xml"))).unwrap();
    assert_eq!(format!("{}\n", written.unwrap()), expected, "{case}");
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    assert!(readme.contains(&format!("| `{case}` |")), "{case}");
}

#[test]
fn changes() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
    let mut stored = Task::default();
    stored.id = Id::new(5512);
    stored.date = Some(day(5));
    stored.hours = Some(Decimal::new(7, 0));
    stored.minutes = Some(30);
    stored.decimal_hours = Some(Decimal::new(750, 2));
    stored.notes = Some("R&D <1>".to_owned());
    stored.thin_client_id = Some("PB-1".to_owned());
    stored.updated = day(6).and_hms_opt(9, 15, 2);
    stored.custom.push(CustomField {
        name: "ticket__c".to_owned(),
        text: "A-1".to_owned(),
    });
    let mut added = result("Add", 0);
    added.records.push(task(stored));
    let mut refused = result("Add", 821);
    let errors = Element::new("errors").with_text("The timesheet is not open");
    refused.remarks.push(errors);
    let mut deleted = result("Delete", 701);
    deleted.records = vec![
        record("Invoice", &[("id", "476")]),
        record("Customer", &[("id", "38")]),
    ];
    let mut submitted = result("Submit", 1002);
    submitted.records.push(record(
        "Timesheet",
        &[
            ("id", "1111"),
            ("log", "Not submitted"),
            ("warnings", ""),
            ("errors", "Tuesday has 25 hours"),
        ],
    ));
    let response = response(0, "", vec![added, refused, deleted, submitted]);
    is(response.to_document(), "changes");
}

#[test]
fn questions() {
    let mut read = result("Read", 0);
    read.records = vec![
        record("Customer", &[("id", "37"), ("name", "Eagle Ltd")]),
        record("Customer", &[("id", "38"), ("name", "")]),
    ];
    let mut time = result("Time", 0);
    let members = [
        ("hour", "22"),
        ("minute", "53"),
        ("timezone", "-0500"),
        ("second", "43"),
        ("month", "12"),
        ("day", "3"),
        ("year", "2020"),
    ];
    time.records.push(record("Date", &members));
    let mut version = result("Version", 0);
    version.remarks = vec![
        Element::new("number").with_text("1.2"),
        Element::new("url"),
        Element::new("size"),
    ];
    let mut address = result("MakeURL", 0);
    "https://company.example/timesheet.pl?app=ta&uid=S".clone_into(&mut address.text);
    let results = vec![read, result("Read", 601), time, version, address];
    is(response(0, "", results).to_document(), "questions");
}

#[test]
fn a_whole_time_entry() {
    let mut stored = Task::default();
    stored.id = Id::new(5512);
    stored.hours = Some(Decimal::new(8, 0));
    let mut read = result("Read", 0);
    read.records.push(task(stored));
    let mut response = Response::default();
    response.results.push(read);
    let mut style = Style::default();
    style.has_empty_fields = true;
    is(response.to_document_in(style), "whole-task");
}

/// Section 1.6 of the notes.
#[test]
fn refusals() {
    let words = "The namespace and key do not match";
    is(
        Response::refused(code(505), words).to_document(),
        "key-refused",
    );
    let words = "unclosed token at line 1, column 322";
    is(
        Response::refused(code(1), words).to_document(),
        "not-well-formed",
    );
    let refused = response(401, "", vec![result("Read", 2), result("Add", 2)]);
    is(refused.to_document(), "login-refused");
    let refused = response(2, "invalid access token", vec![result("Read", 2)]);
    is(refused.to_document(), "invalid-token");
}

/// Every file is written by a test here.
#[test]
fn no_file_is_forgotten() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire/xml/server");
    let source = include_str!("responses.rs");
    for file in fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if let Some(case) = name.strip_suffix(".response.xml") {
            assert!(source.contains(&format!("\"{case}\"")), "{case}");
        }
    }
}
