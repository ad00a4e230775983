//! Clients that nobody here wrote, unchanged, against the local server: zeep, suds-community and oaxmlapi
//! of Python, and the package `soap` of npm.
//!
//! Each program beside this file takes the address of a server, goes through the same steps, and prints what
//! became of each. What is expected stands here; it follows from the validation rules (section 4: 5.5 hours and 6
//! minutes are 5:36; section 5: an Add without a date is 826) and from this server's reading of Reject.
//!
//! `bash tests/oracles/run.sh` installs the clients. Where one is missing, its test says so and does nothing.
//! `SUITEPROJECTS_PYTHON` names a Python that must have them, `SUITEPROJECTS_NODE_MODULES` a folder of packages
//! that must have `soap`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::env;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use suiteprojects_emulator::{Emulator, Options};

/// The folder of the project.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn skipped(what: &str) {
    // Straight to the stream: the harness hides what passing tests print.
    let mut stream = std::io::stderr();
    writeln!(stream, "skipped: no {what}").unwrap();
}

/// A Python that has the module.
fn python(module: &str) -> Option<Command> {
    let has = |python: &OsString| {
        succeeds(Command::new(python).args(["-c", &format!("import {module}")]))
    };
    if let Some(named) = env::var_os("SUITEPROJECTS_PYTHON") {
        assert!(has(&named), "{} has no {module}", named.display());
        return Some(Command::new(named));
    }
    let own = root().join("target/oracles/bin/python").into_os_string();
    let found = [own, "python3".into()].into_iter().find(has);
    if found.is_none() {
        skipped(&format!("Python with {module}"));
    }
    found.map(Command::new)
}

/// Node with the package `soap`.
fn node() -> Option<Command> {
    let named = env::var_os("SUITEPROJECTS_NODE_MODULES");
    let modules = named.clone().map_or_else(
        || root().join("target/oracles/node/node_modules"),
        PathBuf::from,
    );
    let mut probe = Command::new("node");
    probe
        .env("NODE_PATH", &modules)
        .args(["-e", "require('soap')"]);
    let has = succeeds(&mut probe);
    assert!(has || named.is_none(), "{} has no soap", modules.display());
    if !has {
        skipped("node with the package soap");
        return None;
    }
    let mut node = Command::new("node");
    node.env("NODE_PATH", modules);
    Some(node)
}

/// What a program printed of its steps.
fn run(client: Option<Command>, program: &str) -> Option<Value> {
    let mut client = client?;
    let emulator = Emulator::start(Options::default()).unwrap();
    let path = root().join("emulator/tests/stock_clients").join(program);
    let output = client.arg(path).arg(emulator.url()).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {stderr}");
    emulator.shutdown();
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn over_soap() -> Value {
    json!({
        "added": "A",
        "read": ["5", "36", "a < b & \"ä\" 😀"],
        "modified": ["U", "4"],
        "upserted": [true, "2"],
        "refused": ["-1", "826"],
        "rejected too early": "1001",
        "submitted": null,
        "rejected": null,
        "deleted": ["D", 0],
    })
}

#[test]
fn zeep() {
    if let Some(outcome) = run(python("zeep"), "zeep_client.py") {
        assert_eq!(outcome, over_soap());
    }
}

#[test]
fn suds() {
    if let Some(outcome) = run(python("suds"), "suds_client.py") {
        assert_eq!(outcome, over_soap());
    }
}

#[test]
fn node_soap() {
    if let Some(outcome) = run(node(), "node_client.js") {
        assert_eq!(outcome, over_soap());
    }
}

#[test]
fn oaxmlapi() {
    if let Some(outcome) = run(python("oaxmlapi"), "oaxmlapi_client.py") {
        let expected = json!({
            "added": "0",
            "read": ["5", "36", "a < b & \"ä\" 😀"],
            "modified": ["0", "4"],
            "upserted": [true, "2"],
            "refused": "826",
            "rejected too early": "1001",
            "submitted": "0",
            "rejected": "0",
            "deleted": ["0", 0],
        });
        assert_eq!(outcome, expected);
    }
}
