//! SOAP on the wire: requests and answers byte for byte against files written by hand, and what is read
//! from files of other servers against values written by hand. Where each file comes from stands in
//! `tests/wire/soap/README.md`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod answers;
mod collected;
mod hostile;
mod laws;
mod properties;
mod replies;
mod requests;
mod requests_read;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use suiteprojects::api::{Add, Outcome, Stored};
use suiteprojects::record::ErrorText;
use suiteprojects::soap::exchange::{self, AnswerError, SoapCommand};
use suiteprojects::soap::{Service, Session};
use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::validate::{CheckedEntry, Command, Report, Settings, Validator};
use suiteprojects::xml::Limits;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire/soap")
}

fn golden(name: &str) -> String {
    let path = folder().join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn literal() -> Service {
    Service::document_literal("https://acme.app.netsuitesuiteprojectspro.com/")
}

/// The answer in the file, or in the file of another server.
fn answer<C: SoapCommand + ?Sized>(command: &C, case: &str) -> Result<C::Answer, AnswerError> {
    let body = golden(&format!("{case}.response.xml"));
    exchange::decode(command, body.as_bytes(), Limits::default())
}

fn session() -> Session {
    Session::id("SESSION")
}

fn id(number: u64) -> Id {
    Id::new(number).unwrap()
}

fn error(code: &str, text: Option<&str>, comment: Option<&str>) -> ErrorText {
    let mut error = ErrorText::default();
    error.code = Some(code.to_owned());
    error.text = text.map(str::to_owned);
    error.comment = comment.map(str::to_owned);
    error
}

/// The entry, checked by an engine for an account with start and end times.
fn checked<'e>(command: Command, entry: &'e Entry<'e>) -> CheckedEntry<'e> {
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let mut report = Report::new();
    let checked = Validator::new(settings).check(command, entry, &mut report);
    checked.unwrap_or_else(|| panic!("{:?}", report.findings()))
}

fn keyed(key: &'static str, day: &'static str) -> Entry<'static> {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, day)
        .set(Field::UserId, "251")
        .set(Field::Hours, "8")
        .set(Field::ThinClientId, key);
    entry
}

/// An Add of two time entries, for answers that need a command.
fn with_two<T>(then: impl FnOnce(Add<'_, CheckedEntry<'_>>) -> T) -> T {
    let (first, second) = (keyed("PB-1", "2026-01-05"), keyed("PB-2", "2026-01-06"));
    let entries = [
        checked(Command::Add, &first),
        checked(Command::Add, &second),
    ];
    then(Add::tasks(&entries).unwrap())
}

/// What was stored, without the record itself: its id and the warnings.
fn outlines(outcomes: Vec<Outcome<Stored>>) -> Vec<Outcome<(Option<u64>, Option<String>)>> {
    let outline = |stored: Stored| (stored.id.map(Id::get), stored.warnings);
    outcomes
        .into_iter()
        .map(|outcome| outcome.map(outline))
        .collect()
}

fn done(id: u64) -> Outcome<(Option<u64>, Option<String>)> {
    Outcome::Done((Some(id), None))
}

/// By another reader: each type has a prefix that is declared and stands for the right namespace, and each
/// array as many items as it says. The files are what is written, byte for byte.
#[test]
fn types_and_counts_are_right() {
    const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
    const ENCODING: &str = "http://schemas.xmlsoap.org/soap/encoding/";
    let mut types = 0;
    for name in file_names() {
        let is_written = name.matches('.').count() == 2;
        if !is_written {
            continue;
        }
        let text = golden(&name);
        let document = roxmltree::Document::parse(&text).unwrap();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            for attribute in [(INSTANCE, "type"), (ENCODING, "arrayType")] {
                let Some(value) = node.attribute(attribute) else {
                    continue;
                };
                let (prefix, local) = value.split_once(':').unwrap();
                let expected = match local.split('[').next().unwrap() {
                    "string" | "int" => "http://www.w3.org/2001/XMLSchema",
                    "Array" => ENCODING,
                    _ => "http://namespaces.soaplite.com/perl",
                };
                assert_eq!(
                    node.lookup_namespace_uri(Some(prefix)),
                    Some(expected),
                    "{name}"
                );
                if let Some((_, count)) = local.split_once('[') {
                    let items = node.children().filter(roxmltree::Node::is_element);
                    assert_eq!(format!("{}]", items.count()), count, "{name}");
                }
                types += 1;
            }
        }
    }
    assert!(types > 300, "{types}");
}

/// The files by their folders.
fn file_names() -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for operation in fs::read_dir(folder()).unwrap() {
        let operation = operation.unwrap();
        if !operation.file_type().unwrap().is_dir() {
            continue;
        }
        for file in fs::read_dir(operation.path()).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let operation = operation.file_name().into_string().unwrap();
            files.insert(format!("{operation}/{name}"));
        }
    }
    files
}

/// A file that no test names would be checked by nobody.
#[test]
fn every_file_is_used_and_described() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire_soap");
    let sources: String = fs::read_dir(folder)
        .unwrap()
        .map(|source| fs::read_to_string(source.unwrap().path()).unwrap())
        .collect();
    let readme = golden("README.md");
    let files = file_names();
    assert!(files.len() > 60, "the files are found");
    let unused: Vec<&String> = files
        .iter()
        .filter(|file| {
            let case = file.split('.').next().unwrap();
            let name = file
                .strip_suffix(".request.xml")
                .or_else(|| file.strip_suffix(".response.xml"))
                .unwrap();
            let is_used = [case, name]
                .iter()
                .any(|name| sources.contains(&format!("\"{name}\"")));
            !is_used || !readme.contains(&format!("`{case}`"))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}
