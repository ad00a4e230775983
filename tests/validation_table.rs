//! The examples that must hold: validation rules, section 7. Every expected value is copied from
//! there.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::{Command, Report, Settings, Severity, Validator};

/// The outcome of an Add: the duration, the warnings of rules, or the code or field of the error.
#[derive(Debug, PartialEq)]
enum Verdict {
    Valid {
        duration: &'static str,
        warnings: &'static [&'static str],
    },
    Code(u32),
    ErrorAt(&'static str),
}

use Verdict::{Code, ErrorAt, Valid};

struct Row(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Verdict,
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row("5.5",  "",    "",     "",         "",         Valid { duration: "5:30", warnings: &[] }),
    Row("",     "5.5", "6",    "",         "",         Valid { duration: "5:36", warnings: &[] }),
    Row("5.5",  "",    "6",    "",         "",         Valid { duration: "5:06", warnings: &["decimal-hours-with-minutes"] }),
    Row("5.5",  "2.1", "",     "",         "",         Valid { duration: "2:36", warnings: &["decimal-hours-ignored"] }),
    Row("5.5",  "2.1", "20",   "",         "",         Valid { duration: "2:26", warnings: &["decimal-hours-ignored"] }),
    Row("0.1",  "",    "",     "",         "",         Valid { duration: "0:06", warnings: &[] }),
    Row("0.33", "",    "",     "",         "",         Valid { duration: "0:20", warnings: &["minute-rounding"] }),
    Row("0.7",  "1.6", "",     "",         "",         Valid { duration: "2:18", warnings: &[] }),
    Row("",     "1",   "90",   "",         "",         Valid { duration: "2:30", warnings: &["minutes-carried"] }),
    Row("",     "",    "30.5", "",         "",         ErrorAt("minutes")),
    Row("",     "8",   "0",    "9:00",     "17:00",    Valid { duration: "8:00", warnings: &[] }),
    Row("",     "8",   "",     "9:00",     "17:0:0",   Valid { duration: "8:00", warnings: &[] }),
    Row("8",    "",    "",     "9:00",     "17:30",    Code(1407)),
    Row("",     "",    "",     "9:00",     "17:00",    Code(1407)),
    Row("8",    "",    "",     "17:00",    "9:00",     Code(1405)),
    Row("0",    "",    "",     "9:00",     "9:00",     Code(1405)),
    Row("8",    "",    "",     "9",        "17:00",    Code(1404)),
    Row("8",    "",    "",     "25:00",    "17:00",    Code(1404)),
    Row("8",    "",    "",     "0:0",      "00:00:00", Valid { duration: "0:00", warnings: &["duration-cleared"] }),
    Row("1",    "",    "",     "10:30:15", "11:30:30", Valid { duration: "1:00", warnings: &["sub-minute-mismatch"] }),
];

fn entry(row: &Row) -> Entry<'static> {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-01-05")
        .set(Field::UserId, "251");
    let fields = [
        Field::DecimalHours,
        Field::Hours,
        Field::Minutes,
        Field::StartTime,
        Field::EndTime,
    ];
    for (field, text) in fields.into_iter().zip([row.0, row.1, row.2, row.3, row.4]) {
        if !text.is_empty() {
            entry.set(field, text);
        }
    }
    entry
}

#[test]
fn the_examples_of_section_7() {
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let validator = Validator::new(settings);
    for (number, row) in ROWS.iter().enumerate() {
        let entry = entry(row);
        let mut report = Report::new();
        let checked = validator.check(Command::Add, &entry, &mut report);
        let context = format!("row {}: {report:#?}", number + 1);
        match &row.5 {
            Valid { duration, warnings } => {
                let checked = checked.expect(&context);
                assert_eq!(
                    checked.duration().unwrap().to_string(),
                    *duration,
                    "{context}"
                );
                let found: Vec<&str> = report
                    .findings()
                    .iter()
                    .filter(|finding| finding.severity() == Severity::Warning)
                    .map(|finding| finding.rule().id())
                    .collect();
                assert_eq!(found, *warnings, "{context}");
            }
            Code(code) => {
                assert!(checked.is_none(), "{context}");
                assert_eq!(
                    report
                        .expected_server_code()
                        .map(suiteprojects::error_code::ErrorCode::get),
                    Some(*code),
                    "{context}"
                );
            }
            ErrorAt(field) => {
                assert!(checked.is_none(), "{context}");
                let error = report.errors().next().expect(&context);
                assert_eq!(
                    error.field().map(suiteprojects::task::FieldName::as_str),
                    Some(*field),
                    "{context}"
                );
                assert_eq!(report.expected_server_code(), None, "{context}");
            }
        }
    }
}

#[test]
fn with_times_switched_off_1406_comes_first() {
    let validator = Validator::new(Settings::default());
    for row in ROWS.iter().filter(|row| !row.3.is_empty()) {
        let entry = entry(row);
        let mut report = Report::new();
        assert!(validator.check(Command::Add, &entry, &mut report).is_none());
        assert_eq!(
            report
                .expected_server_code()
                .map(suiteprojects::error_code::ErrorCode::get),
            Some(1406)
        );
    }
}
