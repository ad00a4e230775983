//! The commands that only read, on the wire: requests byte for byte against files written by hand, and
//! answers against values written by hand. Where each file comes from stands in
//! `tests/wire/xml/exchange/README.md`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod answers;
mod requests;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use suiteprojects::task::Id;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire/xml/exchange")
}

fn golden(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn id(number: u64) -> Id {
    Id::new(number).unwrap()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn moment(date: NaiveDate, hour: u32, minute: u32, second: u32) -> NaiveDateTime {
    date.and_hms_opt(hour, minute, second).unwrap()
}

/// A file that no test names would be checked by nobody.
#[test]
fn every_file_is_used() {
    let sources = [include_str!("answers.rs"), include_str!("requests.rs")].concat();
    let mut files = BTreeSet::new();
    for command in ["read", "time", "version", "whoami"] {
        for entry in fs::read_dir(folder().join(command)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            files.insert(format!("{command}/{name}"));
        }
    }
    assert!(files.len() > 40, "the files are found");
    let unused: Vec<&String> = files
        .iter()
        .filter(|file| {
            let name = file.strip_suffix(".request.xml");
            let name = name.or_else(|| file.strip_suffix(".response.xml")).unwrap();
            !sources.contains(&format!("\"{name}\""))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}
