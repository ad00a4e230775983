//! A push that is killed at random moments and started again, until all is done: every entry is on the
//! server exactly once. The server runs in this process and outlives every push.
//!
//! `SUITEPROJECTS_KILLS` and `SUITEPROJECTS_ENTRIES` make the test larger than it is by default, and
//! `SUITEPROJECTS_SEED` gives it other moments.

#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../tests/support/stub/mod.rs"]
mod stub;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use stub::{Fault, Stub, When};

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect(name))
}

/// Numbers that look random and are the same for the same seed (a linear congruential generator with
/// the constants of Knuth's MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// A push over the protocol of its turn: a journal does not mind which one the runs before it spoke.
fn push(server: &Stub, file: &Path, turn: u64) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_suiteprojects"));
    command
        .args([
            "push", "--batch", "1", "--settle", "0.2", "--format", "json",
        ])
        .arg(file)
        .env("SUITEPROJECTS_URL", server.url())
        .env("SUITEPROJECTS_COMPANY", "acme")
        .env("SUITEPROJECTS_USER", "agrant")
        .env("SUITEPROJECTS_PASSWORD", "password")
        .env(
            "SUITEPROJECTS_PROTOCOL",
            if turn.is_multiple_of(2) {
                "xml"
            } else {
                "soap"
            },
        )
        .env("SUITEPROJECTS_API_KEY", "key")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
fn every_entry_is_on_the_server_exactly_once() {
    let kills = number("SUITEPROJECTS_KILLS", 15);
    let entries = number("SUITEPROJECTS_ENTRIES", 600);
    let seed = number("SUITEPROJECTS_SEED", 1);
    let mut random = Random(seed);

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("week.csv");
    let mut csv = "date,userid,projectid,hours,notes\n".to_owned();
    for index in 0..entries {
        let (day, user) = (index % 28 + 1, index % 50 + 1);
        csv += &format!("2026-01-{day:02},{user},7,0.25,entry {index}\n");
    }
    std::fs::write(&file, csv).unwrap();

    let server = Stub::start();
    server.manners(|manners| manners.latency = Duration::from_millis(5));
    // Not only the pushing program fails.
    server.fault(Fault::DropBefore, When::Share { percent: 1, seed });
    server.fault(
        Fault::DropAfter,
        When::Share {
            percent: 1,
            seed: seed + 1,
        },
    );
    server.fault(
        Fault::DropWithin(2),
        When::Share {
            percent: 1,
            seed: seed + 2,
        },
    );

    let mut killed = 0;
    let mut killed_with_entries_under_way = 0;
    while killed < kills {
        let stored = server.stored().len() as u64;
        assert!(stored < entries, "all is done after {killed} kills");
        let mut child = push(&server, &file, killed).spawn().unwrap();
        if random.below(5) == 0 {
            // Any moment: while it starts, reads the file, waits, asks, or sends.
            thread::sleep(Duration::from_millis(random.below(500)));
        } else {
            // After some requests of this run.
            let enough = server.counts().requests + random.below(40);
            while server.counts().requests < enough && child.try_wait().unwrap().is_none() {
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(Duration::from_micros(random.below(10_000)));
        }
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        if let Some(code) = output.status.code() {
            // It ended by itself; that is fine only if it says why.
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert_eq!(code, 2, "{stderr}");
            assert!(stderr.contains("run the same command again"), "{stderr}");
            continue;
        }
        killed += 1;
        if server.stored().len() as u64 > stored {
            killed_with_entries_under_way += 1;
        }
    }
    let before_the_last = server.stored().len();

    let mut runs = 0_u64;
    let summary = loop {
        runs += 1;
        assert!(runs < 50, "the push does not come to its end");
        let output = push(&server, &file, runs).output().unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap();
        if output.status.code() == Some(0) {
            break stdout;
        }
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}{stdout}");
    };
    let summary: serde_json::Value = serde_json::from_str(summary.lines().last().unwrap()).unwrap();
    assert_eq!(summary["accepted"], entries);
    assert_eq!(summary["unknown"], 0);

    let mut times: BTreeMap<String, u64> = BTreeMap::new();
    for task in server.stored() {
        *times.entry(task.text("notes").to_owned()).or_default() += 1;
    }
    let expected: BTreeMap<String, u64> = (0..entries)
        .map(|index| (format!("entry {index}"), 1))
        .collect();
    assert_eq!(times, expected);
    assert!(server.counts().stored.values().all(|times| *times == 1));
    println!(
        "killed {killed} times, {killed_with_entries_under_way} of them after entries had arrived; {before_the_last} of {entries} entries were stored by then; {} requests, {} faults, {runs} more runs",
        server.counts().requests,
        server.counts().faults,
    );
    assert!(
        killed_with_entries_under_way * 2 > killed,
        "most kills have to come in the middle"
    );
}
