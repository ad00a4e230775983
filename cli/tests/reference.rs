//! `reference pull` against the server of the tests.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../tests/support/stub/mod.rs"]
mod stub;
mod support;

use std::fs;

use serde_json::{Value, json};
use stub::{Fault, Stub, When};
use support::{run_against, run_with, run_within};

#[test]
fn the_file_is_what_the_rules_read() {
    let stub = Stub::start();
    stub.store(
        "Project",
        &[("id", "73"), ("name", "Gone"), ("deleted", "1")],
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.json");
    let outcome = run_against(
        &stub.url(),
        &["reference", "pull", "-o", path.to_str().unwrap()],
        "",
    );
    assert_eq!(
        (outcome.code, &*outcome.stdout, &*outcome.stderr),
        (0, "", "")
    );
    let file: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    // The records of the server, as the reference file has them.
    let expected = json!({
        "users": [
            {"id": 251, "name": "Grant, Amelia", "nickname": "agrant", "active": true, "generic": false},
            {"id": 252, "name": "Moss, Ben", "nickname": "bmoss", "active": false, "generic": false},
            {"id": 253, "name": "Developer", "nickname": "developer", "active": true, "generic": true},
        ],
        "projects": [
            {"id": 71, "name": "Harbour works", "customerid": 61},
            {"id": 72, "name": "Internal"},
            {"id": 73, "name": "Gone", "deleted": true},
        ],
        "projecttasks": [{
            "id": 81, "name": "Survey", "projectid": 71, "projecttask_typeid": 3,
            "calculated_starts": "2026-01-02", "calculated_finishes": "2026-03-31",
            "starts": "2026-01-01", "fnlt_date": "2026-06-30",
        }],
        "timesheets": [
            {"id": 91, "name": "2026-01-05 to 2026-01-11", "userid": 251, "status": "O", "starts": "2026-01-05", "ends": "2026-01-11"},
            {"id": 92, "name": "2025-12-29 to 2026-01-04", "userid": 251, "status": "A", "starts": "2025-12-29", "ends": "2026-01-04"},
        ],
    });
    assert_eq!(file, expected);

    let validate = |csv: &str| {
        let arguments = [
            "validate",
            "--format",
            "json",
            "--reference",
            path.to_str().unwrap(),
            "-",
        ];
        run_with(&arguments, csv.as_bytes())
    };
    let outcome = validate(
        "date,userid,hours,projectid,projecttaskid,timesheetid\n2026-01-05,251,8,71,81,91\n",
    );
    assert_eq!(
        (outcome.code, outcome.summary()["unchecked"].as_u64()),
        (0, Some(0)),
        "{outcome:?}"
    );
    // Inactive, generic, not there; timesheet approved; project deleted.
    let outcome = validate(
        "date,userid,hours,projectid,timesheetid\n2026-01-05,252,8,,\n2026-01-05,253,8,,\n2026-01-05,254,8,,\n2026-01-05,251,8,,92\n2026-01-06,251,8,73,\n",
    );
    assert_eq!(
        outcome.codes(),
        [829, 829, 829, 821, 813],
        "{}",
        outcome.stdout
    );
}

#[test]
fn single_lists_and_days() {
    let stub = Stub::start();
    stub.store(
        "Task",
        &[
            ("id", "100"),
            ("date", "2026-01-05"),
            ("userid", "251"),
            ("hours", "8"),
        ],
    );
    let pull = |arguments: &[&str]| -> Value {
        let outcome = run_against(
            &stub.url(),
            &[&["reference", "pull"], arguments].concat(),
            "",
        );
        assert_eq!(outcome.code, 0, "{outcome:?}");
        serde_json::from_str(&outcome.stdout).unwrap()
    };
    let file = pull(&[
        "--only",
        "timesheets",
        "--from",
        "2026-01-05",
        "--only",
        "tasks",
    ]);
    assert_eq!(file.as_object().unwrap().len(), 2);
    assert_eq!(file["timesheets"].as_array().unwrap().len(), 1);
    assert_eq!(file["tasks"][0]["hours"], "8", "{file}");
    let file = pull(&["--only", "timesheets", "--from", "2026-01-04"]);
    assert_eq!(file["timesheets"].as_array().unwrap().len(), 2);
    // A list that was read and is empty is known to be so.
    stub.clear("Projecttask");
    assert_eq!(
        pull(&["--only", "projecttasks"]),
        json!({"projecttasks": []})
    );
}

#[test]
fn all_pages_are_read_and_half_is_nothing() {
    let stub = Stub::start();
    for number in 0..2_300 {
        stub.store(
            "Project",
            &[("id", &(1_000 + number).to_string()), ("name", "p")],
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.json");
    let arguments = [
        "reference",
        "pull",
        "--only",
        "projects",
        "-o",
        path.to_str().unwrap(),
    ];
    assert_eq!(run_against(&stub.url(), &arguments, "").code, 0);
    let before = fs::read_to_string(&path).unwrap();
    let file: Value = serde_json::from_str(&before).unwrap();
    assert_eq!(file["projects"].as_array().unwrap().len(), 2_302);

    stub.fault(Fault::Refuse(401), When::Nth(2));
    let outcome = run_against(&stub.url(), &arguments, "");
    assert_eq!(
        (outcome.code, outcome.stderr.lines().count()),
        (2, 1),
        "{outcome:?}"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    stub.recover();
    stub.store("Project", &[("id", "9000"), ("customerid", "x")]);
    let outcome = run_against(&stub.url(), &arguments, "");
    assert_eq!(
        (outcome.code, outcome.stderr.lines().count()),
        (2, 1),
        "{outcome:?}"
    );
    assert!(outcome.stderr.contains("9000"), "{}", outcome.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// A place that cannot be written to is found out before anything is read.
#[test]
fn the_output_comes_first() {
    let stub = Stub::start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none/acme.json");
    let outcome = run_against(
        &stub.url(),
        &["reference", "pull", "-o", path.to_str().unwrap()],
        "",
    );
    assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome:?}");
    assert!(outcome.stderr.contains("cannot write"), "{outcome:?}");
    assert_eq!(stub.counts().requests, 0);
}

#[test]
fn wrong_arguments() {
    for arguments in [
        &["reference"][..],
        &["reference", "pull", "--only", "customers"],
        &["reference", "pull", "--from", "1"],
        &["reference", "pull"],
    ] {
        let outcome = run_within(&[], arguments, b"");
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{arguments:?}");
    }
}
