//! Sends a few time entries, each exactly once, however often the program is stopped and started again.
//!
//! Run it with `cargo run --example push --features sqlite`. The environment says where to and as whom:
//! `SUITEPROJECTS_URL`, `SUITEPROJECTS_API_KEY`, `SUITEPROJECTS_TOKEN`.
#![allow(clippy::print_stdout, reason = "what it has to say goes there")]

use std::env;
use std::error::Error;
use std::process::ExitCode;

use suiteprojects::api::{Application, Login};
use suiteprojects::client::{Client, Config};
use suiteprojects::journal::SqliteJournal;
use suiteprojects::protocol::journal::{Journal, StateKind};
use suiteprojects::protocol::push::{Options, Push};
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::{Command, Report, Settings, Validator};

/// What another system has recorded: its own number of the entry, the day, the hours.
const RECORDED: [(&str, &str, &str); 3] = [
    ("clock-4711", "2026-01-05", "8"),
    ("clock-4712", "2026-01-06", "7.5"),
    ("clock-4713", "2026-01-07", "6.25"),
];

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(send())
}

async fn send() -> Result<ExitCode, Box<dyn Error>> {
    let client = Client::new(Config::new(
        env::var("SUITEPROJECTS_URL")?.parse()?,
        Application::new("push example", "1", env::var("SUITEPROJECTS_API_KEY")?),
        Login::access_token(env::var("SUITEPROJECTS_TOKEN")?),
    ))?;
    // The journal knows what was sent. It is kept as long as the same entries may come again.
    let journal = SqliteJournal::open(env::temp_dir().join("suiteprojects-push-example.journal"))?;
    let mut push = client.open_push(journal, Options::default())?;

    take(&mut push)?;
    client.push(&mut push).await?;

    let counts = push.progress();
    println!(
        "{} accepted, {} refused, {} unknown",
        counts.accepted, counts.refused, counts.sent
    );
    for entry in push.journal_mut().entries(StateKind::Refused, 0, 100)? {
        println!("{} was refused: {:?}", entry.key, entry.state);
    }
    for (entry, why) in push.undecided() {
        println!("{} may be on the server: {why}", entry.key);
    }
    let is_clean = counts.accepted == counts.total();
    Ok(if is_clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Checks all entries and writes them into the journal, all of them or none. They may all be there
/// already, from a run before.
fn take(push: &mut Push<SqliteJournal>) -> Result<(), Box<dyn Error>> {
    let validator = Validator::new(Settings::default());
    // A run also finds what is wrong between entries, such as a day of more than 24 hours.
    let mut run = validator.run();
    let mut report = Report::new();
    let mut intake = push.intake()?;
    for (index, (number, date, hours)) in (0..).zip(RECORDED) {
        let mut entry = Entry::new();
        entry
            // By this the entry is known again, here and on the server.
            .set(Field::ThinClientId, number)
            .set(Field::Date, date)
            .set(Field::UserId, "251")
            .set(Field::DecimalHours, hours);
        report.clear();
        match run.check(Command::Add, &entry, &mut report) {
            Some(checked) => intake.add(index, &checked)?,
            None => return Err(format!("{number}: {:?}", report.expected_server_code()).into()),
        }
    }
    let taken = intake.finish()?;
    println!("{} new entries", taken.new);
    Ok(())
}
