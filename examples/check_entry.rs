//! Checks one time entry before it is sent. Run it with `cargo run --example check_entry`.
#![allow(clippy::print_stdout, reason = "what it has to say goes there")]

use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::{Command, Report, Settings, Validator};

fn main() {
    // What the account has switched on is for the caller to say.
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let validator = Validator::new(settings);

    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-01-05")
        .set(Field::UserId, "251")
        .set(Field::StartTime, "9:00")
        .set(Field::EndTime, "17:30")
        .set(Field::DecimalHours, "8");

    let mut report = Report::new();
    match validator.check(Command::Add, &entry, &mut report) {
        Some(checked) => println!(
            "valid, {:?}",
            checked.duration().map(|duration| duration.to_string())
        ),
        None => println!(
            "the server would answer {:?}",
            report.expected_server_code()
        ),
    }
    for finding in report.findings() {
        println!("{finding}\n  help: {}", finding.help());
    }
}
