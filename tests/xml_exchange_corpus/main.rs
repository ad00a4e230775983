//! Every sample of a request that we support can be made with our builders, in equal meaning, and every
//! sample of an answer is decoded. Looks for the samples beside the checkout. `roxmltree` reads both
//! sides; which differences are none is said in `canonical.rs`.

#![allow(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../xml_support/mod.rs"]
mod xml_support;

mod canonical;
mod requests;
mod responses;

use std::collections::{BTreeMap, BTreeSet};

use suiteprojects::task::Id;
use xml_support::corpus;

/// The files of a folder by their names, if the samples are there.
fn samples(folder: &str) -> Option<BTreeMap<String, String>> {
    let files = corpus(&[folder])?;
    let named = files.into_iter().map(|(path, bytes)| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, String::from_utf8(bytes).unwrap())
    });
    Some(named.collect())
}

/// Each file has to be tried or excused, and nothing else.
fn is_complete<'n>(
    files: &BTreeMap<String, String>,
    tried: impl Iterator<Item = &'n str>,
    excused: &'n [(&'n str, &'n str)],
) {
    let tried: BTreeSet<&str> = tried.collect();
    let excused: BTreeSet<&str> = excused.iter().map(|(name, _)| *name).collect();
    assert!(tried.is_disjoint(&excused));
    let known: BTreeSet<&str> = tried.union(&excused).copied().collect();
    let files: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    let new: Vec<_> = files.difference(&known).collect();
    let gone: Vec<_> = known.difference(&files).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "new: {new:?}, gone: {gone:?}"
    );
    println!("{} samples, {} of them tried", files.len(), tried.len());
}

fn id(number: u64) -> Id {
    Id::new(number).unwrap()
}
