//! `push` against a server: what is sent, what is told, which files are left.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../tests/support/stub/mod.rs"]
mod stub;
mod support;

use std::path::{Path, PathBuf};
use std::time::Duration;

use stub::{Fault, Stub, When};
use support::{Outcome, run_against};

struct Case {
    server: Stub,
    folder: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        Self {
            server: Stub::start(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A file with a row for each of these hours, on consecutive days.
    fn file(&self, name: &str, hours: &[&str]) -> PathBuf {
        let mut csv = "date,userid,hours,notes\n".to_owned();
        for (index, hours) in hours.iter().enumerate() {
            csv += &format!("2026-01-{:02},1,{hours},row {index}\n", index + 5);
        }
        self.write(name, &csv)
    }

    fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    fn has(&self, name: &str) -> bool {
        self.folder.path().join(name).exists()
    }

    fn push(&self, file: &Path, options: &[&str]) -> Outcome {
        let file = file.to_str().unwrap();
        let arguments = [&["push", file, "--settle", "0.05"], options].concat();
        run_against(&self.server.url(), &arguments, "")
    }

    /// The notes of the stored entries.
    fn stored(&self) -> Vec<String> {
        let stored = self.server.stored();
        stored
            .iter()
            .map(|task| task.text("notes").to_owned())
            .collect()
    }

    fn refuse_nine_hours(&self) {
        self.server.manners(|manners| {
            manners.refuse = Some(Box::new(|task| (task.text("hours") == "9").then_some(821)));
        });
    }
}

#[test]
fn every_entry_is_sent_and_sent_once() {
    let case = Case::new();
    let file = case.file("week.csv", &["8", "7.5", "4"]);
    let outcome = case.push(&file, &[]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(
        outcome.stdout,
        "accepted                3\nrefused                 0\nunknown                 0\n"
    );
    assert_eq!(case.stored(), ["row 0", "row 1", "row 2"]);
    let second = &case.server.stored()[1];
    assert_eq!((second.text("hours"), second.text("minutes")), ("7", "30"));

    let requests = case.server.counts().requests;
    assert_eq!(case.push(&file, &[]).code, 0);
    assert_eq!(case.server.counts().requests, requests);
    assert_eq!(case.stored().len(), 3);
}

#[test]
fn an_invalid_row_keeps_all_others_back() {
    let case = Case::new();
    let file = case.file("week.csv", &["8", "lots", "4"]);
    let outcome = case.push(&file, &[]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.stderr.contains("week.csv:3:"), "{}", outcome.stderr);
    assert!(
        outcome
            .stderr
            .contains("nothing was sent; `--skip-invalid` sends the others"),
        "{}",
        outcome.stderr
    );
    assert_eq!(case.server.counts().requests, 0);
    assert!(!case.has("week.csv.journal"));

    let outcome = case.push(&file, &["--skip-invalid"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(case.stored(), ["row 0", "row 2"]);

    // The row is mended where it stands; the numbers of the others are as before.
    case.file("week.csv", &["8", "6", "4"]);
    assert_eq!(case.push(&file, &[]).code, 0);
    assert_eq!(case.stored(), ["row 0", "row 2", "row 1"]);
}

#[test]
fn a_dry_run_sends_and_leaves_nothing() {
    let case = Case::new();
    let file = case.file("week.csv", &["8", "9"]);
    let outcome = case.push(&file, &["--dry-run", "--format", "json"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let summary = outcome.summary();
    assert_eq!(summary["to_send"], 2);
    assert_eq!(summary["dry_run"], true);
    assert_eq!(case.server.counts().requests, 0);
    assert!(!case.has("week.csv.journal"));

    case.refuse_nine_hours();
    assert_eq!(case.push(&file, &[]).code, 1);
    case.file("week.csv", &["8", "9", "7"]);
    let requests = case.server.counts().requests;
    let outcome = case.push(&file, &["--dry-run"]);
    assert_eq!(
        outcome.stdout,
        "to send                 1\nto look up              0\naccepted before         1\nrefused before          1\n"
    );
    assert_eq!(case.server.counts().requests, requests);
    assert_eq!(case.stored(), ["row 0"]);
}

#[test]
fn refused_rows_can_be_corrected_in_a_file_of_their_own() {
    let case = Case::new();
    case.refuse_nine_hours();
    let file = case.file("week.csv", &["8", "9", "4", "9"]);
    let outcome = case.push(&file, &[]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    assert!(lines[0].starts_with("refused entry 1 ("), "{lines:?}");
    assert!(
        lines[0].contains("): 821 (timesheet-not-open): "),
        "{lines:?}"
    );
    assert_eq!(lines[2], "accepted                2");
    assert_eq!(lines[3], "refused                 2");
    assert!(
        lines[4].starts_with("  821                   2  "),
        "{lines:?}"
    );
    assert_eq!(lines[5], "unknown                 0");
    assert!(lines[6].contains("week.refused.csv"), "{lines:?}");

    let refused = case.read("week.refused.csv");
    assert_eq!(refused.lines().count(), 3, "{refused}");
    let corrected = refused.replace(",9,", ",5,");
    assert_ne!(corrected, refused);
    let corrected = case.write("week.refused.csv", &corrected);
    let outcome = case.push(&corrected, &[]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(case.stored(), ["row 0", "row 2", "row 1", "row 3"]);

    // The first file again: what is refused there stays so, and the corrected file is left alone.
    let outcome = case.push(&file, &[]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(
        outcome.stderr.contains("was left alone"),
        "{}",
        outcome.stderr
    );
    // And corrected there too: the server has these entries, under the same keys.
    case.file("week.csv", &["8", "5", "4", "5"]);
    let outcome = case.push(&file, &[]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(case.stored().len(), 4);
}

#[test]
fn a_changed_row_that_the_server_has_is_an_error() {
    let case = Case::new();
    let file = case.file("week.csv", &["8", "7"]);
    assert_eq!(case.push(&file, &[]).code, 0);
    case.file("week.csv", &["8", "6", "5"]);
    let requests = case.server.counts().requests;
    let outcome = case.push(&file, &[]);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(
        outcome
            .stderr
            .contains("the journal has other contents for the entry at place 1"),
        "{}",
        outcome.stderr
    );
    let errors = outcome
        .stderr
        .lines()
        .filter(|line| line.starts_with("error: "));
    assert_eq!(errors.count(), 1, "{}", outcome.stderr);
    assert_eq!(case.server.counts().requests, requests);
}

#[test]
fn a_row_that_takes_the_place_of_a_refused_one_is_not_sent_again() {
    let case = Case::new();
    case.refuse_nine_hours();
    let file = case.file("week.csv", &["8", "9", "7"]);
    assert_eq!(case.push(&file, &[]).code, 1);
    let rows = case.read("week.csv");
    let without: String = rows
        .lines()
        .filter(|row| !row.ends_with("row 1"))
        .map(|row| format!("{row}\n"))
        .collect();
    case.write("week.csv", &without);
    let outcome = case.push(&file, &[]);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(
        outcome
            .stderr
            .contains("the entry at place 1 was at another place before"),
        "{}",
        outcome.stderr
    );
    assert_eq!(case.stored(), ["row 0", "row 2"]);
    case.write("week.csv", &rows);
    assert_eq!(case.push(&file, &[]).code, 1);
    assert_eq!(case.stored(), ["row 0", "row 2"]);
}

#[test]
fn the_refused_entries_take_no_file_that_is_needed() {
    let case = Case::new();
    case.refuse_nine_hours();
    let file = case.file("week.csv", &["8", "9"]);
    let before = case.read("week.csv");
    let journal = case.write("week.csv.journal", "");
    let source = case.folder.path().join(".").join("week.csv");
    for needed in [&source, &journal] {
        let outcome = case.push(&file, &["--refused", needed.to_str().unwrap()]);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains("`--refused`"), "{}", outcome.stderr);
        assert_eq!(case.read("week.csv"), before);
        assert_eq!(case.server.counts().requests, 0);
    }
    std::fs::remove_file(&journal).unwrap();
    let outcome = case.push(&file, &["--journal", file.to_str().unwrap()]);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert_eq!(case.read("week.csv"), before);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_has_the_journal_of_the_file() {
    let case = Case::new();
    let file = case.file("week.csv", &["8", "7"]);
    let link = case.folder.path().join("current.csv");
    std::os::unix::fs::symlink("week.csv", &link).unwrap();
    assert_eq!(case.push(&link, &[]).code, 0);
    assert_eq!(case.push(&file, &[]).code, 0);
    assert_eq!(case.stored().len(), 2);
}

#[test]
fn a_key_of_the_file_is_kept_and_twice_is_an_error() {
    let case = Case::new();
    let file = case.write(
        "week.csv",
        "date,userid,hours,thin_client_id\n2026-01-05,1,8,mine-1\n2026-01-05,1,8,mine-2\n",
    );
    assert_eq!(case.push(&file, &[]).code, 0);
    let keys: Vec<String> = case
        .server
        .stored()
        .iter()
        .map(|task| task.key().to_owned())
        .collect();
    assert_eq!(keys, ["mine-1", "mine-2"]);
    // The journal is lost; the server still knows.
    std::fs::remove_file(case.folder.path().join("week.csv.journal")).unwrap();
    assert_eq!(case.push(&file, &[]).code, 0);
    assert_eq!(case.stored().len(), 2);

    let twice = case.write(
        "twice.csv",
        "date,userid,hours,thin_client_id\n2026-01-05,1,8,same\n2026-01-06,1,8,same\n",
    );
    let outcome = case.push(&twice, &[]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.stderr.contains("twice.csv:3"), "{}", outcome.stderr);
    assert_eq!(case.stored().len(), 2);
}

#[test]
fn a_lost_answer_is_looked_up() {
    let case = Case::new();
    let file = case.file("week.csv", &["8", "7", "6"]);
    case.server.fault(Fault::DropAfter, When::Nth(0));
    let outcome = case.push(&file, &[]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(case.stored().len(), 3);
    assert_eq!(case.server.counts().commands["Add"], 3);
}

#[test]
fn what_cannot_be_told_is_reported_and_left_alone() {
    let case = Case::new();
    let file = case.file("week.csv", &["8", "7", "6"]);
    case.server.manners(|manners| manners.returns_keys = false);
    case.server.fault(Fault::DropAfter, When::Nth(0));
    let outcome = case.push(&file, &["--format", "json"]);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    let unknown = outcome.of_type("unknown");
    assert_eq!(unknown.len(), 3);
    assert_eq!(unknown[0]["entry"], 0);
    assert!(
        unknown[0]["message"]
            .as_str()
            .unwrap()
            .starts_with("the server returns no keys and has the same time entry as "),
    );
    assert_eq!(outcome.summary()["unknown"], 3);
    assert_eq!(case.stored().len(), 3);
}

#[test]
fn an_unreachable_server_ends_the_push_and_the_next_goes_on() {
    let case = Case::new();
    let file = case.file("week.csv", &["8", "7"]);
    let url = case.server.url();
    case.server.fault(Fault::Refuse(401), When::First(9));
    let outcome = case.push(&file, &["--format", "json"]);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert_eq!(outcome.summary()["waiting"], 2);
    assert!(
        outcome
            .stderr
            .contains("run the same command again to go on"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.contains("401"), "{}", outcome.stderr);
    case.server.recover();
    assert_eq!(url, case.server.url());
    assert_eq!(case.push(&file, &[]).code, 0);
    assert_eq!(case.stored(), ["row 0", "row 1"]);
}

#[test]
fn a_journal_of_another_account_or_another_file_is_refused() {
    let case = Case::new();
    let file = case.file("week.csv", &["8"]);
    assert_eq!(case.push(&file, &[]).code, 0);
    let other = Stub::start();
    let outcome = run_against(&other.url(), &["push", file.to_str().unwrap()], "");
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(
        outcome
            .stderr
            .contains("the journal belongs to http://127.0.0.1:"),
        "{}",
        outcome.stderr
    );
    assert_eq!(other.counts().requests, 0);

    // Standard input has no name.
    let outcome = run_against(&case.server.url(), &["push", "-"], "date,userid,hours\n");
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(
        outcome.stderr.contains("`--journal FILE`"),
        "{}",
        outcome.stderr
    );
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_after_the_request_that_is_under_way() {
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::{Command, Stdio};

    let case = Case::new();
    let rows = vec!["1"; 20];
    let file = case.file("week.csv", &rows);
    case.server
        .manners(|manners| manners.latency = Duration::from_millis(150));
    let child = Command::new(env!("CARGO_BIN_EXE_suiteprojects"))
        .args(["push", "--batch", "1"])
        .arg(&file)
        .env("SUITEPROJECTS_URL", case.server.url())
        .env("SUITEPROJECTS_COMPANY", "acme")
        .env("SUITEPROJECTS_USER", "agrant")
        .env("SUITEPROJECTS_PASSWORD", "s3cret")
        .env("SUITEPROJECTS_API_KEY", "s3cret key")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while case.server.counts().requests < 2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let interrupted = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(interrupted.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.signal(), None);
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.contains("stopped; run the same command again to go on"),
        "{stderr}"
    );
    let stored = case.stored().len();
    assert!((2..20).contains(&stored), "{stored}");
    // Nothing is in doubt.
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains("unknown                 0"), "{stdout}");
    assert_eq!(case.push(&file, &[]).code, 0);
    assert_eq!(case.stored().len(), 20);
}
