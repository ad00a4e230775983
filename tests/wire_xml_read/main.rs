//! The commands that only read, on the wire: requests byte for byte against files written by hand, and
//! answers against values written by hand. Where each file comes from stands in
//! `tests/wire/xml/exchange/README.md`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod answers;
#[path = "../support/exchange.rs"]
mod exchange_support;
mod requests;

use std::collections::BTreeSet;
use std::fs;

use chrono::{NaiveDate, NaiveDateTime};
use exchange_support::folder;

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
