//! What outside programs rely on: the form of the JSON, exit codes, where things are written.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use support::{root, run, run_with, validate};

const KEYS: [&str; 12] = [
    "type",
    "rule",
    "severity",
    "server_code",
    "entry",
    "field",
    "message",
    "help",
    "params",
    "file",
    "line",
    "column",
];

#[test]
fn findings_have_every_key_in_order() {
    let outcome = validate(
        "csv",
        "date,userid,minutes,start_time\n2026-01-05,251,90,9\n",
    );
    assert_eq!(outcome.code, 1);
    for line in outcome.stdout.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        if value["type"] != "finding" {
            continue;
        }
        let mut places: Vec<usize> = KEYS
            .iter()
            .map(|key| line.find(&format!("\"{key}\":")).expect(key))
            .collect();
        assert_eq!(value.as_object().unwrap().len(), KEYS.len());
        let sorted = places.clone();
        places.sort_unstable();
        assert_eq!(places, sorted, "{line}");
    }
    let findings = outcome.of_type("finding");
    let time = findings
        .iter()
        .find(|finding| finding["rule"] == "time-format")
        .unwrap();
    assert_eq!(time["severity"], "error");
    assert_eq!(time["server_code"], 1404);
    assert_eq!(time["entry"], 0);
    assert_eq!(time["field"], "start_time");
    assert_eq!(time["params"]["found"], "9");
    assert_eq!(
        (time["line"].as_u64(), time["column"].as_u64()),
        (Some(2), Some(19))
    );
    let carried = findings
        .iter()
        .find(|finding| finding["rule"] == "minutes-carried")
        .unwrap();
    assert_eq!(carried["severity"], "warning");
    assert!(carried["server_code"].is_null());
    assert_eq!(carried["params"]["minutes"], 90);
    let unchecked = findings
        .iter()
        .find(|finding| finding["severity"] == "unchecked")
        .unwrap();
    assert_eq!(unchecked["rule"], "user-not-usable");
    assert!(unchecked["entry"].is_null());
    assert_eq!(unchecked["params"]["entries"], 1);
    let summary = outcome.summary();
    assert_eq!(summary["entries"], 1);
    assert_eq!(summary["valid"], 0);
    assert_eq!(summary["invalid"], 1);
    assert_eq!(summary["unchecked"], 1);
}

#[test]
fn unchecked_rules_are_told_once_for_each_run() {
    let outcome = validate(
        "csv",
        "date,userid\n2026-01-05,251\n2026-01-05,252\n2026-01-05,253\n",
    );
    assert_eq!(outcome.code, 0);
    let unchecked: Vec<_> = outcome
        .of_type("finding")
        .into_iter()
        .filter(|finding| finding["severity"] == "unchecked")
        .collect();
    assert_eq!(unchecked.len(), 1);
    assert_eq!(unchecked[0]["params"]["entries"], 3);
    assert_eq!(outcome.summary()["unchecked"], 1);
    // Denied, it makes every entry invalid.
    let denied = run_with(
        &["validate", "--format", "json", "--deny", "user-not-usable"],
        b"date,userid\n2026-01-05,251\n2026-01-05,252\n",
    );
    assert_eq!(
        (denied.code, denied.summary()["invalid"].as_u64()),
        (1, Some(2))
    );
}

#[test]
fn warnings_alone_are_clean_until_denied() {
    let csv = b"date,userid,minutes\n2026-01-05,251,90\n";
    let arguments = ["validate", "--format", "json"];
    assert_eq!(run_with(&arguments, csv).code, 0);
    assert_eq!(
        run_with(
            &[&arguments[..], &["--deny", "minutes-carried"]].concat(),
            csv
        )
        .code,
        1
    );
    let allowed = run_with(
        &[&arguments[..], &["--allow", "minutes-carried"]].concat(),
        csv,
    );
    assert_eq!(
        (allowed.code, allowed.summary()["warnings"].as_u64()),
        (0, Some(0))
    );
}

#[test]
fn usage_and_configuration_end_in_2_with_one_line() {
    for arguments in [
        &["validate", "--deny", "no-such-rule", "examples/week.csv"][..],
        &[
            "validate",
            "--settings",
            "no-such-file.toml",
            "examples/week.csv",
        ],
        &[
            "validate",
            "--settings",
            "examples/week.csv",
            "examples/week.csv",
        ],
        &[
            "validate",
            "--reference",
            "examples/account.toml",
            "examples/week.csv",
        ],
        &[
            "validate",
            "--interpretation",
            "minute_rounding=up",
            "examples/week.csv",
        ],
        &[
            "validate",
            "--interpretation",
            "minute_rounding",
            "examples/week.csv",
        ],
        &["explain", "no-such-thing"],
        &["explain", "999999"],
    ] {
        let outcome = run(arguments);
        assert_eq!(outcome.code, 2, "{arguments:?} {outcome:?}");
        assert!(outcome.stderr.starts_with("error: "), "{}", outcome.stderr);
        assert!(outcome.stdout.is_empty(), "{}", outcome.stdout);
    }
    for arguments in [
        &["no-such-command"][..],
        &["validate", "--no-such-flag"],
        &["convert", "examples/week.csv"],
        &[],
    ] {
        assert_eq!(run(arguments).code, 2, "{arguments:?}");
    }
    assert_eq!(run(&["--help"]).code, 0);
    assert_eq!(run(&["--version"]).code, 0);
}

#[test]
fn settings_name_the_place_of_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("account.toml");
    std::fs::write(
        &path,
        "start_end_times = true\nminute_roundin = \"exact\"\n",
    )
    .unwrap();
    let outcome = run(&[
        "validate",
        "--settings",
        path.to_str().unwrap(),
        "examples/week.csv",
    ]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .stderr
            .contains("account.toml:2:1: there is no setting `minute_roundin`"),
        "{}",
        outcome.stderr
    );
    std::fs::write(
        &path,
        "[interpretations]\nminute_rounding = \"exact\"\nallow_negative = true\n",
    )
    .unwrap();
    let csv = b"date,userid,hours\n2026-01-05,251,-0.33\n";
    let outcome = run_with(
        &[
            "validate",
            "--format",
            "json",
            "--settings",
            path.to_str().unwrap(),
        ],
        csv,
    );
    let rules: Vec<_> = outcome
        .of_type("finding")
        .iter()
        .filter(|f| f["severity"] == "error")
        .map(|f| f["rule"].clone())
        .collect();
    assert_eq!(rules, ["minute-rounding"], "{outcome:?}");
}

#[test]
fn convert_writes_all_or_nothing() {
    let good = "date,userid,decimal_hours,notes\n2026-01-05,251,1.5,a & b\n";
    let bad = format!("{good}2026-02-30,251,1,\n");
    let outcome = run_with(
        &["convert", "--to", "jsonl", "--from", "csv"],
        bad.as_bytes(),
    );
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    let outcome = run_with(
        &[
            "convert",
            "--to",
            "jsonl",
            "--from",
            "csv",
            "--skip-invalid",
        ],
        bad.as_bytes(),
    );
    assert_eq!(outcome.code, 1);
    assert_eq!(
        outcome.stdout,
        "{\"date\":\"2026-01-05\",\"hours\":1,\"minutes\":30,\"notes\":\"a & b\",\"userid\":\"251\"}\n"
    );
    let outcome = run_with(
        &["convert", "--to", "xml", "--from", "csv"],
        good.as_bytes(),
    );
    assert_eq!(outcome.code, 0);
    assert_eq!(
        outcome.stdout,
        std::fs::read_to_string(root().join("tests/wire/xml/convert/one_entry.xml")).unwrap()
    );
    let outcome = run_with(
        &["convert", "--to", "rest", "--from", "csv"],
        good.as_bytes(),
    );
    let value: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(value["data"][0]["userId"], 251);
    assert_eq!(value["data"][0]["minute"], 30);

    let truncated =
        "<request><Add type=\"Task\"><Task><date>2026-01-05</date><userid>1</userid></Task></Add>";
    let outcome = run_with(
        &["convert", "--to", "csv", "--skip-invalid"],
        truncated.as_bytes(),
    );
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
}

/// A deletion must not come out as something to add.
#[test]
fn the_command_is_never_lost() {
    let task = "<Task><id>5</id><hours>1</hours><minutes>0</minutes></Task>";
    for (commands, complaint) in [
        (
            format!("<Delete type=\"Task\">{task}</Delete>"),
            "the entry is for Delete, which JSON Lines cannot say",
        ),
        (
            format!(
                "<Modify type=\"Task\">{task}</Modify><Add type=\"Task\"><Task><date>2026-01-05</date><userid>1</userid></Task></Add>"
            ),
            "the entry is for Add and earlier ones are for Modify, which JSON Lines cannot tell apart",
        ),
    ] {
        let xml = format!("<request>{commands}</request>");
        let outcome = run_with(&["convert", "--to", "jsonl"], xml.as_bytes());
        assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
        assert!(outcome.stderr.contains(complaint), "{}", outcome.stderr);
        assert_eq!(
            run_with(&["convert", "--to", "xml"], xml.as_bytes()).code,
            0
        );
    }
    let upsert = "<request><Add type=\"Task\" lookup=\"thin_client_id\"><Task><date>2026-01-05</date><userid>1</userid></Task></Add></request>";
    let outcome = run_with(&["convert", "--to", "xml"], upsert.as_bytes());
    assert!(
        outcome.stderr.contains("attribute `lookup` in Add"),
        "{}",
        outcome.stderr
    );
}

/// An entry that the form cannot say is refused at its place, like an invalid one.
#[test]
fn what_a_form_cannot_say_is_refused_entry_by_entry() {
    let xml = "<request><Modify type=\"Task\">\n<Task><id>1</id><notes/></Task>\n<Task><id>2</id><notes>x</notes></Task>\n\
               <Task><id>3</id><projectid external=\"Project\">E</projectid></Task></Modify></request>";
    let outcome = run_with(&["convert", "--to", "csv"], xml.as_bytes());
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    assert!(
        outcome
            .stderr
            .contains("`notes` is to be cleared, which CSV cannot say"),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.contains("<stdin>:2:17"),
        "{}",
        outcome.stderr
    );
    let outcome = run_with(
        &["convert", "--to", "csv", "--skip-invalid"],
        xml.as_bytes(),
    );
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (1, "id,notes\n2,x\n")
    );
}

#[test]
fn convert_replaces_a_file_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    std::fs::write(&path, "as it was").unwrap();
    let arguments = [
        "convert",
        "--to",
        "csv",
        "-o",
        path.to_str().unwrap(),
        "--from",
        "csv",
    ];
    let outcome = run_with(&arguments, b"date,userid\n2026-02-30,251\n");
    assert_eq!(outcome.code, 1);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "as it was");
    let outcome = run_with(&arguments, b"date,userid\n2026-02-28,251\n");
    assert_eq!(outcome.code, 0);
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "date,userid\n2026-02-28,251\n"
    );
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left over"
    );
}

/// Every form that can be read back says the same.
#[test]
fn converted_entries_read_back_as_the_same() {
    let csv = "date,userid,projectid,hours,minutes,start_time,end_time,notes,acct_date,rate__c\n\
               2026-01-05,251,5521,1,90,9:0,11:30,\"a \"\"b\"\"\nc\",2026-01-31,7\n\
               2026-01-06,252,,0.25,,,,é <&> ]]>,,\n";
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("account.toml");
    std::fs::write(&settings, "start_end_times = true\n").unwrap();
    let convert = |from: &str, to: &str, input: &str| {
        let settings = settings.to_str().unwrap();
        let outcome = run_with(
            &[
                "convert",
                "--from",
                from,
                "--to",
                to,
                "--settings",
                settings,
            ],
            input.as_bytes(),
        );
        assert_eq!(outcome.code, 0, "{from} to {to}: {outcome:?}");
        outcome.stdout
    };
    let expected = convert("csv", "jsonl", csv);
    for (to, from) in [
        ("xml", "xml"),
        ("soap", "soap"),
        ("soap", "xml"),
        ("csv", "csv"),
        ("jsonl", "jsonl"),
        ("rest", "json"),
    ] {
        let converted = convert("csv", to, csv);
        assert_eq!(convert(from, "jsonl", &converted), expected, "through {to}");
    }
}

#[test]
fn more_than_a_thousand_entries_become_several_commands() {
    let mut csv = String::from("date,userid,minutes\n");
    for minute in 0..2500 {
        csv.push_str(&format!(
            "2026-01-05,{},{}\n",
            minute % 300 + 1,
            minute % 60
        ));
    }
    let outcome = run_with(&["convert", "--to", "xml", "--from", "csv"], csv.as_bytes());
    assert_eq!(outcome.code, 0);
    assert_eq!(outcome.stdout.matches("<Add ").count(), 3);
    assert_eq!(outcome.stdout.matches("<Task>").count(), 2500);
    let again = validate("xml", &outcome.stdout);
    assert_eq!(again.summary()["valid"], 2500);
}

#[test]
fn inspect_redacts_on_demand() {
    let plain = run(&["inspect", "examples/changes.xml"]);
    assert!(plain.stdout.contains("not-a-password") && plain.stdout.contains("EXAMPLE"));
    let redacted = run(&["inspect", "--redact", "examples/changes.xml"]);
    assert!(!redacted.stdout.contains("not-a-password") && !redacted.stdout.contains("EXAMPLE"));
    let value: serde_json::Value = serde_json::from_str(&redacted.stdout).unwrap();
    assert_eq!(value["protocol"], "xml");
    assert_eq!(value["kind"], "request");
    assert_eq!(value["commands"][1]["command"], "Modify");
    assert_eq!(value["commands"][1]["records"][0]["type"], "Task");
    assert_eq!(value["commands"][1]["records"][0]["fields"]["id"], "5512");
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let mut csv = String::from("date,userid,minutes\n");
    for _ in 0..20_000 {
        csv.push_str("2026-01-05,251,x\n");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.csv");
    std::fs::write(&path, csv).unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_suiteprojects"))
        .args(["validate", "--format", "concise", path.to_str().unwrap()])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}
