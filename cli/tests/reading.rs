//! `read` against the server of the tests.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../tests/support/stub/mod.rs"]
mod stub;
mod support;

use serde_json::json;
use stub::{Fault, Stub, When};
use support::{Outcome, run_against, run_with, run_within};

/// A server with a time entry a day from 2026-01-01 on, for two users in turn.
fn server(days: usize) -> Stub {
    let stub = Stub::start();
    for day in 0..days {
        let date = format!("2026-{:02}-{:02}", 1 + day / 28 % 12, 1 + day % 28);
        let user = if day % 2 == 0 { "251" } else { "252" };
        let id = (100 + day).to_string();
        stub.store(
            "Task",
            &[
                ("id", &id),
                ("date", &date),
                ("userid", user),
                ("projectid", "71"),
                ("hours", "8"),
                ("minutes", "0"),
                ("notes", ""),
                ("updated", "2026-02-01 10:00:00"),
                ("shift__c", "late"),
            ],
        );
    }
    stub
}

fn ids(outcome: &Outcome) -> Vec<u64> {
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let lines = outcome.lines();
    lines
        .iter()
        .map(|line| line["id"].as_str().unwrap().parse().unwrap())
        .collect()
}

#[test]
fn time_entries_are_lines_of_json() {
    let stub = server(3);
    let outcome = run_against(&stub.url(), &["read", "--custom"], "");
    assert_eq!(
        outcome.lines()[0],
        json!({
            "id": "100", "date": "2026-01-01", "userid": "251", "projectid": "71", "hours": "8",
            "minutes": "0", "updated": "2026-02-01 10:00:00", "created": "2026-01-01 00:00:12",
            "shift__c": "late"
        })
    );
    assert_eq!(ids(&outcome), [100, 101, 102]);
    // What was read can be checked, and given back.
    let outcome = run_against(
        &stub.url(),
        &["read", "--return", "id", "--return", "hours"],
        "",
    );
    assert_eq!(outcome.lines()[2], json!({"id": "102", "hours": "8"}));
    let changed = outcome.stdout.replace("\"hours\":\"8\"", "\"hours\":\"7\"");
    let outcome = run_against(&stub.url(), &["modify", "-"], &changed);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(
        stub.stored()
            .iter()
            .all(|object| object.text("hours") == "7")
    );
}

/// The arguments and the ids that they find, by the dates and users that `server` gives.
#[test]
fn conditions_narrow_down() {
    let stub = server(10);
    stub.store(
        "Task",
        &[
            ("id", "200"),
            ("date", "2026-01-05"),
            ("userid", "253"),
            ("updated", "2026-03-01 00:00:00"),
        ],
    );
    stub.store(
        "Task",
        &[
            ("id", "201"),
            ("date", "2026-01-05"),
            ("userid", "253"),
            ("deleted", "1"),
        ],
    );
    let cases: &[(&[&str], &[u64])] = &[
        (&["--user", "251"], &[100, 102, 104, 106, 108]),
        (
            &["--user", "252", "--project", "71", "--limit", "2"],
            &[101, 103],
        ),
        (&["--user", "252", "--project", "72"], &[]),
        (&["--from", "2026-01-03", "--to", "2026-01-04"], &[102, 103]),
        (&["--from", "2026-01-10"], &[109]),
        (&["--to", "2026-01-01"], &[100]),
        (&["--date-equal-to", "date=2026-01-05"], &[104, 200]),
        (&["--equal-to", "date=2026-01-05", "--user", "253"], &[200]),
        (&["--newer-than", "updated=2026-02-01 10:00:00"], &[200]),
        (
            &[
                "--newer-than",
                "date=2026-01-08",
                "--older-than",
                "date=2026-01-10",
            ],
            &[108],
        ),
        (&["--user", "253", "--deleted"], &[201]),
        (&["--user", "253", "--deleted=include"], &[200, 201]),
        (&["--order", "date,desc", "--limit", "3"], &[109, 108, 107]),
        (
            &[
                "--equal-to",
                "shift__c=late",
                "--order",
                "id",
                "--limit",
                "1",
            ],
            &[100],
        ),
    ];
    for (arguments, expected) in cases {
        let arguments = [&["read"], *arguments].concat();
        assert_eq!(
            ids(&run_against(&stub.url(), &arguments, "")),
            *expected,
            "{arguments:?}"
        );
    }
}

#[test]
fn all_pages_are_read() {
    let stub = server(300);
    for _ in 0..2_200 {
        stub.store("Task", &[("date", "2027-01-01"), ("userid", "9")]);
    }
    let outcome = run_against(&stub.url(), &["read", "--order", "id"], "");
    let ids = ids(&outcome);
    assert_eq!(ids.len(), 2_500);
    assert!(ids.is_sorted());
    assert_eq!(stub.counts().requests, 3);
    // A read is safe to repeat, so a lost connection passes unseen.
    stub.fault(Fault::DropAfter, When::Every(2));
    assert_eq!(
        run_against(&stub.url(), &["read", "--order", "id"], "")
            .lines()
            .len(),
        2_500
    );
}

#[test]
fn other_types_and_forms() {
    let stub = Stub::start();
    let read = |arguments: &[&str]| {
        let outcome = run_against(&stub.url(), &[&["read"], arguments].concat(), "");
        assert_eq!(outcome.code, 0, "{outcome:?}");
        outcome
    };
    let customer = &read(&["--type", "Customer"]).lines()[0];
    assert_eq!(customer["name"], "Heron & Sons <Ltd>");
    let users = read(&[
        "--type",
        "User",
        "--equal-to",
        "nickname=bmoss",
        "--format",
        "json",
    ]);
    let users: serde_json::Value = serde_json::from_str(&users.stdout).unwrap();
    assert_eq!(users.as_array().unwrap().len(), 1);
    assert!(
        stub.last_request().contains("exclude_flags=\"1\""),
        "{}",
        stub.last_request()
    );
    let csv = read(&[
        "--type", "Project", "--format", "csv", "--return", "id", "--return", "name",
    ]);
    assert_eq!(csv.stdout, "id,name\n71,Harbour works\n72,Internal\n");
    let xml = read(&["--type", "Timesheet", "--format", "xml"]);
    let document = roxmltree::Document::parse(&xml.stdout).unwrap();
    let count = document
        .descendants()
        .filter(|node| node.has_tag_name("Timesheet"))
        .count();
    assert_eq!(count, 2);
    let shown = run_with(&["inspect", "--compact", "-"], xml.stdout.as_bytes());
    assert!(
        shown.stdout.contains("\"kind\":\"response\""),
        "{}",
        shown.stdout
    );
    assert_eq!(read(&["--type", "Slip"]).stdout, "");
}

#[test]
fn half_of_the_records_is_no_success() {
    let stub = server(1_500);
    stub.fault(Fault::Refuse(401), When::Nth(1));
    for (format, is_whole) in [
        ("jsonl", true),
        ("json", false),
        ("xml", false),
        ("csv", true),
    ] {
        stub.recover();
        stub.fault(Fault::Refuse(401), When::Nth(1));
        let outcome = run_against(&stub.url(), &["read", "--format", format], "");
        assert_eq!(outcome.code, 2);
        assert!(
            outcome
                .stderr
                .starts_with("error: the server refused the request: 401"),
            "{}",
            outcome.stderr
        );
        let text = &outcome.stdout;
        match format {
            "jsonl" => assert_eq!(outcome.lines().len(), 1_000),
            "csv" => assert_eq!(text, ""),
            "json" => assert_eq!(
                serde_json::from_str::<serde_json::Value>(text).is_ok(),
                is_whole
            ),
            _ => assert_eq!(roxmltree::Document::parse(text).is_ok(), is_whole),
        }
    }
    // A server that does not heed the offset is found out.
    stub.recover();
    let outcome = run_against(&stub.url(), &["read", "--filter", "open-timesheets"], "");
    assert_eq!((outcome.code, &*outcome.stdout), (2, ""));
    assert!(
        outcome
            .stderr
            .starts_with("error: the server refused Read: 10 "),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_record_that_cannot_be_understood_is_told_and_the_others_come() {
    let stub = server(2);
    stub.store("Task", &[("id", "300"), ("hours", "eight")]);
    stub.store("Task", &[("id", "301"), ("hours", "8")]);
    let outcome = run_against(&stub.url(), &["read"], "");
    assert_eq!((outcome.code, outcome.lines().len()), (2, 3), "{outcome:?}");
    assert!(
        outcome
            .stderr
            .starts_with("error: the time entry 300 cannot be understood: "),
        "{}",
        outcome.stderr
    );
}

#[test]
fn wrong_arguments_are_told_before_anything_is_sent() {
    for (arguments, words) in [
        (&["--user", "x"][..], "digits"),
        (&["--from", "5.1.2026"], "YYYY-MM-DD"),
        (&["--from", "2026-01-05 10:00:00"], "without a time"),
        (
            &["--type", "Slip", "--from", "2026-01-05"],
            "--newer-than FIELD=DATE",
        ),
        (&["--newer-than", "2026-01-05"], "FIELD=DATE"),
        (&["--filter", "newer-than"], "`--newer-than`"),
        (&["--filter", "a,b"], "letters"),
        (&["--type", "Task Force"], "object type"),
        (&["--equal-to", "userid"], "FIELD=VALUE"),
        (&["--order", "date,down"], "FIELD,desc"),
    ] {
        let outcome = run_within(&[], &[&["read"], arguments].concat(), b"");
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{arguments:?}");
        assert!(
            outcome.stderr.contains(words),
            "{arguments:?}: {}",
            outcome.stderr
        );
    }
}
