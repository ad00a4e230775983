//! The client against a server that plays a script, async and blocking alike: what an Add and a Read
//! become in each kind of trouble, compared with what the server saw.
//!
//! The expected fates and numbers of requests are those of the table in `src/protocol/retry.rs`.

#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "only tests are here")]
#![allow(clippy::too_many_lines, reason = "tables of cases")]

mod answers;
mod budget;
#[path = "../support/client.rs"]
mod client;
mod connections;
mod oauth;
mod pages;
mod refusals;
#[path = "../support/server.rs"]
mod server;

use std::thread;

use client::{ADDED, BOTH, Driver, FOUND, Kind, add, config, read};
use server::{Server, Step};
use suiteprojects::client::{Config, Error};
use suiteprojects::protocol::Fate;

/// What becomes of a command: answered, or an error with this fate; and how many whole requests the
/// server sees.
pub(crate) type Expected = (Result<(), Fate>, usize);

pub(crate) const DONE: Result<(), Fate> = Ok(());
pub(crate) const REFUSED: Result<(), Fate> = Err(Fate::Refused);
pub(crate) const DOUBT: Result<(), Fate> = Err(Fate::MaybeApplied);

/// One kind of trouble.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// What the server does; it is given the body of a good answer.
    pub(crate) script: fn(&str) -> Vec<Step>,
    pub(crate) add: Expected,
    pub(crate) read: Expected,
    /// What the error of an Add says, and further checks of it.
    pub(crate) error: fn(&Error),
}

pub(crate) fn nothing_more(_: &Error) {}

pub(crate) fn says(error: &Error, part: &str) {
    let shown = error.to_string();
    assert!(shown.contains(part), "{shown:?} says {part:?}");
    assert!(!shown.contains('\n'), "{shown:?} is one line");
}

pub(crate) fn same(step: &Step) -> Vec<Step> {
    vec![step.clone(); 6]
}

pub(crate) fn check(cases: &[Case]) {
    check_with(cases, |config| config);
}

pub(crate) fn check_with(cases: &[Case], settings: fn(Config) -> Config) {
    for case in cases {
        thread::scope(|scope| {
            for kind in BOTH {
                scope.spawn(move || check_add(case, kind, settings));
                scope.spawn(move || check_read(case, kind, settings));
            }
        });
    }
}

fn check_add(case: &Case, kind: Kind, settings: fn(Config) -> Config) {
    let name = format!("{}, Add, {kind:?}", case.name);
    let server = Server::new((case.script)(ADDED));
    let found = add(&Driver::new(kind, settings(config(&server.url()))));
    check_fate(&name, &server, &found, case.add);
    assert!(server.applied() <= 1, "{name}: carried out twice");
    if let Err(error) = &found {
        (case.error)(error);
    }
}

fn check_read(case: &Case, kind: Kind, settings: fn(Config) -> Config) {
    let name = format!("{}, Read, {kind:?}", case.name);
    let server = Server::new((case.script)(FOUND));
    let found = read(&Driver::new(kind, settings(config(&server.url()))));
    check_fate(&name, &server, &found, case.read);
}

fn check_fate(name: &str, server: &Server, found: &Result<usize, Error>, expected: Expected) {
    let (result, requests) = expected;
    assert_eq!(server.seen().len(), requests, "{name}: {found:?}");
    match (found, result) {
        (Ok(count), Ok(())) => assert_eq!(*count, 1, "{name}"),
        (Err(error), Err(fate)) => assert_eq!(error.fate(), fate, "{name}: {error}"),
        _ => panic!("{name}: found {found:?}, expected {result:?}"),
    }
    // What the client says must be true of the server.
    if let Err(error) = found {
        let is_true = server.applied() == 0 || error.may_have_been_applied();
        assert!(is_true, "{name}: {error}");
    }
}
