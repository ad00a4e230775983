//! What files from other programs look like, and is accepted.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use support::{run, run_with, validate};

const HEADER: &str = "date,userid,hours,notes";

#[test]
fn byte_order_mark_line_ends_and_quoted_line_breaks() {
    for csv in [
        format!("\u{feff}{HEADER}\n2026-01-05,251,8,x\n"),
        format!("{HEADER}\r\n2026-01-05,251,8,x\r\n"),
        format!("{HEADER}\n2026-01-05,251,8,\"one\ntwo, \"\"three\"\"\"\n"),
        format!("{HEADER}\r\n2026-01-05,251,8,\"one\r\ntwo\""),
        format!("{HEADER}\n\n2026-01-05,251,8,x\n\n\n"),
        "\"date\",\"userid\",\"hours\",\"notes\"\n\"2026-01-05\",\"251\",\"8\",\"x\"\n".to_string(),
    ] {
        let outcome = validate("csv", &csv);
        assert_eq!(outcome.code, 0, "{csv:?}: {outcome:?}");
        assert_eq!(outcome.summary()["entries"], 1);
    }
    for jsonl in [
        "\u{feff}{\"date\":\"2026-01-05\",\"userid\":251}\r\n\r\n",
        "{\"date\":\"2026-01-05\",\"userid\":\"251\"}",
    ] {
        let outcome = validate("jsonl", jsonl);
        assert_eq!(
            (outcome.code, outcome.summary()["entries"].as_u64()),
            (0, Some(1)),
            "{jsonl:?}"
        );
    }
    let xml = "\u{feff}<?xml version='1.0'?>\r\n<request>\r\n<Add type='Task'>\r\n<Task ><userid >251</userid >\r\n\
               <date>2026-01-05</date></Task >\r\n</Add></request>\r\n";
    let outcome = validate("xml", xml);
    assert_eq!(
        (outcome.code, outcome.summary()["entries"].as_u64()),
        (0, Some(1)),
        "{outcome:?}"
    );
}

#[test]
fn semicolons_tabs_and_bars() {
    for (delimiter, first_line) in [
        (';', ""),
        ('\t', ""),
        ('|', ""),
        (';', "sep=;\r\n"),
        ('!', "sep=!\n"),
    ] {
        let csv = format!("{first_line}{HEADER}\n2026-01-05,251,8,x\n2026-01-05,251,oops,x\n")
            .replace(',', &delimiter.to_string());
        let outcome = validate("csv", &csv);
        assert_eq!(outcome.code, 1, "{csv:?}: {outcome:?}");
        assert_eq!(outcome.summary()["entries"], 2);
        let line = if first_line.is_empty() { 3 } else { 4 };
        let finding = &outcome.of_type("finding")[0];
        assert_eq!(
            (finding["line"].as_u64(), finding["column"].as_u64()),
            (Some(line), Some(16))
        );
    }
}

#[test]
fn names_of_every_wire_and_numbers_as_strings() {
    let outcome = validate(
        "csv",
        "DATE,User_Id,decimalHours,Minute,project_id,rate__c\n2026-01-05,251,5,30,5521,x\n",
    );
    assert_eq!(outcome.code, 0, "{outcome:?}");
    for hours in ["8", "\"8\"", "8.0", "\"8.00\"", "0.5"] {
        let outcome = validate(
            "json",
            format!("[{{\"date\":\"2026-01-05\",\"userid\":\"251\",\"hours\":{hours}}}]"),
        );
        assert_eq!(outcome.code, 0, "{outcome:?}");
    }
}

#[test]
fn cells_are_taken_as_they_are() {
    let outcome = validate(
        "csv",
        "date,userid,hours\n 2026-01-05,251,8\n2026-01-05,251 ,8\n2026-01-05,251, 8\n",
    );
    assert_eq!(outcome.summary()["invalid"], 3);
}

#[test]
fn a_blank_cell_is_an_absent_field() {
    let outcome = validate(
        "csv",
        "date,userid,start_time,end_time,minutes\n2026-01-05,251,,,\n",
    );
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let modify = run_with(
        &[
            "validate",
            "--format",
            "json",
            "--from",
            "csv",
            "--command",
            "modify",
            "-",
        ],
        b"id,date,userid,start_time\n5512,,,\n",
    );
    assert_eq!(modify.code, 0, "{modify:?}");
}

#[test]
fn an_empty_file_has_no_entries() {
    let outcome = validate("jsonl", "");
    assert_eq!(
        (outcome.code, outcome.summary()["entries"].as_u64()),
        (0, Some(0))
    );
    // Of CSV the header at least has to be there.
    assert_eq!(validate("csv", "date,userid\n").code, 0);
    assert_eq!(validate("csv", "\n").code, 2);
}

#[test]
fn the_form_is_guessed_from_suffix_and_content() {
    for input in [
        "date,userid\n2026-01-05,251\n",
        "{\"date\":\"2026-01-05\",\"userid\":251}\n",
        "\n[{\"date\":\"2026-01-05\",\"userid\":251}]",
        "{\n\"date\":\"2026-01-05\",\"userid\":251}",
        "<Task><date>2026-01-05</date><userid>251</userid></Task>",
    ] {
        let outcome = run_with(&["validate", "--format", "json"], input.as_bytes());
        assert_eq!(
            (outcome.code, outcome.summary()["valid"].as_u64()),
            (0, Some(1)),
            "{input}: {outcome:?}"
        );
    }
}

#[test]
fn unknown_columns_can_be_left_out() {
    let csv = b"date,userid,Employee Name,hours\n2026-01-05,251,Ada,8\n";
    let outcome = run_with(
        &[
            "validate",
            "--format",
            "json",
            "--allow",
            "unknown-field",
            "--from",
            "csv",
        ],
        csv,
    );
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let outcome = run_with(
        &[
            "convert",
            "--to",
            "csv",
            "--allow",
            "unknown-field",
            "--from",
            "csv",
        ],
        csv,
    );
    assert_eq!(
        outcome.stdout,
        "date,hours,minutes,userid\n2026-01-05,8,0,251\n"
    );
}

/// The examples of the project: every code that the rules know stands in them once.
#[test]
fn the_examples_show_every_code_once() {
    let account = [
        "--settings",
        "examples/account.toml",
        "--reference",
        "examples/reference.json",
    ];
    let mut codes: Vec<u64> = Vec::new();
    for (file, account) in [
        ("examples/week.csv", &account[..]),
        ("examples/changes.xml", &account[..]),
        ("examples/times.jsonl", &[]),
    ] {
        let mut arguments = vec!["validate", "--format", "json", file];
        arguments.extend_from_slice(account);
        let outcome = run(&arguments);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        codes.extend(outcome.codes());
    }
    codes.sort_unstable();
    let mut expected: Vec<u64> = suiteprojects::validate::Rule::all()
        .filter(|rule| rule.severity() == suiteprojects::validate::Severity::Error)
        .filter_map(suiteprojects::validate::Rule::server_code)
        .map(|code| u64::from(code.get()))
        .collect();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(codes, expected);
}
