//! REST on the wire: bodies byte for byte against files written by hand, and what is read from them
//! against values written by hand. Where each file comes from stands in `tests/wire/rest/README.md`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod hostile;
mod laws;
mod replies;
mod requests;
mod server;

use std::fs;
use std::path::Path;

use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::validate::{CheckedEntry, Command, Report, Settings, Validator};

/// The text of a file without the line end that closes it.
fn golden(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/wire/rest")
        .join(name);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.strip_suffix('\n').unwrap().to_owned()
}

fn id(number: u64) -> Id {
    Id::new(number).unwrap()
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

fn checked<'e>(entry: &'e Entry<'e>) -> CheckedEntry<'e> {
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let mut report = Report::new();
    let checked = Validator::new(settings).check(Command::Add, entry, &mut report);
    checked.unwrap_or_else(|| panic!("{:?}", report.findings()))
}
