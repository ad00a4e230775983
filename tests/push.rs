//! A push through both clients, with a journal in memory and one in a file, against a server with every
//! kind of trouble. What is expected is what the server counts: each entry once.

#![cfg(all(feature = "client", feature = "sqlite"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/client.rs"]
mod client;
#[path = "support/server.rs"]
mod server;
#[path = "support/stub/mod.rs"]
mod stub;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use client::{BOTH, Driver, Kind, config, config_with};
use server::{Server, xml};
use stub::{Fault, Stub, When};
use suiteprojects::api::Login;
use suiteprojects::client::{CommandProtocol, Config, PushEnd, PushError, PushProgress, Soap, Xml};
use suiteprojects::journal::SqliteJournal;
use suiteprojects::protocol::journal::{Journal, MemoryJournal, StateKind};
use suiteprojects::protocol::push::{Options, Push};
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::{CheckedEntry, Command};

fn options() -> Options {
    Options::default()
        .with_entries_per_request(5)
        .with_settle(Duration::from_millis(20))
}

fn open<J: Journal, P: CommandProtocol>(driver: &Driver<P>, journal: J) -> Push<J> {
    let push = match driver {
        Driver::Async(client, _) => client.open_push(journal, options()),
        Driver::Blocking(client) => client.open_push(journal, options()),
    };
    push.unwrap()
}

fn send<J: Journal, P: CommandProtocol>(
    driver: &Driver<P>,
    push: &mut Push<J>,
    observer: impl FnMut(PushProgress) -> ControlFlow<()>,
) -> Result<PushEnd, PushError<J::Error>> {
    match driver {
        Driver::Async(client, runtime) => runtime.block_on(client.push_observed(push, observer)),
        Driver::Blocking(client) => client.push_observed(push, observer),
    }
}

fn go_on(_: PushProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Entries of three users on ten days; the notes name each.
fn take<J: Journal>(push: &mut Push<J>, count: u64) {
    let mut intake = push.intake().unwrap();
    for index in 0..count {
        let mut entry = Entry::new();
        entry
            .set(Field::Date, format!("2026-01-{:02}", 5 + index % 10))
            .set(Field::UserId, (index % 3 + 1).to_string())
            .set(Field::Hours, "8")
            .set(Field::Notes, format!("entry {index}"));
        let checked = CheckedEntry::trust_without_checking(Command::Add, &entry);
        intake.add(index, &checked).unwrap();
    }
    intake.finish().unwrap();
}

fn assert_each_once(stub: &Stub, count: u64) {
    let mut times: BTreeMap<String, u64> = BTreeMap::new();
    for task in stub.stored() {
        *times.entry(task.text("notes").to_owned()).or_default() += 1;
    }
    let expected: BTreeMap<String, u64> = (0..count)
        .map(|index| (format!("entry {index}"), 1))
        .collect();
    assert_eq!(times, expected);
}

/// The code is one that passes in this protocol.
fn with_every_trouble<J: Journal, P: CommandProtocol>(
    (protocol, passing): (P, u32),
    kind: Kind,
    heeds_keys: bool,
    journal: J,
) {
    let stub = Stub::start();
    stub.manners(|manners| {
        manners.heeds_keys = heeds_keys;
        manners.most_records = 7;
    });
    for (place, fault) in [
        Fault::DropBefore,
        Fault::DropAfter,
        Fault::DropWithin(2),
        Fault::CutAnswer,
        Fault::Http(503, None),
        Fault::Http(429, Some(0)),
        Fault::Refuse(passing),
        Fault::DropAndApplyLater(Duration::from_millis(1)),
    ]
    .into_iter()
    .enumerate()
    {
        let nth = When::Nth(2 * place as u64 + 1);
        stub.fault(fault, When::With("Add", nth.into()));
    }
    let driver = Driver::over(protocol, kind, config(&stub.url()));
    let mut push = open(&driver, journal);
    take(&mut push, 100);
    assert_eq!(
        send(&driver, &mut push, go_on).unwrap(),
        PushEnd::Done,
        "{kind:?}"
    );
    assert_each_once(&stub, 100);
    assert_eq!(push.progress().accepted, 100);
    assert_eq!(stub.counts().faults, 8);
    // Again, as a program does that was started twice.
    let requests = stub.counts().requests;
    let mut push = open(&driver, push.into_journal());
    take(&mut push, 100);
    send(&driver, &mut push, go_on).unwrap();
    assert_eq!(stub.counts().requests, requests);
}

#[test]
fn every_entry_is_stored_once_whatever_happens() {
    for kind in BOTH {
        for heeds_keys in [true, false] {
            let xml = (Xml::default(), 505);
            with_every_trouble(xml, kind, heeds_keys, MemoryJournal::new());
            let folder = tempfile::tempdir().unwrap();
            let journal = SqliteJournal::open(folder.path().join("journal")).unwrap();
            with_every_trouble(xml, kind, heeds_keys, journal);
        }
    }
}

#[test]
fn every_entry_is_stored_once_over_soap_too() {
    for kind in BOTH {
        for heeds_keys in [true, false] {
            let soap = (Soap::rpc_encoded(), 556);
            with_every_trouble(soap, kind, heeds_keys, MemoryJournal::new());
        }
    }
}

/// A journal belongs to the account, whichever way leads to it.
#[test]
fn what_one_protocol_began_the_other_ends() {
    for kind in BOTH {
        let stub = Stub::start();
        let config = config(&stub.url());
        let xml = Driver::new(kind, config.clone());
        let soap = Driver::over(Soap::rpc_encoded(), kind, config);
        let mut push = open(&xml, MemoryJournal::new());
        take(&mut push, 40);
        stub.fault(Fault::DropAfter, When::With("Add", When::Nth(3).into()));
        let stop = |progress: PushProgress| match progress.counts.accepted {
            0..10 => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        };
        assert_eq!(send(&xml, &mut push, stop).unwrap(), PushEnd::Stopped);
        // The third Add is lost, and its session ends with it.
        let mut push = open(&soap, push.into_journal());
        let mut begun = 0;
        let ending = |_: PushProgress| {
            begun += 1;
            if begun % 3 == 0 {
                stub.end_sessions();
            }
            ControlFlow::Continue(())
        };
        assert_eq!(send(&soap, &mut push, ending).unwrap(), PushEnd::Done);
        assert_each_once(&stub, 40);
        assert!(stub.logins() > 1, "{}", stub.logins());
    }
}

/// The future is dropped again and again; then the same push, or one that was opened anew, goes on.
#[test]
fn a_push_that_is_dropped_can_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let stub = Stub::start();
    stub.manners(|manners| manners.latency = Duration::from_millis(8));
    let driver = Driver::new(Kind::Async, config(&stub.url()));
    let Driver::Async(client, runtime) = &driver else {
        panic!("an async client")
    };
    let mut push = open(&driver, SqliteJournal::open(&path).unwrap());
    take(&mut push, 60);
    let mut dropped = 0;
    for time in (3..60).step_by(4) {
        let time = Duration::from_millis(time);
        let run =
            runtime.block_on(async { tokio::time::timeout(time, client.push(&mut push)).await });
        match run {
            Ok(end) => assert_eq!(end.unwrap(), PushEnd::Done),
            Err(_) => dropped += 1,
        }
        if dropped % 2 == 0 {
            drop(push);
            push = open(&driver, SqliteJournal::open(&path).unwrap());
        }
    }
    assert!(dropped > 4, "{dropped}");
    assert_eq!(send(&driver, &mut push, go_on).unwrap(), PushEnd::Done);
    assert_each_once(&stub, 60);
    assert_eq!(push.progress().accepted, 60);
}

#[test]
fn an_observer_can_stop_a_push_that_goes_on_later() {
    for kind in BOTH {
        let stub = Stub::start();
        let driver = Driver::new(kind, config(&stub.url()));
        let mut push = open(&driver, MemoryJournal::new());
        take(&mut push, 20);
        let stop = |progress: PushProgress| match progress.counts.accepted {
            0..10 => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        };
        assert_eq!(
            send(&driver, &mut push, stop).unwrap(),
            PushEnd::Stopped,
            "{kind:?}"
        );
        assert_eq!((push.progress().accepted, stub.stored().len()), (10, 10));
        assert_eq!(send(&driver, &mut push, go_on).unwrap(), PushEnd::Done);
        assert_each_once(&stub, 20);
    }
}

const CANARIES: [&str; 3] = ["canary-password", "canary-key", "canary-token"];

/// How often one of these stands in the journal or in what SQLite has beside it.
fn count_of(folder: &Path, canaries: &[&str]) -> usize {
    let files = std::fs::read_dir(folder).unwrap();
    // A file beside the journal may just have gone.
    let contents = files.filter_map(|file| std::fs::read(file.unwrap().path()).ok());
    contents
        .map(|content| {
            let stands_in = |canary: &&&str| {
                let mut pieces = content.windows(canary.len());
                pieces.any(|piece| piece == canary.as_bytes())
            };
            canaries.iter().filter(stands_in).count()
        })
        .sum()
}

/// Not even when the server sends credentials back in the texts of its refusals.
#[test]
fn no_credential_comes_into_the_journal_or_into_what_is_shown() {
    let words = CANARIES.join(" and ");
    for kind in BOTH {
        for login in [
            Login::password("acme", "ann", CANARIES[0]),
            Login::access_token(CANARIES[2]),
        ] {
            let refused = format!("<Add status='821'><Task><errors>{words}</errors></Task></Add>");
            let answer = format!(
                "<response><Auth status='0'/>{}</response>",
                refused.repeat(5)
            );
            let server = Server::by(move |_| server::Step::refuses(xml(&answer)));
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("journal");
            let sent: Vec<&str> = match &login {
                Login::Password { .. } => vec![CANARIES[0], CANARIES[1]],
                Login::AccessToken(_) => vec![CANARIES[1], CANARIES[2]],
                _ => panic!("another login"),
            };
            let mut config: Config = config_with(&server.url(), login.clone());
            config.application.key = CANARIES[1].into();
            let driver = Driver::new(kind, config);
            let mut push = open(&driver, SqliteJournal::open(&path).unwrap());
            take(&mut push, 10);
            let mut most = 0;
            let end = send(&driver, &mut push, |_| {
                most = most.max(count_of(folder.path(), &sent));
                ControlFlow::Continue(())
            });
            assert_eq!(end.unwrap(), PushEnd::Done);
            assert_eq!(most, 0, "{kind:?} {login:?}");
            assert_eq!(push.progress().refused, 10);
            let refused = push
                .journal_mut()
                .entries(StateKind::Refused, 0, 9)
                .unwrap();
            let shown = format!("{push:?} {refused:?} {:?}", push.undecided());
            // What else the server says is kept.
            assert!(shown.contains("canary-"), "{shown}");
            assert!(sent.iter().all(|canary| !shown.contains(canary)), "{shown}");
            assert_eq!(count_of(folder.path(), &sent), 0);
        }
    }
}
