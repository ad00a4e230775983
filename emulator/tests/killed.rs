//! A server that is killed in the middle of a stream of Adds has kept everything that it answered with success.
//!
//! The victim is this very program, started again to run nothing but the test `victim`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use suiteprojects::api::{Add, Outcome, Read};
use suiteprojects::client::{Soap, blocking::Client};
use suiteprojects::protocol::RetryPolicy;
use suiteprojects::task::{Id, Task};
use suiteprojects::validate::Command;
use suiteprojects_emulator::{Emulator, Options};
use support::{config, entry, password, unchecked};

/// Names the file that the victim serves.
const DATA: &str = "SUITEPROJECTS_TEST_DATA";

/// Serves until it is killed; no test by itself.
#[test]
#[ignore = "the victim of another test"]
fn victim() {
    let Some(data) = std::env::var_os(DATA) else {
        return;
    };
    let emulator = Emulator::start(Options::default().with_data(data)).unwrap();
    println!("\n{}", emulator.url());
    emulator.wait();
}

struct Victim {
    process: Child,
    url: String,
}

impl Victim {
    fn start(data: &Path) -> Self {
        let mut process = Process::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "--nocapture", "victim"])
            .env(DATA, data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let url = output
            .lines()
            .map(Result::unwrap)
            .find(|line| line.starts_with("http://"))
            .unwrap();
        Self { process, url }
    }

    /// Kills it, without a chance to tidy up.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[test]
fn nothing_is_lost_that_was_answered_with_success() {
    const ROUNDS: usize = 4;
    const WRITERS: usize = 3;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.sqlite");
    let mut promised: BTreeMap<Id, String> = BTreeMap::new();
    let next = AtomicUsize::new(0);
    for round in 1..=ROUNDS {
        let victim = Victim::start(&data);
        let url = victim.url.clone();
        let (sender, receiver) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..WRITERS {
                let (sender, url, next) = (sender.clone(), &url, &next);
                scope.spawn(move || {
                    let config = config(url, password()).with_retry(RetryPolicy::never());
                    let client = Client::over(Soap::rpc_encoded(), config).unwrap();
                    loop {
                        let key = format!("k{}", next.fetch_add(1, Ordering::SeqCst));
                        let entries = [entry(&[
                            ("date", "2026-01-05"),
                            ("userid", "7"),
                            ("hours", "1"),
                            ("thin_client_id", &key),
                        ])];
                        let added = unchecked(Command::Add, &entries);
                        // The first that gets no answer is the last: the server is gone.
                        let Ok(outcomes) = client.send(&Add::tasks(&added).unwrap()) else {
                            break;
                        };
                        for outcome in outcomes {
                            let Outcome::Done(stored) = outcome else {
                                panic!("{outcome:?}");
                            };
                            let _ = sender.send((stored.id.unwrap(), key.clone()));
                        }
                    }
                });
            }
            // In the middle of the stream: not a time but a number of answers says when.
            for (id, key) in receiver.iter().take(25 * round) {
                assert_eq!(promised.insert(id, key), None, "an id was given twice");
            }
            victim.kill();
            drop(sender);
            for (id, key) in &receiver {
                assert_eq!(promised.insert(id, key), None, "an id was given twice");
            }
        });
    }
    assert!(promised.len() >= 250, "{}", promised.len());
    let emulator = Emulator::start(Options::default().with_data(&data)).unwrap();
    let client = Client::over(Soap::rpc_encoded(), config(&emulator.url(), password())).unwrap();
    let mut stored: BTreeMap<Id, String> = BTreeMap::new();
    let mut offset = 0;
    loop {
        let page = Read::<Task>::all();
        let page = page.with_page(offset, suiteprojects::api::PageSize::MOST);
        let found = client.send(&page).unwrap().unwrap();
        offset += found.len() as u64;
        let is_last = found.len() < 1_000;
        for task in found {
            let task = task.unwrap();
            stored.insert(task.id.unwrap(), task.thin_client_id.unwrap());
        }
        if is_last {
            break;
        }
    }
    for (id, key) in &promised {
        assert_eq!(stored.get(id), Some(key), "{id} was answered with success");
    }
    // An answer that was on its way may be missing, one for each writer and round.
    assert!(stored.len() <= promised.len() + WRITERS * ROUNDS);
}

/// A file has one server at a time, and other files are left alone.
#[test]
fn a_file_has_one_server() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.sqlite");
    let options = || Options::default().with_data(&data);
    let first = Emulator::start(options()).unwrap();
    let error = Emulator::start(options()).unwrap_err();
    assert_eq!(error.to_string(), "the server cannot be started");
    first.shutdown();
    Emulator::start(options()).unwrap().shutdown();
    let other = folder.path().join("other.sqlite");
    std::fs::write(
        &other,
        "a file of somebody else, which is no database at all",
    )
    .unwrap();
    let error = Emulator::start(Options::default().with_data(&other)).unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.ends_with("cannot be opened"), "{source}");
    let kept = std::fs::read_to_string(&other).unwrap();
    assert!(kept.starts_with("a file of somebody else"));
}
