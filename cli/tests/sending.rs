//! `add`, `modify`, `delete` and `reject` against the server of the tests.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../tests/support/stub/mod.rs"]
mod stub;
mod support;

use serde_json::{Value, json};
use stub::{Fault, Stub, When};
use support::{Outcome, run_against, run_within};

const WEEK: &str = "date,userid,hours,thin_client_id,notes\n\
    2026-01-05,251,8,a,\"one <two> & \"\"three\"\"\"\n\
    2026-01-06,251,7,b,\n\
    2026-01-07,251,6,c,\n";

/// A month of entries with keys `k0`, `k1`, … for many users.
fn many(count: usize) -> String {
    let mut csv = "date,userid,hours,thin_client_id\n".to_owned();
    for number in 0..count {
        let (day, user) = (1 + number % 28, 1 + number / 28);
        csv.push_str(&format!("2026-01-{day:02},{user},8,k{number}\n"));
    }
    csv
}

/// What became of the entries, by their places.
fn statuses(outcome: &Outcome) -> Vec<(u64, String)> {
    let lines = outcome.lines();
    let status = |line: &Value| {
        assert_eq!(line.as_object().unwrap().len(), 5, "{line}");
        (
            line["entry"].as_u64().unwrap(),
            line["status"].as_str().unwrap().to_owned(),
        )
    };
    lines.iter().map(status).collect()
}

fn expected(statuses: &[&str]) -> Vec<(u64, String)> {
    (0..)
        .zip(statuses.iter().map(|status| (*status).to_owned()))
        .collect()
}

#[test]
fn entries_are_added_changed_rejected_and_deleted() {
    let stub = Stub::start();
    let url = stub.url();
    let outcome = run_against(&url, &["add", "-"], WEEK);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(
        outcome.lines()[0],
        json!({"entry": 0, "status": "stored", "id": "5001", "code": null, "message": null})
    );
    assert_eq!(statuses(&outcome), expected(&["stored"; 3]));
    assert!(
        outcome.stderr.ends_with("note: 3 stored\n"),
        "{}",
        outcome.stderr
    );
    let stored = stub.stored();
    assert_eq!(stored[0].text("notes"), "one <two> & \"three\"");
    assert_eq!(stored[1].text("date"), "2026-01-06");

    let changes =
        "{\"id\":5001,\"notes\":\"\"}\n{\"id\":\"5002\",\"hours\":\"4\",\"minutes\":30}\n";
    let outcome = run_against(&url, &["modify"], changes);
    assert_eq!(
        (outcome.code, statuses(&outcome)),
        (0, expected(&["stored"; 2])),
        "{outcome:?}"
    );
    assert_eq!(outcome.lines()[1]["id"], "5002");
    let stored = stub.stored();
    assert_eq!(stored[0].text("notes"), "");
    assert_eq!(
        (stored[0].text("hours"), stored[1].text("hours")),
        ("8", "4")
    );

    let arguments = [
        "reject",
        "5001",
        "-",
        "--notes",
        "why?",
        "--cc",
        "lead@example.com",
    ];
    let outcome = run_against(&url, &arguments, "5002 5003\n");
    assert_eq!(
        (outcome.code, statuses(&outcome)),
        (0, expected(&["rejected"; 3])),
        "{outcome:?}"
    );
    assert!(
        stub.last_request()
            .contains("<cc>lead@example.com</cc><notes>why?</notes>")
    );

    let outcome = run_against(&url, &["delete", "5001", "5003"], "");
    assert_eq!(
        (outcome.code, statuses(&outcome)),
        (0, expected(&["deleted"; 2])),
        "{outcome:?}"
    );
    assert_eq!(outcome.lines()[1]["id"], "5003");
    assert_eq!(stub.stored().len(), 1);
}

#[test]
fn invalid_entries_keep_everything_back_unless_told_otherwise() {
    let stub = Stub::start();
    let csv = format!("{WEEK}2026-01-08,251,eight,d,\n");
    let outcome = run_against(&stub.url(), &["add"], &csv);
    assert_eq!((outcome.code, &*outcome.stdout), (1, ""), "{outcome:?}");
    assert!(
        outcome
            .stderr
            .contains("nothing was sent; `--skip-invalid` sends the others")
    );
    assert_eq!(stub.counts().requests, 0);
    let outcome = run_against(&stub.url(), &["add", "--skip-invalid"], &csv);
    assert_eq!(
        (outcome.code, statuses(&outcome)),
        (1, expected(&["stored"; 3]))
    );
    // The places are those of the input.
    let outcome = run_against(
        &stub.url(),
        &["add", "--skip-invalid"],
        "date,userid,hours\n2026-01-08,251,eight\n2026-01-09,251,8\n",
    );
    assert_eq!(outcome.lines()[0]["entry"], 1);
    // An input that breaks off says nothing about its rest.
    let outcome = run_against(
        &stub.url(),
        &["add", "--skip-invalid", "--from", "json"],
        "[{\"date\":\"2026-01-05\",",
    );
    assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome:?}");
    // Ids are checked too, and a request says for itself what is to be done with its entries.
    let outcome = run_against(&stub.url(), &["delete", "5001", "x"], "");
    assert_eq!((outcome.code, &*outcome.stdout), (1, ""), "{outcome:?}");
    assert!(outcome.stderr.contains("<ids>:2:"), "{}", outcome.stderr);
    let request = "<request><Modify type=\"Task\"><Task><id>5001</id><notes>x</notes></Task></Modify></request>";
    let outcome = run_against(&stub.url(), &["add", "--from", "xml"], request);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome
            .stderr
            .contains("the entry is for Modify, expected Add"),
        "{}",
        outcome.stderr
    );
    assert_eq!(stub.stored().len(), 4);
}

#[test]
fn refusals_are_told_with_their_codes() {
    let stub = Stub::start();
    stub.manners(|manners| {
        manners.refuse = Some(Box::new(|object| (object.key() == "b").then_some(821)));
    });
    let outcome = run_against(&stub.url(), &["add"], WEEK);
    assert_eq!(
        (outcome.code, statuses(&outcome)),
        (1, expected(&["stored", "refused", "stored"]))
    );
    let line = &outcome.lines()[1];
    assert_eq!(
        (line["code"].as_u64(), line["id"].is_null()),
        (Some(821), true)
    );
    assert!(
        line["message"].as_str().unwrap().contains("timesheet"),
        "{line}"
    );
    assert!(
        outcome.stderr.contains("note: 2 stored, 1 refused\n"),
        "{}",
        outcome.stderr
    );
    let outcome = run_against(&stub.url(), &["delete", "1", "5001"], "");
    assert_eq!(
        (outcome.code, statuses(&outcome)),
        (1, expected(&["refused", "deleted"]))
    );
    assert_eq!(outcome.lines()[0]["code"], 601);
}

/// The connection is lost in the second of three requests.
#[test]
fn a_lost_connection_ends_the_sending_and_nothing_is_sent_twice() {
    for (fault, second, code) in [
        (Fault::DropBefore, "unknown", 2),
        (Fault::DropAfter, "unknown", 2),
        (Fault::CutAnswer, "unknown", 2),
        (Fault::Http(503, None), "unknown", 2),
        (Fault::Refuse(401), "not_sent", 2),
        (Fault::Http(403, None), "not_sent", 2),
        // These pass by themselves, and nothing was carried out.
        (Fault::Refuse(505), "stored", 0),
        (Fault::Http(429, Some(0)), "stored", 0),
        (Fault::Refuse(556), "stored", 0),
    ] {
        let stub = Stub::start();
        stub.fault(fault.clone(), When::Nth(1));
        let outcome = run_against(&stub.url(), &["add"], &many(2_100));
        let words = format!("{fault:?}: {}", outcome.stderr);
        assert_eq!(outcome.code, code, "{words}");
        let third = if code == 0 { "stored" } else { "not_sent" };
        let mut statuses = statuses(&outcome).into_iter();
        for (range, status) in [
            (0..1000, "stored"),
            (1000..2000, second),
            (2000..2100, third),
        ] {
            for entry in range {
                assert_eq!(statuses.next(), Some((entry, status.to_owned())), "{words}");
            }
        }
        assert_eq!(statuses.next(), None);
        let counts = stub.counts();
        assert!(counts.stored.values().all(|&times| times == 1), "{words}");
        assert_eq!(outcome.stderr.contains("error: "), code == 2, "{words}");
        if second == "unknown" {
            assert!(
                outcome
                    .stderr
                    .contains("1000 unknown: look before you send them again, 100 not sent"),
                "{words}"
            );
            assert_eq!(counts.requests, 2, "{words}");
        }
    }
}

#[test]
fn an_account_that_takes_fewer_gets_fewer() {
    let stub = Stub::start();
    stub.fault(Fault::Refuse(555), When::First(2));
    let outcome = run_against(&stub.url(), &["add"], &many(1_200));
    assert_eq!(
        (outcome.code, outcome.lines().len()),
        (0, 1_200),
        "{}",
        outcome.stderr
    );
    // 1000 and 500 were too many: 250 five times, the last with 200.
    assert_eq!((stub.counts().requests, stub.stored().len()), (7, 1_200));
    let stub = Stub::start();
    stub.fault(Fault::Refuse(555), When::Always);
    let outcome = run_against(&stub.url(), &["add"], WEEK);
    assert_eq!(
        (outcome.code, statuses(&outcome)),
        (2, expected(&["not_sent"; 3]))
    );
}

#[test]
fn a_dry_run_shows_the_request_and_needs_no_connection() {
    for (arguments, input, request) in [
        (
            &["add", "--dry-run"][..],
            "date,userid,hours\n2026-01-05,251,8\n",
            "<Add type=\"Task\"><Task><date><Date><year>2026</year><month>01</month><day>05</day></Date></date><hours>8</hours><minutes>0</minutes><userid>251</userid></Task></Add>",
        ),
        (
            &["modify", "--dry-run"],
            "{\"id\":7,\"notes\":\"\"}",
            "<Modify type=\"Task\"><Task><id>7</id><notes/></Task></Modify>",
        ),
        (
            &["delete", "--dry-run", "7", "8"],
            "",
            "<Delete type=\"Task\"><Task><id>7</id></Task></Delete><Delete type=\"Task\"><Task><id>8</id></Task></Delete>",
        ),
        (
            &["add", "--dry-run", "--lookup", "thin_client_id"],
            "date,userid,hours,thin_client_id\n2026-01-05,251,8,k\n",
            "<Add type=\"Task\" lookup=\"thin_client_id\">",
        ),
    ] {
        let outcome = run_within(&[], arguments, input.as_bytes());
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert!(outcome.stdout.contains(request), "{}", outcome.stdout);
        roxmltree::Document::parse(outcome.stdout.trim()).unwrap();
    }
}

#[test]
fn what_is_found_by_a_field_is_changed() {
    let stub = Stub::start();
    run_against(&stub.url(), &["add"], WEEK);
    let outcome = run_against(
        &stub.url(),
        &["add", "--lookup", "thin_client_id"],
        &WEEK.replace(",8,a", ",5,a"),
    );
    assert_eq!(outcome.code, 0);
    let stored = stub.stored();
    assert_eq!((stored.len(), stored[0].text("hours")), (3, "5"));
}

#[test]
fn what_is_missing_is_told_before_anything_is_read() {
    for arguments in [
        &["add", "no-such-file.csv"][..],
        &["modify"],
        &["delete", "1"],
        &["reject", "1"],
    ] {
        let outcome = run_within(&[], arguments, b"");
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""));
        assert!(
            outcome
                .stderr
                .starts_with("error: there is no address of the account"),
            "{}",
            outcome.stderr
        );
    }
    let variables = [
        ("SUITEPROJECTS_URL", "https://a.example"),
        ("SUITEPROJECTS_API_KEY", "k"),
    ];
    let outcome = run_within(&variables, &["add", "--token-file", "-"], b"");
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .stderr
            .contains("`--token-file` is standard input, which the command reads too"),
        "{}",
        outcome.stderr
    );
    assert_eq!(run_within(&[], &["delete"], b"").code, 2);
}

/// Entries were sent and nobody heard of it: that is no success.
#[cfg(unix)]
#[test]
fn an_output_that_is_gone_ends_the_sending_with_an_error() {
    use std::io::Read as _;
    use std::process::{Command, Stdio};

    let stub = Stub::start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.csv");
    std::fs::write(&path, many(2_100)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_suiteprojects"))
        .args(["add", "--url", &stub.url()])
        .arg(&path)
        .env("SUITEPROJECTS_TOKEN", "t")
        .env("SUITEPROJECTS_API_KEY", "k")
        .env("XDG_CONFIG_HOME", folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut stderr)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    assert!(
        stderr.contains("error: cannot write <stdout>: "),
        "{stderr}"
    );
    assert_eq!(stub.counts().requests, 1);
}
