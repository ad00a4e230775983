//! All rules on entries given as text, beside chrono and `rust_decimal` reading the same scalars alone.
//!
//! `cargo bench --bench rules` prints the ratio; both are measured in turns in one run, and the
//! smallest time of each counts. Nothing is asserted about time, only about the verdicts.
#![allow(clippy::print_stdout, reason = "what it has to say goes there")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::rules::UserNotUsable;
use suiteprojects::validate::{Command, Report, Settings, Validator};

const ENTRIES: u32 = 10_000;
const ROUNDS: u32 = 50;

struct Row {
    date: String,
    user: String,
    decimal_hours: String,
    start: String,
    end: String,
}

/// A third of the rows has times; every duration is right.
fn rows() -> Vec<Row> {
    (0..ENTRIES)
        .map(|number| {
            let hours = number % 8 + 1;
            let has_times = number % 3 == 0;
            let time = |hour: u32| {
                if has_times {
                    format!("{hour:02}:15:00")
                } else {
                    String::new()
                }
            };
            Row {
                date: format!("2026-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
                user: (number % 500 + 1).to_string(),
                decimal_hours: format!("{hours}.0"),
                start: time(8),
                end: time(8 + hours),
            }
        })
        .collect()
}

fn entries(rows: &[Row]) -> Vec<Entry<'_>> {
    rows.iter()
        .map(|row| {
            let mut entry = Entry::new();
            entry
                .set(Field::Date, &*row.date)
                .set(Field::UserId, &*row.user)
                .set(Field::DecimalHours, &*row.decimal_hours)
                .set(Field::StartTime, &*row.start)
                .set(Field::EndTime, &*row.end);
            entry
        })
        .collect()
}

/// The scalars alone, with the libraries' own parsers.
fn reference(row: &Row) -> bool {
    let date = NaiveDate::parse_from_str(&row.date, "%Y-%m-%d").is_ok();
    let user = row.user.parse::<u64>().is_ok();
    let hours = row.decimal_hours.parse::<Decimal>();
    let times = [&row.start, &row.end]
        .into_iter()
        .all(|time| time.is_empty() || NaiveTime::parse_from_str(time, "%H:%M:%S").is_ok());
    date && user && times && hours.is_ok_and(|hours| hours < Decimal::from(24))
}

fn fastest(best: &mut Duration, work: impl FnOnce()) {
    let begun = Instant::now();
    work();
    *best = begun.elapsed().min(*best);
}

fn main() {
    let rows = rows();
    let entries = entries(&rows);
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let validator = Validator::new(settings).allow(UserNotUsable::RULE);
    let mut report = Report::new();
    let valid = entries
        .iter()
        .filter(|entry| validator.check(Command::Add, entry, &mut report).is_some())
        .count();
    assert_eq!(
        (valid, report.findings().len()),
        (entries.len(), 0),
        "every entry is right"
    );
    assert!(rows.iter().all(reference));

    let (mut rules, mut scalars) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        fastest(&mut rules, || {
            for entry in &entries {
                black_box(
                    validator
                        .check(Command::Add, black_box(entry), &mut report)
                        .is_some(),
                );
            }
        });
        fastest(&mut scalars, || {
            for row in &rows {
                black_box(reference(black_box(row)));
            }
        });
    }
    let each = |total: Duration| total.as_nanos() / u128::from(ENTRIES);
    println!("all rules:                 {} ns an entry", each(rules));
    println!("chrono, rust_decimal alone: {} ns an entry", each(scalars));
    println!("ratio: {:.2}", rules.as_secs_f64() / scalars.as_secs_f64());
}
