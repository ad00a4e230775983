//! The commands that the REST API can do, against the local server; the others say that they cannot.

#![cfg(feature = "serve")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::json;
use suiteprojects_emulator::{Emulator, Options};
use support::{Outcome, run_within};

fn over(protocol: &str, emulator: &Emulator, arguments: &[&str], input: &str) -> Outcome {
    let url = emulator.url();
    let variables = [
        ("SUITEPROJECTS_URL", &*url),
        ("SUITEPROJECTS_TOKEN", "any"),
        ("SUITEPROJECTS_API_KEY", "any"),
        ("SUITEPROJECTS_PROTOCOL", protocol),
    ];
    run_within(&variables, arguments, input.as_bytes())
}

const WEEK: &str = "date,userid,projectid,hours,minutes,notes\n\
    2026-01-05,251,5521,8,0,\"one <two> & \"\"three\"\"\"\n\
    2026-01-06,251,5522,7,30,é 😀\n\
    2026-01-07,252,5522,6,0,last\n";

#[test]
fn entries_are_added_read_and_removed() {
    let emulator = Emulator::start(Options::default()).unwrap();
    let rest = |arguments: &[&str], input: &str| {
        let outcome = over("rest", &emulator, arguments, input);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        outcome
    };
    let added = rest(&["add", "-"], WEEK);
    let ids: Vec<String> = added
        .lines()
        .iter()
        .map(|line| {
            assert_eq!(line["status"], "stored", "{added:?}");
            line["id"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(ids.len(), 3);

    // What is read is what the XML API reads.
    let fields = [
        "--return", "id", "--return", "notes", "--return", "hours", "--return", "minutes",
        "--return", "date",
    ];
    for question in [
        &["--user", "251"][..],
        &["--project", "5522"],
        &["--from", "2026-01-06"],
        &["--to", "2026-01-06"],
        &["--user", "251", "--date-equal-to", "date=2026-01-06"],
        &["--equal-to", "notes=last"],
        &["--order", "date,desc"],
        &["--limit", "2", "--order", "id"],
    ] {
        let arguments = [&["read"], question, &fields].concat();
        let found = rest(&arguments, "");
        let over_xml = over("xml", &emulator, &arguments, "");
        assert_eq!(found.lines(), over_xml.lines(), "{question:?}");
        assert!(!found.lines().is_empty(), "{question:?}");
    }
    let deleted = rest(&["delete", &ids[0], &ids[2]], "");
    assert_eq!(
        deleted.lines()[0],
        json!({"entry": 0, "status": "deleted", "id": ids[0], "code": null, "message": null})
    );
    assert_eq!(rest(&["read"], "").lines().len(), 1);
}

#[test]
fn what_the_server_refuses_is_told_for_each_entry() {
    let emulator = Emulator::start(Options::default()).unwrap();
    // The rule is told to let it pass.
    let csv = "date,userid,hours\n2026-01-05,251,8\n2026-01-06,251,-1\n";
    let arguments = ["add", "-", "--interpretation", "allow_negative=true"];
    let outcome = over("rest", &emulator, &arguments, csv);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    let lines = outcome.lines();
    assert_eq!(
        (&lines[0]["status"], &lines[1]["status"]),
        (&json!("stored"), &json!("refused"))
    );
}

/// Nothing is sent then, rather than what stands before.
#[test]
fn what_rest_cannot_say_is_refused_before_anything_is_sent() {
    let emulator = Emulator::start(Options::default()).unwrap();
    let csv = "date,userid,hours,cost_centerid\n2026-01-05,251,8,\n2026-01-06,251,7,5\n";
    let outcome = over("rest", &emulator, &["add", "-"], csv);
    assert_eq!((outcome.code, &*outcome.stdout), (1, ""), "{outcome:?}");
    let expected = "`cost_centerid` cannot be set over REST";
    assert!(outcome.stderr.contains(expected), "{outcome:?}");
    let outcome = over("rest", &emulator, &["add", "-", "--skip-invalid"], csv);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(outcome.lines().len(), 1);
    assert_eq!(over("rest", &emulator, &["read"], "").lines().len(), 1);
}

#[test]
fn a_dry_run_shows_the_requests() {
    let arguments = ["add", "-", "--dry-run", "--protocol", "rest"];
    let csv = b"date,userid,hours\n2026-01-05,251,8\n2026-01-06,251,7\n";
    let outcome = run_within(&[], &arguments, csv);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    assert_eq!(lines[0], "POST /rest/v1/time-entries/");
    assert_eq!(
        lines[1],
        r#"{"date":"2026-01-05","hour":8,"minute":0,"userId":251}"#
    );
    assert_eq!(lines.len(), 4);
    let arguments = ["delete", "7", "--dry-run", "--protocol", "rest"];
    let outcome = run_within(&[], &arguments, b"");
    assert_eq!(outcome.stdout, "DELETE /rest/v1/time-entries/7\n");
}

#[test]
fn what_rest_cannot_do_is_said() {
    let emulator = Emulator::start(Options::default()).unwrap();
    for (arguments, what) in [
        (&["whoami"][..], "tell who is logged in"),
        (&["modify"], "change time entries"),
        (&["reject", "1"], "reject time entries"),
        (
            &["add", "-", "--lookup", "notes"],
            "look up whether an entry is there",
        ),
        (
            &["reference", "pull"],
            "read other records than time entries",
        ),
        (
            &["read", "--type", "User"],
            "read other records than time entries",
        ),
        (&["read", "--deleted"], "read deleted records"),
        (
            &["read", "--newer-than", "updated=2026-01-05 10:00:00"],
            "compare with a time",
        ),
    ] {
        let outcome = over("rest", &emulator, arguments, "id,hours\n1,2\n");
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome:?}");
        let expected = format!("error: the REST API cannot {what}");
        assert!(outcome.stderr.starts_with(&expected), "{outcome:?}");
    }
}
