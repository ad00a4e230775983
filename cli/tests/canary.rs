//! No secret is on a stream or in a file of the commands that talk to a server, whatever the server does.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../tests/support/stub/mod.rs"]
mod stub;
mod support;

use std::fs;
use std::path::Path;

use stub::{Fault, Stub, When};
use support::run_within;

/// All secrets hold it, and nothing else does.
const CANARY: &str = "canary";

const PASSWORD: [(&str, &str); 4] = [
    ("SUITEPROJECTS_COMPANY", "acme"),
    ("SUITEPROJECTS_USER", "agrant"),
    ("SUITEPROJECTS_PASSWORD", "password-canary"),
    ("SUITEPROJECTS_API_KEY", "key-canary"),
];

/// The same over SOAP, in sessions.
const SOAP: [(&str, &str); 5] = [
    PASSWORD[0],
    PASSWORD[1],
    PASSWORD[2],
    PASSWORD[3],
    ("SUITEPROJECTS_PROTOCOL", "soap"),
];

const TOKEN: [(&str, &str); 2] = [
    ("SUITEPROJECTS_TOKEN", "token-canary"),
    ("SUITEPROJECTS_API_KEY", "key-canary"),
];

/// Whether the bytes hold a text, as it is or in UTF-16.
fn holds(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [text.as_bytes(), &wide]
        .iter()
        .any(|text| bytes.windows(text.len()).any(|window| window == *text))
}

/// The files of a folder, by their names.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn no_secret_is_shown_or_kept() {
    let faults = [
        None,
        Some(Fault::DropAfter),
        Some(Fault::CutAnswer),
        Some(Fault::Refuse(401)),
        Some(Fault::Refuse(505)),
        Some(Fault::Http(429, Some(0))),
        Some(Fault::Http(500, None)),
    ];
    // Side by side, because the waits between two tries take longer than the work.
    std::thread::scope(|scope| {
        for fault in &faults {
            for login in [&PASSWORD[..], &SOAP, &TOKEN] {
                scope.spawn(move || check(fault.as_ref(), login));
            }
        }
    });
}

fn check(fault: Option<&Fault>, login: &[(&'static str, &'static str)]) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let week = path("week.csv");
    // The second one is refused by the server, so that a file with it is written.
    fs::write(
        &week,
        "date,userid,hours,notes\n2026-01-05,251,8,kept\n2026-01-06,251,7,refused\n",
    )
    .unwrap();
    let changes = path("changes.csv");
    fs::write(&changes, "id,hours\n1,4\n").unwrap();
    let reference = path("acme.json");

    let server = Stub::start();
    server.manners(|manners| {
        manners.refuse = Some(Box::new(|object| {
            (object.text("notes") == "refused").then_some(821)
        }));
    });
    // Each command once; what is sent again is answered.
    if let Some(fault) = fault {
        for command in ["Add", "Modify", "Delete", "Reject", "Whoami", "Read"] {
            server.fault(fault.clone(), When::With(command, Box::new(When::Nth(0))));
        }
    }
    let commands: [&[&str]; 8] = [
        &["whoami"],
        &["push", &week, "--settle", "0.05"],
        &["read", "--user", "251"],
        &["add", &week],
        &["modify", &changes],
        &["delete", "1"],
        &["reject", "1"],
        &["reference", "pull", "-o", &reference],
    ];
    let url = server.url();
    let mut variables = vec![("SUITEPROJECTS_URL", &*url), ("RUST_LOG", "trace")];
    variables.extend(login);
    for arguments in commands {
        let outcome = run_within(&variables, arguments, b"");
        let shown = format!("{}{}", outcome.stdout, outcome.stderr);
        assert!(!shown.contains(CANARY), "{fault:?}, {arguments:?}: {shown}");
    }
    let files = files(folder.path());
    let journal = files.iter().find(|(name, _)| name.ends_with(".journal"));
    let (_, journal) = journal.expect("a journal");
    // The search finds what is there.
    assert!(holds(journal, "kept"));
    if fault.is_none() {
        assert_eq!(files.len(), 5, "{files:?}");
    }
    for (name, bytes) in &files {
        assert!(!holds(bytes, CANARY), "{fault:?}: {name}");
    }
}
