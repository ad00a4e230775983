//! The XML API as a server reads and writes it.
//!
//! What stands in a request is told by `roxmltree`, which shares no code with the library; the requests are
//! the golden files of the client's side, and the samples of real clients where they are there. Answers are
//! written back from what the golden files and the samples hold.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../xml_support/mod.rs"]
mod xml_support;

mod hostile;
mod requests;
mod responses;

use std::fs;
use std::path::{Path, PathBuf};

use xml_support::corpus;

/// The golden files of this kind.
fn golden(kind: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire/xml/exchange");
    let mut files = Vec::new();
    for folder in fs::read_dir(root).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.to_str().unwrap().ends_with(&format!(".{kind}.xml")) {
                files.push((path.clone(), fs::read(path).unwrap()));
            }
        }
    }
    assert!(files.len() > 20, "{}", files.len());
    files.sort();
    files
}

/// The golden files and the samples.
fn all(kind: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = golden(kind);
    files.extend(corpus(&[&format!("xml-{kind}s")]).unwrap_or_default());
    files
}
