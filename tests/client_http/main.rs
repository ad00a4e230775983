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

use client::{ADDED, BOTH, Driver, FOUND, add, config, read};
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
        for kind in BOTH {
            for (command, ok, (result, requests)) in
                [("Add", ADDED, case.add), ("Read", FOUND, case.read)]
            {
                let name = format!("{}, {command}, {kind:?}", case.name);
                let server = Server::new((case.script)(ok));
                let driver = Driver::new(kind, settings(config(&server.url())));
                let found = if command == "Add" {
                    add(&driver)
                } else {
                    read(&driver)
                };
                assert_eq!(server.seen().len(), requests, "{name}: {found:?}");
                match (&found, result) {
                    (Ok(count), Ok(())) => assert_eq!(*count, 1, "{name}"),
                    (Err(error), Err(fate)) => {
                        assert_eq!(error.fate(), fate, "{name}: {error}");
                        if command == "Add" {
                            (case.error)(error);
                        }
                    }
                    _ => panic!("{name}: found {found:?}, expected {result:?}"),
                }
                // What the client says must be true of the server.
                let applied = server.applied();
                if let Err(error) = &found {
                    assert!(
                        applied == 0 || error.may_have_been_applied(),
                        "{name}: {error}"
                    );
                }
                assert!(
                    applied <= 1 || command == "Read",
                    "{name}: carried out twice"
                );
            }
        }
    }
}
