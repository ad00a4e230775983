//! The local server under load, beside what SQLite alone takes for the same rows.
//!
//! `cargo bench -p suiteprojects-emulator --bench load` prints a table: requests a second, the median and the
//! slowest hundredth, and how many times as long as SQLite's own statements a request takes. Every answer is looked
//! at; nothing is asserted about time. Bounded: some seconds for each line.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it prints, and ends at the first trouble"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use suiteprojects::api::{Add, Application, Login, Outcome, PageSize, Read};
use suiteprojects::client::blocking::Client;
use suiteprojects::client::{Config, Soap};
use suiteprojects::task::{Entry, Field, Task};
use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects_emulator::{Emulator, Options};

const SINGLE: usize = 500;
const BATCHES: usize = 10;
const BATCH: usize = 1_000;
const READS: usize = 100;

/// The times of many requests.
struct Times(Vec<Duration>);

impl Times {
    fn of(count: usize, mut work: impl FnMut(usize)) -> Self {
        let mut times: Vec<Duration> = (0..count)
            .map(|index| {
                let begun = Instant::now();
                work(index);
                begun.elapsed()
            })
            .collect();
        times.sort();
        Self(times)
    }

    fn at(&self, share: f64) -> Duration {
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a short list"
        )]
        let place = (self.0.len() as f64 * share) as usize;
        self.0[place.min(self.0.len() - 1)]
    }

    fn total(&self) -> Duration {
        self.0.iter().sum()
    }

    fn row(&self, name: &str, alone: &Self) {
        let count = u32::try_from(self.0.len()).unwrap();
        println!(
            "| {name} | {:.0} | {:.2?} | {:.2?} | {:.2?} | {:.1} |",
            f64::from(count) / self.total().as_secs_f64(),
            self.at(0.5),
            self.at(0.99),
            alone.at(0.5),
            self.at(0.5).as_secs_f64() / alone.at(0.5).as_secs_f64(),
        );
    }
}

fn entries(count: usize, from: usize) -> Vec<Entry<'static>> {
    (from..from + count)
        .map(|index| {
            let mut entry = Entry::new();
            entry
                .set(
                    Field::Date,
                    format!("2026-{:02}-{:02}", 1 + index / 28 % 12, 1 + index % 28),
                )
                .set(Field::UserId, (1 + index / 336).to_string())
                .set(Field::ProjectId, (1 + index % 40).to_string())
                .set(Field::Hours, "7")
                .set(Field::Minutes, "30")
                .set(Field::Notes, format!("work on item {index}"));
            entry
        })
        .collect()
}

fn add(client: &Client, entries: &[Entry<'_>]) {
    let checked: Vec<_> = entries
        .iter()
        .map(|entry| CheckedEntry::trust_without_checking(Command::Add, entry))
        .collect();
    let outcomes = client.send(&Add::tasks(&checked).unwrap()).unwrap();
    assert_eq!(outcomes.len(), entries.len());
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Outcome::Done(_)))
    );
}

/// The rows and indexes that the server has, without the server.
fn sqlite(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA locking_mode = EXCLUSIVE;
             CREATE TABLE record (id INTEGER PRIMARY KEY, userid TEXT, projectid TEXT, date TEXT, fields TEXT);
             CREATE INDEX by_user ON record (userid, date);
             CREATE INDEX by_project ON record (projectid);",
        )
        .unwrap();
    connection
}

fn insert(connection: &mut Connection, entries: &[Entry<'_>]) {
    let transaction = connection.transaction().unwrap();
    for entry in entries {
        let text = |field| entry.text(field).unwrap_or_default().to_owned();
        let fields: serde_json::Map<_, _> = entry
            .fields()
            .map(|(field, text)| (field.to_string(), text.into()))
            .collect();
        let fields = serde_json::Value::Object(fields).to_string();
        transaction
            .prepare_cached(
                "INSERT INTO record (userid, projectid, date, fields) VALUES (?, ?, ?, ?)",
            )
            .unwrap()
            .execute(params![
                text(Field::UserId),
                text(Field::ProjectId),
                text(Field::Date),
                fields
            ])
            .unwrap();
    }
    transaction.commit().unwrap();
}

fn select(connection: &Connection) {
    let mut statement = connection
        .prepare_cached("SELECT id, fields FROM record ORDER BY id LIMIT 1000")
        .unwrap();
    let rows = statement
        .query_map((), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })
        .unwrap();
    assert_eq!(rows.filter_map(Result::ok).count(), BATCH);
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut alone = sqlite(&folder.path().join("alone.sqlite"));
    let single_alone = Times::of(SINGLE, |index| insert(&mut alone, &entries(1, index)));
    let batch_alone = Times::of(BATCHES, |index| {
        insert(&mut alone, &entries(BATCH, SINGLE + index * BATCH));
    });
    let read_alone = Times::of(READS, |_| select(&alone));

    println!("| job | requests/s | median | 99 % | SQLite alone | times as long |");
    println!("|---|---|---|---|---|---|");
    for kept in [true, false] {
        let options = if kept {
            Options::default().with_data(folder.path().join("server.sqlite"))
        } else {
            Options::default()
        };
        let place = if kept { "kept in a file" } else { "in memory" };
        let emulator = Emulator::start(options).unwrap();
        let config = || {
            let application = Application::new("load", "1", "any");
            let login = Login::password("acme", "ann", "any");
            Config::new(emulator.url().parse().unwrap(), application, login)
        };
        let client = Client::new(config()).unwrap();
        let single = Times::of(SINGLE, |index| add(&client, &entries(1, index)));
        single.row(&format!("Add of 1, {place}"), &single_alone);
        let batch = Times::of(BATCHES, |index| {
            add(&client, &entries(BATCH, SINGLE + index * BATCH));
        });
        batch.row(&format!("Add of 1,000, {place}"), &batch_alone);
        let read = || Read::<Task>::all().with_page(0, PageSize::new(BATCH).unwrap());
        let over_xml = Times::of(READS, |_| {
            assert_eq!(client.send(&read()).unwrap().unwrap().len(), BATCH);
        });
        over_xml.row(&format!("Read of 1,000 over XML, {place}"), &read_alone);
        let soap = Client::over(Soap::rpc_encoded(), config()).unwrap();
        let over_soap = Times::of(READS, |_| {
            assert_eq!(soap.send(&read()).unwrap().unwrap().len(), BATCH);
        });
        over_soap.row(&format!("Read of 1,000 over SOAP, {place}"), &read_alone);
        emulator.shutdown();
    }
}
