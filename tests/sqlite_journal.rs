//! The journal file seen from outside: who may open it, what is refused, what a kill leaves.

#![cfg(feature = "sqlite")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::error::Error as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

use suiteprojects::journal::{SqliteJournal, SqliteJournalErrorKind};
use suiteprojects::protocol::journal::{Binding, Journal as _, Moment, NewEntry, State, StateKind};
use suiteprojects::task::Id;

/// Names the journal that a child process of these tests works on.
const CHILD: &str = "SUITEPROJECTS_TEST_JOURNAL";

fn entries(range: std::ops::Range<u64>) -> Vec<NewEntry> {
    range
        .map(|number| NewEntry {
            key: format!("key {number}"),
            payload: "{}".to_owned(),
            ask_first: false,
        })
        .collect()
}

/// Starts this program again for one of its tests, which then plays the child.
fn child(test: &str, path: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(CHILD, path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn bytes_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// The size of a batch of the child, and the word before the number that it says when one is done.
const BATCH: u64 = 50;
const DONE: &str = "done ";

/// What the child has said to be done is done, and of what it was about to do all or nothing,
/// wherever the kill met it.
#[test]
fn a_kill_takes_nothing_that_was_recorded() {
    if let Some(path) = env::var_os(CHILD) {
        let mut journal = SqliteJournal::open(path).unwrap();
        let begun = journal.counts().unwrap().total() / BATCH;
        for batch in begun.. {
            let range = batch * BATCH..(batch + 1) * BATCH;
            journal.begin().unwrap();
            journal.insert(&entries(range.clone())).unwrap();
            journal.commit().unwrap();
            let changes: Vec<_> = range
                .map(|place| {
                    (
                        place,
                        State::Accepted {
                            id: Id::new(place + 1),
                        },
                    )
                })
                .collect();
            journal.record(&changes).unwrap();
            println!("{DONE}{}", batch + 1);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("push.journal");
    let mut before = 0;
    for lines in 0..12_u64 {
        let mut child = child("a_kill_takes_nothing_that_was_recorded", &path);
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut done = before;
        let mut seen = 0;
        let mut line = String::new();
        // The first time it is killed while it may still be making the file.
        while seen < lines && output.read_line(&mut line).unwrap() > 0 {
            if let Some(number) = line.trim().strip_prefix(DONE) {
                done = number.parse().unwrap();
                seen += 1;
            }
            line.clear();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let mut journal = SqliteJournal::open(&path).unwrap();
        let counts = journal.counts().unwrap();
        assert!(
            counts.accepted >= done * BATCH,
            "{counts:?}, {done} batches"
        );
        assert_eq!(counts.accepted % BATCH, 0, "all of a batch or nothing");
        assert_eq!(counts.total() % BATCH, 0, "all of a batch or nothing");
        let accepted = journal.entries(StateKind::Accepted, 0, usize::MAX).unwrap();
        for (place, entry) in (0..).zip(&accepted) {
            assert_eq!(entry.place, place);
            assert_eq!(entry.key, format!("key {place}"));
            let id = Id::new(place + 1);
            assert_eq!(entry.state, State::Accepted { id });
        }
        // The child goes on after the last whole batch; what only waits is recorded here.
        let waiting: Vec<_> = journal
            .entries(StateKind::Waiting, 0, usize::MAX)
            .unwrap()
            .into_iter()
            .map(|entry| {
                (
                    entry.place,
                    State::Accepted {
                        id: Id::new(entry.place + 1),
                    },
                )
            })
            .collect();
        journal.record(&waiting).unwrap();
        before = journal.counts().unwrap().total() / BATCH;
    }
    assert!(before > 12);
}

#[test]
fn one_process_has_it_at_a_time() {
    if let Some(path) = env::var_os(CHILD) {
        let Ok(mut journal) = SqliteJournal::open(path) else {
            std::process::exit(1);
        };
        println!("open");
        // Until the other end lets go.
        std::io::stdin().read_line(&mut String::new()).unwrap();
        journal.insert(&entries(0..1)).unwrap();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("push.journal");
    let mut child = child("one_process_has_it_at_a_time", &path);
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(output.any(|line| line.unwrap().ends_with("open")));
    for _ in 0..2 {
        let error = SqliteJournal::open(&path).unwrap_err();
        assert_eq!(error.kind(), SqliteJournalErrorKind::InUse);
        assert_eq!(
            error.to_string(),
            format!(
                "the journal {} is in use: one push at a time can have it",
                path.display()
            )
        );
    }
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    assert!(child.wait().unwrap().success());
    let mut journal = SqliteJournal::open(&path).unwrap();
    assert_eq!(journal.counts().unwrap().total(), 1);
    // Within one process too, and the refused attempt does not take the lock away.
    let error = SqliteJournal::open(&path).unwrap_err();
    assert_eq!(error.kind(), SqliteJournalErrorKind::InUse);
    let mut late = self::child("one_process_has_it_at_a_time", &path);
    drop(late.stdin.take());
    assert!(!late.wait().unwrap().success());
    journal.insert(&entries(1..2)).unwrap();
}

/// What stands at the path, what kind of error that is, and the words after the path.
#[test]
fn what_is_no_journal_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("push.journal");
    drop(SqliteJournal::open(&path).unwrap());
    let journal = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let patched = |at: usize, bytes: &[u8]| {
        let mut patched = journal.clone();
        patched[at..at + bytes.len()].copy_from_slice(bytes);
        patched
    };
    let cut = journal[..journal.len() / 2].to_vec();
    // The fields of the header are at 60 and 68, as SQLite documents them; a page has 4096 bytes.
    for (what, bytes, kind, words) in [
        (
            "zero bytes",
            Vec::new(),
            SqliteJournalErrorKind::NotAJournal,
            "is an empty file, expected a journal",
        ),
        (
            "a text",
            b"date,userid,hours\n2026-01-05,251,8\n".repeat(100),
            SqliteJournalErrorKind::NotAJournal,
            "is no SQLite file, expected a journal",
        ),
        (
            "a short text",
            b"x".to_vec(),
            SqliteJournalErrorKind::NotAJournal,
            "is no SQLite file, expected a journal",
        ),
        (
            "another program's",
            patched(68, &[0, 0, 0, 9]),
            SqliteJournalErrorKind::NotAJournal,
            "is an SQLite file of another program, expected a journal",
        ),
        (
            "a later one",
            patched(60, &[0, 0, 0, 2]),
            SqliteJournalErrorKind::Newer,
            "has format 2, expected at most 1: a later version made it",
        ),
        (
            "an impossible one",
            patched(60, &[0xff; 4]),
            SqliteJournalErrorKind::Damaged,
            "is damaged: it has format -1",
        ),
        (
            "one cut off",
            cut,
            SqliteJournalErrorKind::Damaged,
            "is damaged: ",
        ),
        (
            "a page overwritten",
            patched(4096, &[0x55; 4096]),
            SqliteJournalErrorKind::Damaged,
            "is damaged: ",
        ),
        (
            "the list of tables overwritten",
            patched(100, &[0x55; 3996]),
            SqliteJournalErrorKind::Damaged,
            "is damaged: ",
        ),
    ] {
        fs::write(&path, &bytes).unwrap();
        let before = bytes_of(folder.path());
        let error = SqliteJournal::open(&path).expect_err(what);
        println!("{what}: {error}");
        assert_eq!(error.kind(), kind, "{what}: {error}");
        assert_eq!(error.path(), path);
        let (_, after) = error
            .to_string()
            .split_once("push.journal ")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        assert!(after.starts_with(words), "{what}: {after}");
        assert_eq!(error.to_string().lines().count(), 1);
        assert_eq!(bytes_of(folder.path()), before, "{what}");
    }
}

#[test]
fn a_trigger_of_a_stranger_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("push.journal");
    drop(SqliteJournal::open(&path).unwrap());
    let stranger = rusqlite::Connection::open(&path).unwrap();
    stranger
        .execute_batch("CREATE TRIGGER t AFTER UPDATE ON entry BEGIN DELETE FROM entry; END")
        .unwrap();
    drop(stranger);
    let error = SqliteJournal::open(&path).unwrap_err();
    assert_eq!(error.kind(), SqliteJournalErrorKind::Damaged);
    assert!(
        error
            .to_string()
            .ends_with("is damaged: it has other tables than a journal")
    );
}

/// A database of another program that was not closed: opening it in the usual way would move its
/// log into it.
#[test]
fn a_write_ahead_log_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    std::mem::forget(other);
    let before = bytes_of(folder.path());
    assert!(before.len() > 1, "there is a log");
    let error = SqliteJournal::open(&path).unwrap_err();
    assert_eq!(error.kind(), SqliteJournalErrorKind::NotAJournal);
    assert_eq!(bytes_of(folder.path()), before);
}

#[test]
fn places_where_no_journal_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let error = SqliteJournal::open(folder.path()).unwrap_err();
    assert_eq!(error.kind(), SqliteJournalErrorKind::NotAJournal);
    assert!(
        error
            .to_string()
            .ends_with("is a directory, expected a journal")
    );
    for missing in [
        folder.path().join("no such folder/push.journal"),
        PathBuf::new(),
    ] {
        let error = SqliteJournal::open(&missing).unwrap_err();
        assert_eq!(error.kind(), SqliteJournalErrorKind::System, "{error}");
        assert!(error.source().is_some());
    }
    assert!(bytes_of(folder.path()).is_empty());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn only_the_owner_may_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("push.journal");
        let mut journal = SqliteJournal::open(&path).unwrap();
        journal.insert(&entries(0..1)).unwrap();
        for (path, _) in bytes_of(folder.path()) {
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        }
    }

    #[test]
    fn links_lead_to_the_journal_or_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (
            folder.path().join("push.journal"),
            folder.path().join("link"),
        );
        symlink(&path, &link).unwrap();
        let error = SqliteJournal::open(&link).unwrap_err();
        assert_eq!(error.kind(), SqliteJournalErrorKind::System);
        assert!(!path.exists());
        drop(SqliteJournal::open(&path).unwrap());
        let mut journal = SqliteJournal::open(&link).unwrap();
        journal.insert(&entries(0..1)).unwrap();
        drop(journal);
        assert_eq!(
            SqliteJournal::open(&path)
                .unwrap()
                .counts()
                .unwrap()
                .total(),
            1
        );
        // A device would never answer.
        let error = SqliteJournal::open("/dev/null").unwrap_err();
        assert_eq!(
            error.to_string(),
            "/dev/null is no ordinary file, expected a journal"
        );
    }

    /// Who may do everything, such as root, is not stopped by permissions.
    fn permissions_count(folder: &Path) -> bool {
        let probe = folder.join("probe");
        fs::write(&probe, b"").unwrap();
        fs::set_permissions(&probe, fs::Permissions::from_mode(0o400)).unwrap();
        let counts = fs::OpenOptions::new().write(true).open(&probe).is_err();
        fs::remove_file(&probe).unwrap();
        if !counts {
            println!("skipped: this user may write everywhere");
        }
        counts
    }

    #[test]
    fn what_cannot_be_written_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        if !permissions_count(folder.path()) {
            return;
        }
        let path = folder.path().join("push.journal");
        let mode = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        mode(folder.path(), 0o500);
        let error = SqliteJournal::open(&path).unwrap_err();
        assert_eq!(error.kind(), SqliteJournalErrorKind::System);
        assert_eq!(
            error.to_string(),
            format!("cannot create the journal {}", path.display())
        );
        mode(folder.path(), 0o700);
        drop(SqliteJournal::open(&path).unwrap());
        // The folder of a journal has to be writable too: changes need a file beside it.
        mode(folder.path(), 0o500);
        let error = SqliteJournal::open(&path).unwrap_err();
        mode(folder.path(), 0o700);
        assert_eq!(
            error.to_string(),
            format!("cannot write the journal {}", path.display())
        );
        mode(&path, 0o400);
        let error = SqliteJournal::open(&path).unwrap_err();
        assert_eq!(error.kind(), SqliteJournalErrorKind::System, "{error}");
        mode(&path, 0o600);
        drop(SqliteJournal::open(&path).unwrap());
    }
}

/// The names that mean something to SQLite are files like others.
#[test]
fn names_are_nothing_but_names() {
    let folder = tempfile::tempdir().unwrap();
    for name in [":memory:", "file:x?mode=memory", "100% #1?.journal", "ü ☃"] {
        let path = folder.path().join(name);
        let mut journal = SqliteJournal::open(&path).unwrap();
        let first = Binding {
            target: "https://example.invalid".to_owned(),
            nonce: u64::MAX,
        };
        assert_eq!(journal.bind(first.clone()).unwrap(), first);
        journal.insert(&entries(0..1)).unwrap();
        journal
            .record(&[(0, State::Sent { at: Moment(5) })])
            .unwrap();
        drop(journal);
        assert!(path.is_file());
        assert_eq!(
            SqliteJournal::open(&path).unwrap().counts().unwrap().sent,
            1
        );
    }
    let names = bytes_of(folder.path()).len();
    assert_eq!(names, 4, "nothing beside the journals at rest");
}

#[test]
fn a_journal_goes_to_other_threads() {
    fn sent<T: Send>() {}
    sent::<SqliteJournal>();
    sent::<suiteprojects::journal::SqliteJournalError>();
}
