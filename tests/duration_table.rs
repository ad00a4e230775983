//! The duration of an Add and of a Modify for every presence of the three fields, under every
//! setting that has a say in it, as one table.
//!
//! The durations that the vendor's page or the validation rules name are asserted elsewhere; this
//! table shows the rest, and would show any change.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;

use insta::assert_snapshot;
use suiteprojects::json::read_reference;
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::{Command, Finding, Report, Settings, Severity, Validator};

fn row(settings: &Settings, command: Command, parts: [&str; 3]) -> String {
    let reference = read_reference(include_str!("../examples/reference.json")).unwrap();
    let validator = Validator::new(settings.clone()).with_reference(reference);
    let mut entry = Entry::new();
    match command {
        Command::Add => entry
            .set(Field::Date, "2026-01-07")
            .set(Field::UserId, "251"),
        _ => entry.set(Field::Id, "5512"),
    };
    for (field, text) in [Field::DecimalHours, Field::Hours, Field::Minutes]
        .into_iter()
        .zip(parts)
    {
        if !text.is_empty() {
            entry.set(field, text);
        }
    }
    let mut report = Report::new();
    let checked = validator.check(command, &entry, &mut report);
    let duration = match checked.map(|checked| checked.duration()) {
        None => "refused".to_owned(),
        Some(None) => "as sent".to_owned(),
        Some(Some(duration)) => duration.to_string(),
    };
    let marks: Vec<String> = report
        .findings()
        .iter()
        .map(|finding: &Finding| {
            let mark = match finding.severity() {
                Severity::Error => "!",
                Severity::Warning => "~",
                _ => "?",
            };
            format!("{mark}{}", finding.rule().id())
        })
        .collect();
    format!("{duration:<8} {}", marks.join(" "))
        .trim_end()
        .to_owned()
}

#[test]
fn the_whole_table() {
    let mut text = String::from("! error, ~ warning, ? unchecked; Modify on a stored 2:30\n");
    let cases: [&[(&str, &str)]; 9] = [
        &[],
        &[("decimal_hours_with_minutes", "add")],
        &[("minute_rounding", "down")],
        &[("minute_rounding", "exact")],
        &[("allow_negative", "true")],
        &[("modify_partial_duration", "zero")],
        &[("days_instead_of_hours", "true")],
        &[
            ("days_instead_of_hours", "true"),
            ("start_end_times", "true"),
        ],
        &[
            ("decimal_hours_with_minutes", "add"),
            ("minute_rounding", "down"),
            ("allow_negative", "true"),
        ],
    ];
    for case in cases {
        let mut settings = Settings::default();
        for (key, value) in case {
            settings.set(key, value).unwrap();
        }
        for command in [Command::Add, Command::Modify] {
            let names: Vec<String> = case
                .iter()
                .map(|(key, value)| format!("{key} = {value}"))
                .collect();
            let names = if names.is_empty() {
                "defaults".to_owned()
            } else {
                names.join(", ")
            };
            writeln!(text, "\n{command}, {names}").unwrap();
            for presence in 0..8 {
                let part = |bit: u8, value| if presence & bit == 0 { "" } else { value };
                for (d, h, m) in [("5.51", "2.11", "20"), ("-1.5", "-2", "-70")] {
                    let parts = [part(4, d), part(2, h), part(1, m)];
                    writeln!(
                        text,
                        "  D {:>4}  H {:>4}  M {:>3}  {}",
                        parts[0],
                        parts[1],
                        parts[2],
                        row(&settings, command, parts)
                    )
                    .unwrap();
                    if presence == 0 {
                        break;
                    }
                }
            }
        }
    }
    assert_snapshot!(text);
}
