//! Broken input: one clear error with its place, exit code 2, never a panic, and the rest of the file
//! judged where that is possible.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::Value;
use support::{Outcome, validate};

/// The only unreadable line of the output.
fn unreadable(outcome: &Outcome) -> Value {
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    let found = outcome.of_type("unreadable");
    assert_eq!(found.len(), 1, "{outcome:?}");
    let found = found.into_iter().next().unwrap();
    let message = found["message"].as_str().unwrap();
    assert!(
        !message.is_empty() && !message.contains('\n') && !message.ends_with('.'),
        "{message}"
    );
    assert_eq!(found["file"], "<stdin>");
    found
}

fn place(found: &Value) -> (u64, u64) {
    (
        found["line"].as_u64().unwrap(),
        found["column"].as_u64().unwrap(),
    )
}

const TASK: &str = "<Task><date><Date><year>2026</year><month>1</month><day>5</day></Date></date>\
                    <userid>251</userid><hours>8</hours></Task>";

#[test]
fn xml_that_is_none() {
    let request = |inside: &str| format!("<request>\n<Add type=\"Task\">{inside}</Add></request>");
    let whole = request(TASK);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("not UTF-8", [whole.as_bytes(), b"<!-- \xff -->"].concat()),
        ("two roots", format!("{whole}<request/>").into_bytes()),
        (
            "DTD",
            format!("<!DOCTYPE request [<!ENTITY x \"y\">]>{whole}").into_bytes(),
        ),
        (
            "unknown entity",
            request("<Task><notes>&nbsp;</notes></Task>").into_bytes(),
        ),
        (
            "control character",
            request("<Task><notes>\u{1}</notes></Task>").into_bytes(),
        ),
        (
            "escaped control character",
            request("<Task><notes>&#1;</notes></Task>").into_bytes(),
        ),
        (
            "undeclared prefix",
            request("<Task><oa:notes>x</oa:notes></Task>").into_bytes(),
        ),
        ("wrong root", b"<html>\n</html>".to_vec()),
        (
            "text after the end",
            format!("{whole} and more").into_bytes(),
        ),
        ("empty", b"<".to_vec()),
        ("mismatched", b"<request><Add></request></Add>".to_vec()),
        ("deep", "<a>".repeat(200_000).into_bytes()),
    ];
    for (name, input) in cases {
        let outcome = validate("xml", &input);
        let found = unreadable(&outcome);
        let (line, column) = place(&found);
        assert!(line >= 1 && column >= 1, "{name}: {found}");
    }
    // The place is that of the trouble.
    let found = unreadable(&validate(
        "xml",
        request("<Task><notes>&nbsp;</notes></Task>"),
    ));
    assert_eq!(place(&found), (2, 31));
}

#[test]
fn xml_cut_off_anywhere() {
    let whole =
        format!("<?xml version=\"1.0\"?><request><Add type=\"Task\">{TASK}</Add></request>");
    assert_eq!(validate("xml", &whole).code, 0);
    for end in (0..whole.len()).step_by(7) {
        let outcome = validate("xml", &whole[..end]);
        unreadable(&outcome);
    }
}

#[test]
fn entries_before_the_break_are_judged() {
    let bad = TASK.replace("<hours>8", "<hours>eight");
    let outcome = validate(
        "xml",
        format!("<request><Add type=\"Task\">{bad}{TASK}</Add>"),
    );
    unreadable(&outcome);
    assert_eq!(outcome.summary()["entries"], 2);
    assert_eq!(outcome.summary()["invalid"], 1);
}

#[test]
fn a_cell_of_100_megabytes() {
    let mut csv = b"date,userid,notes\n2026-01-05,251,short\n2026-01-05,251,".to_vec();
    csv.extend(std::iter::repeat_n(b'x', 100 << 20));
    let outcome = validate("csv", &csv);
    assert_eq!(place(&unreadable(&outcome)), (3, 1));
    assert_eq!(outcome.summary()["entries"], 1);

    let mut xml = b"<Task><notes>".to_vec();
    xml.extend(std::iter::repeat_n(b'x', 100 << 20));
    xml.extend(b"</notes></Task>");
    let found = unreadable(&validate("xml", &xml));
    assert!(place(&found).0 == 1, "{found}");

    let mut jsonl = b"{\"date\":\"2026-01-05\",\"userid\":251}\n{\"notes\":\"".to_vec();
    jsonl.extend(std::iter::repeat_n(b'x', 100 << 20));
    jsonl.extend(b"\"}\n{\"date\":\"2026-01-05\",\"userid\":251}\n");
    let outcome = validate("jsonl", &jsonl);
    assert_eq!(place(&unreadable(&outcome)), (2, 1));
    assert_eq!(outcome.summary()["entries"], 2);
}

#[test]
fn csv_rows_that_are_none() {
    let rows = |row: &[u8]| {
        let mut csv = b"date,userid,hours\n2026-01-05,251,8\n".to_vec();
        csv.extend_from_slice(row);
        csv.extend_from_slice(b"\n2026-01-06,251,x\n");
        csv
    };
    for (row, expected) in [
        (&b"2026-01-05,251"[..], (3, 12)),
        (b"2026-01-05,251,8,9", (3, 18)),
        (b"2026-01-05,25\xff1,8", (3, 14)),
        (b"2026-01-05,\"251\" ,8", (3, 17)),
    ] {
        let outcome = validate("csv", rows(row));
        assert_eq!(place(&unreadable(&outcome)), expected, "{outcome:?}");
        // The row before and the row after are judged all the same.
        assert_eq!(outcome.summary()["entries"], 2);
        assert_eq!(outcome.summary()["invalid"], 1);
        assert_eq!(
            outcome.of_type("finding")[0]["entry"],
            2,
            "rows keep their places"
        );
    }
    let outcome = validate(
        "csv",
        "date,userid,hours\n2026-01-05,251,8\n2026-01-06,251,\"8\n2026-01-07,251,8\n",
    );
    assert_eq!(place(&unreadable(&outcome)), (3, 16));
}

#[test]
fn csv_headers_that_are_none() {
    let outcome = validate(
        "csv",
        "date,userid,houres\n2026-01-05,251,8\n2026-01-05,251,\n",
    );
    let found = unreadable(&outcome);
    assert_eq!(place(&found), (1, 13));
    // Where the column is filled, the server would answer 602.
    assert_eq!(outcome.codes(), [602]);
    assert_eq!(outcome.summary()["entries"], 2);

    for (header, column) in [
        ("date,hours,hours", 12),
        ("date,hours,hour", 12),
        ("date,HOUR,userid,Hours", 18),
    ] {
        let outcome = validate("csv", format!("{header}\n2026-01-05,1,2\n"));
        assert_eq!(place(&unreadable(&outcome)), (1, column));
        assert_eq!(
            outcome.summary()["entries"],
            0,
            "which column counts cannot be told"
        );
    }
}

#[test]
fn a_header_of_forty_thousand_columns() {
    let names: Vec<String> = (0..40_000)
        .map(|column| format!("column{column}"))
        .collect();
    let outcome = validate("csv", format!("{}\n", names.join(",")));
    let found = unreadable(&outcome);
    assert_eq!(
        found["message"],
        "the header has 40000 columns, expected 1000 at most"
    );
}

/// A file on one line, as programs write it: each place is found without reading the line anew.
#[test]
fn many_findings_on_one_line() {
    let entry = r#"{"date":"2026-01-05","userid":7,"minutes":"x"}"#;
    let entries = vec![entry; 20_000];
    let outcome = validate("json", format!("[{}]", entries.join(",")));
    let errors: Vec<Value> = outcome
        .of_type("finding")
        .into_iter()
        .filter(|finding| finding["severity"] == "error")
        .collect();
    assert_eq!(errors.len(), 20_000);
    let columns: Vec<u64> = errors
        .iter()
        .map(|finding| finding["column"].as_u64().unwrap())
        .collect();
    assert_eq!(
        columns[0],
        2 + u64::try_from(entry.find("\"x\"").unwrap()).unwrap()
    );
    assert!(
        columns
            .windows(2)
            .all(|pair| pair[1] - pair[0] == entry.len() as u64 + 1)
    );
}

#[test]
fn json_that_is_none() {
    let digits = "7".repeat(40);
    for (line, column) in [
        ("{\"date\": \"2026-01-05\"", 21),
        ("{\"date\": 2026-01-05}", 14),
        ("[1, 2]", 1),
        ("{\"hours\": [8]}", 11),
        ("{\"hours\": true}", 11),
        ("{\"hours\": 1, \"hour\": 2}", 22),
        (&*format!("{{\"hours\": {digits}}}"), 11),
        (&*format!("{{\"notes\": {digits}}}"), 11),
    ] {
        let good = "{\"date\":\"2026-01-05\",\"userid\":\"251\"}";
        let outcome = validate("jsonl", format!("{good}\n{line}\n{good}\n"));
        assert_eq!(
            place(&unreadable(&outcome)),
            (2, column),
            "{line}: {outcome:?}"
        );
        assert_eq!(outcome.summary()["entries"], 2);
    }
    let outcome = validate(
        "json",
        "[{\"date\":\"2026-01-05\",\"userid\":251},\n {\"date\":\"2026-01-05\"",
    );
    unreadable(&outcome);
    assert_eq!(outcome.summary()["entries"], 1);
}

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> = "\u{feff}date,userid\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let outcome = validate("csv", &utf16);
    let found = unreadable(&outcome);
    assert!(found["message"].as_str().unwrap().contains("UTF-16"));
    let found = unreadable(&validate("jsonl", b"{\"notes\": \"caf\xe9\"}"));
    assert_eq!(place(&found), (1, 15));
}

#[test]
fn files_that_are_not_there() {
    let outcome = support::run(&[
        "validate",
        "--format",
        "json",
        "no-such-file.csv",
        "examples",
    ]);
    assert_eq!(outcome.code, 2);
    assert_eq!(outcome.of_type("unreadable").len(), 2);
    let outcome = support::run(&["inspect", "no-such-file.xml"]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .stderr
            .starts_with("error: cannot read no-such-file.xml: "),
        "{}",
        outcome.stderr
    );
}
