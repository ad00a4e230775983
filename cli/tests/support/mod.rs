//! Runs the program on files and text.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]
#![allow(dead_code, reason = "each test file uses a part of this")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    /// The lines of standard output as JSON.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect(line))
            .collect()
    }

    /// The lines of one type, such as `finding`.
    pub(crate) fn of_type(&self, kind: &str) -> Vec<Value> {
        self.lines()
            .into_iter()
            .filter(|line| line["type"] == kind)
            .collect()
    }

    /// The last line, which is the summary.
    pub(crate) fn summary(&self) -> Value {
        let last = self.lines().pop().expect("a line");
        assert_eq!(last["type"], "summary");
        last
    }

    /// The codes of the findings that are errors.
    pub(crate) fn codes(&self) -> Vec<u64> {
        self.of_type("finding")
            .iter()
            .filter(|finding| finding["severity"] == "error")
            .filter_map(|finding| finding["server_code"].as_u64())
            .collect()
    }
}

/// Runs the program from the root of the project with this standard input.
pub(crate) fn run_with(arguments: &[&str], input: &[u8]) -> Outcome {
    run_within(&[], arguments, input)
}

/// Runs the program with these variables in its environment, and without those that would tell it
/// where to connect otherwise.
pub(crate) fn run_within(variables: &[(&str, &str)], arguments: &[&str], input: &[u8]) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_suiteprojects"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SUITEPROJECTS_") {
            command.env_remove(name);
        }
    }
    let mut child = command
        .args(arguments)
        .current_dir(root())
        .env_remove("NO_COLOR")
        // Nobody's configuration file.
        .env("XDG_CONFIG_HOME", root().join("target/no-such-folder"))
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may stop reading early.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Outcome {
        code: output.status.code().expect("an exit code, not a signal"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the program without standard input.
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    run_with(arguments, b"")
}

/// Runs the program against a server, with a password that any server of the tests takes.
pub(crate) fn run_against(url: &str, arguments: &[&str], input: &str) -> Outcome {
    let variables = [
        ("SUITEPROJECTS_URL", url),
        ("SUITEPROJECTS_COMPANY", "acme"),
        ("SUITEPROJECTS_USER", "agrant"),
        ("SUITEPROJECTS_PASSWORD", "s3cret"),
        ("SUITEPROJECTS_API_KEY", "s3cret key"),
    ];
    let outcome = run_within(&variables, arguments, input.as_bytes());
    let shown = format!("{}{}", outcome.stdout, outcome.stderr);
    assert!(!shown.contains("s3cret"), "{shown}");
    outcome
}

/// Validates text of a form, findings as JSON Lines.
pub(crate) fn validate(form: &str, input: impl AsRef<[u8]>) -> Outcome {
    run_with(
        &["validate", "--format", "json", "--from", form, "-"],
        input.as_ref(),
    )
}
