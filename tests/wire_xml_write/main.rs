//! The commands that change something, on the wire: requests byte for byte against files written by
//! hand, and answers against values written by hand. Where each file comes from stands in
//! `tests/wire/xml/exchange/README.md`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

mod add;
mod approval;
mod delete;
mod envelope;
#[path = "../support/exchange.rs"]
mod exchange_support;
mod hostile;
mod modify;
mod others;
mod properties;
#[path = "../xml_support/mod.rs"]
mod xml_support;

use std::fs;
use std::path::Path;

use exchange_support::{answer, application, folder, golden, id, request_by_is};
use suiteprojects::api::{Login, Outcome, Stored};
use suiteprojects::task::{Entry, Id};
use suiteprojects::validate::{CheckedEntry, Command, Report, Settings, Validator};
use suiteprojects::xml::exchange::XmlCommand;

fn token() -> Login {
    Login::access_token("TOKEN")
}

/// The request is the file, but for the line end that closes the file.
#[track_caller]
fn request_is<C: XmlCommand + ?Sized>(command: &C, case: &str) {
    request_by_is(&application(), Some(&token()), command, case);
}

/// The entry, checked by an engine for an account with start and end times.
fn checked<'e>(command: Command, entry: &'e Entry<'e>) -> CheckedEntry<'e> {
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let mut report = Report::new();
    let checked = Validator::new(settings).check(command, entry, &mut report);
    checked.unwrap_or_else(|| panic!("{:?}", report.findings()))
}

/// What was stored, without the record itself: its id and the warnings.
fn outline(outcome: Outcome<Stored>) -> Outcome<(Option<u64>, Option<String>)> {
    outcome.map(|stored| (stored.id.map(Id::get), stored.warnings))
}

fn outlines(outcomes: Vec<Outcome<Stored>>) -> Vec<Outcome<(Option<u64>, Option<String>)>> {
    outcomes.into_iter().map(outline).collect()
}

fn done(id: u64) -> Outcome<(Option<u64>, Option<String>)> {
    Outcome::Done((Some(id), None))
}

/// Every file of the commands tested here is tested here.
#[test]
fn no_file_is_forgotten() {
    let sources: String =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire_xml_write"))
            .unwrap()
            .map(|source| fs::read_to_string(source.unwrap().path()).unwrap())
            .collect();
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    for command in [
        "add",
        "approve",
        "create-user",
        "delete",
        "envelope",
        "make-url",
        "modify",
        "modify-on-condition",
        "reject",
        "remote-auth",
        "report",
        "submit",
        "unapprove",
    ] {
        for file in fs::read_dir(folder().join(command)).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let case = format!("{command}/{}", name.split('.').next().unwrap());
            assert!(
                sources.contains(&format!("\"{case}\"")),
                "{case} is in no test"
            );
            assert!(
                readme.contains(&format!("`{case}`")),
                "{case} is not in the README"
            );
        }
    }
}
