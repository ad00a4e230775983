//! Stock SOAP clients, zeep and suds, with nothing but the WSDL: they write requests that the library
//! reads, and read the answers that it writes.
//!
//! They run in `tests/oracles/stock_clients.py`, which has what they are to send. Where they are not
//! installed, the tests say so and do nothing; `bash tests/oracles/run.sh` installs them.
//! `SUITEPROJECTS_PYTHON` names a Python that must have them.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod answers;
mod requests;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{env, fs};

use serde_json::Value;
use suiteprojects::schema::{soap_encoding_schema, wsdl_with_custom_fields};

/// What `CALLS` there uses.
const CUSTOM_FIELD: &str = "billing_note__c";

/// Every client there, in alphabetical order.
const CLIENTS: [&str; 3] = ["suds", "suds-lists", "zeep"];

/// What the clients made.
struct Made {
    /// By client and name.
    requests: BTreeMap<(String, String), Vec<u8>>,
    /// By client and name of the answer.
    results: BTreeMap<(String, String), Value>,
}

/// Whether this Python has the clients.
fn has_clients(python: &OsStr) -> bool {
    let mut probe = Command::new(python);
    probe.args(["-c", "import suds, zeep"]);
    probe.stdout(Stdio::null()).stderr(Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}

/// A Python that has the clients.
fn python() -> Option<OsString> {
    if let Some(named) = env::var_os("SUITEPROJECTS_PYTHON") {
        assert!(
            has_clients(&named),
            "{} has no suds or no zeep",
            named.display()
        );
        return Some(named);
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/oracles/bin/python");
    let candidates = [own.into_os_string(), "python3".into()];
    candidates.into_iter().find(|python| has_clients(python))
}

fn run() -> Option<Made> {
    let Some(python) = python() else {
        // Straight to the stream: the harness hides what passing tests print.
        let mut stream = std::io::stderr();
        writeln!(stream, "skipped: no Python with suds and zeep").unwrap();
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let wsdl = wsdl_with_custom_fields(&[CUSTOM_FIELD]).unwrap();
    fs::write(folder.join("suiteprojects.wsdl"), wsdl).unwrap();
    fs::write(folder.join("soapenc.xsd"), soap_encoding_schema()).unwrap();
    fs::create_dir(folder.join("responses")).unwrap();
    for (name, text) in answers::written() {
        fs::write(folder.join(format!("responses/{name}.xml")), text).unwrap();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/stock_clients.py");
    let output = Command::new(python)
        .arg("-B")
        .arg(script)
        .arg(folder)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let mut made = Made {
        requests: BTreeMap::new(),
        results: BTreeMap::new(),
    };
    for client in CLIENTS {
        for (name, text) in files(&folder.join("requests").join(client)) {
            made.requests.insert((client.to_owned(), name), text);
        }
        for (name, text) in files(&folder.join("results").join(client)) {
            let value = serde_json::from_slice(&text).unwrap();
            made.results.insert((client.to_owned(), name), value);
        }
    }
    Some(made)
}

/// Names without the suffix, and contents.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(&path).unwrap())
        })
        .collect()
}

/// Runs the clients once for all tests.
fn made() -> Option<&'static Made> {
    static MADE: OnceLock<Option<Made>> = OnceLock::new();
    MADE.get_or_init(run).as_ref()
}
