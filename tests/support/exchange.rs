//! The files of requests and answers under `tests/wire/xml/exchange`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use suiteprojects::api::{Application, Login};
use suiteprojects::task::Id;
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{self, AnswerError, XmlCommand};

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire/xml/exchange")
}

pub(crate) fn golden(case: &str, kind: &str) -> String {
    let path = folder().join(format!("{case}.{kind}.xml"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The program that sends the requests of the files.
pub(crate) fn application() -> Application {
    Application::new("payroll bridge", "2.1", "KEY")
}

/// The request is the file, but for the line end that closes the file.
#[track_caller]
pub(crate) fn request_by_is<C: XmlCommand + ?Sized>(
    application: &Application,
    login: Option<&Login>,
    command: &C,
    case: &str,
) {
    let request = exchange::encode(application, login, command).unwrap();
    let expected = golden(case, "request");
    assert_eq!(format!("{}\n", request.expose()), expected, "{case}");
}

/// What the file answers.
pub(crate) fn answer<C: XmlCommand + ?Sized>(
    command: &C,
    case: &str,
) -> Result<C::Answer, AnswerError> {
    let body = golden(case, "response");
    exchange::decode(command, body.as_bytes(), Limits::default())
}

pub(crate) fn id(number: u64) -> Id {
    Id::new(number).unwrap()
}
