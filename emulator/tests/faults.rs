//! Each fault as it is seen over a socket, when faults come, and that a push stores every entry once whatever
//! happens.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use suiteprojects::api::{Login, Read};
use suiteprojects::client::blocking::Client;
use suiteprojects::client::{CommandProtocol, PushEnd, Soap, Xml};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::protocol::RetryPolicy;
use suiteprojects::protocol::journal::MemoryJournal;
use suiteprojects::protocol::push::Options as PushOptions;
use suiteprojects::task::Task;
use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects_emulator::{Emulator, Fault, Options, Quirks, When};
use support::{config, entry, password, request};

const AUTH: &str =
    "<Auth><Login><company>c</company><user>u</user><password>p</password></Login></Auth>";
const ADD: &str = "<Add type=\"Customer\"><Customer><name>Heron</name></Customer></Add>";

fn start(fault: Fault, when: When) -> Emulator {
    Emulator::start(Options::default().with_fault(fault, when)).unwrap()
}

fn post(emulator: &Emulator, commands: &str) -> String {
    let body = format!("<request key=\"k\" namespace=\"default\">{AUTH}{commands}</request>");
    request(emulator.address(), "POST", "/api.pl", body.as_bytes())
}

/// How many customers there are, with all faults taken away.
fn stored(emulator: &Emulator) -> usize {
    emulator.clear_faults();
    let read = "<Read type=\"Customer\" method=\"all\" limit=\"1000\"/>";
    post(emulator, read).matches("<Customer>").count()
}

/// The fault, how the answer to two Adds begins and ends, and how many are stored then.
#[test]
fn faults_do_what_they_say() {
    let whole = "</response>";
    for (fault, begins, ends, expected) in [
        (Fault::CutBefore, "", "", 0),
        (Fault::CutAfter, "", "", 2),
        (Fault::CutWithin(1), "", "", 1),
        (Fault::Truncated, "HTTP/1.1 200 ", "<", 2),
        (
            Fault::Refuse(ErrorCode::new(505)),
            "HTTP/1.1 200 ",
            whole,
            0,
        ),
        (Fault::http(503), "HTTP/1.1 503 ", "\n", 0),
        (Fault::rate_limit(7), "HTTP/1.1 429 ", "\n", 0),
        (
            Fault::Latency(Duration::from_millis(1)),
            "HTTP/1.1 200 ",
            whole,
            2,
        ),
    ] {
        let words = fault.to_string();
        let emulator = start(fault, When::nth(1));
        let answer = post(&emulator, &ADD.repeat(2));
        assert!(answer.starts_with(begins), "{words}: {answer}");
        assert_eq!(answer.is_empty(), begins.is_empty(), "{words}: {answer}");
        match ends {
            "<" => assert!(!answer.trim_end().ends_with(whole), "{words}: {answer}"),
            ends => assert!(answer.ends_with(ends), "{words}: {answer}"),
        }
        assert_eq!(emulator.counts().faults, 1, "{words}");
        assert_eq!(stored(&emulator), expected, "{words}");
    }
}

#[test]
fn refusals_are_bare() {
    let emulator = start(Fault::Refuse(ErrorCode::new(556)), When::always());
    let answer = post(&emulator, ADD);
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let document = roxmltree::Document::parse(body).unwrap();
    assert_eq!(document.root_element().attribute("status"), Some("556"));
    assert!(!document.root_element().has_children() || !body.contains("<Auth"));
    let answer = request(emulator.address(), "POST", "/soap", b"<x/>");
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
    assert!(
        answer.contains("<faultcode>soap:556</faultcode>"),
        "{answer}"
    );
    let path = "/rest/v1/time-entries/";
    let answer = request(emulator.address(), "GET", path, b"");
    assert!(answer.starts_with("HTTP/1.1 429 "), "{answer}");
}

#[test]
fn a_rate_limit_says_when_to_come_again() {
    let emulator = start(Fault::rate_limit(7), When::always());
    let answer = post(&emulator, ADD).to_ascii_lowercase();
    assert!(answer.contains("\r\nretry-after: 7\r\n"), "{answer}");
}

#[test]
fn latency_is_waited_for_and_adds_up() {
    let time = Duration::from_millis(30);
    let emulator = start(Fault::Latency(time), When::always());
    emulator.add_fault(Fault::Latency(time), When::always());
    emulator.add_fault(Fault::http(503), When::always());
    let begun = Instant::now();
    assert_eq!(support::status(&post(&emulator, ADD)), 503);
    assert!(begun.elapsed() >= 2 * time);
}

#[test]
fn what_is_applied_later_is_not_there_before() {
    let later = Fault::CutAndApplyLater(Duration::from_millis(300));
    let emulator = start(later, When::nth(1));
    assert_eq!(post(&emulator, ADD), "");
    assert_eq!(stored(&emulator), 0);
    let begun = Instant::now();
    while stored(&emulator) == 0 {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(stored(&emulator), 1);
}

/// Which of twelve requests meet a fault.
fn met(when: When, seed: u64, ask: impl Fn(&Emulator) -> String) -> Vec<u64> {
    let options = Options::default()
        .with_fault(Fault::http(503), when)
        .with_chance(seed);
    let emulator = Emulator::start(options).unwrap();
    (1..=12)
        .filter(|_| support::status(&ask(&emulator)) == 503)
        .collect()
}

#[test]
fn faults_come_when_they_should() {
    let add = |emulator: &Emulator| post(emulator, ADD);
    let met = |when| met(when, 0, add);
    assert_eq!(met(When::always()), (1..=12).collect::<Vec<_>>());
    assert_eq!(met(When::nth(3)), [3]);
    assert_eq!(met(When::first(2)), [1, 2]);
    assert_eq!(met(When::every(5)), [5, 10]);
    assert_eq!(met(When::every(0)), [0_u64; 0]);
    assert_eq!(met(When::share(100)).len(), 12);
    assert_eq!(met(When::share(0)), [0_u64; 0]);
    assert_eq!(met(When::every(5).with_command("add")), [5, 10]);
    assert_eq!(met(When::always().with_command("Read")), [0_u64; 0]);
    assert_eq!(met(When::nth(2).with_path("/api.pl")), [2]);
    assert_eq!(met(When::always().with_path("/soap")), [0_u64; 0]);
}

#[test]
fn only_requests_that_a_fault_is_for_are_counted() {
    let emulator = start(Fault::http(503), When::every(2).with_command("Add"));
    let statuses = [ADD, "<Whoami/>", "<Time/>", ADD, "<Whoami/>", ADD]
        .map(|commands| support::status(&post(&emulator, commands)));
    assert_eq!(statuses, [200, 200, 200, 503, 200, 200]);
    let counts = emulator.counts();
    assert_eq!((counts.requests, counts.faults), (6, 1));
    let expected = [("Add", 2), ("Time", 1), ("Whoami", 2)];
    let expected = expected.map(|(name, count)| (name.to_owned(), count));
    assert_eq!(counts.commands, BTreeMap::from(expected));
}

#[test]
fn chance_repeats_with_the_seed() {
    let pattern = |seed| met(When::share(50), seed, |emulator| post(emulator, ADD));
    assert_eq!(pattern(1), pattern(1));
    let others = (2..8).filter(|seed| pattern(*seed) != pattern(1)).count();
    assert!(others > 4, "{others}");
    assert!((1..12).contains(&pattern(1).len()));
}

/// Two faults with the same share have a chance each.
#[test]
fn faults_have_chances_of_their_own() {
    let options = Options::default()
        .with_fault(Fault::http(503), When::share(50))
        .with_fault(Fault::http(500), When::share(50));
    let emulator = Emulator::start(options).unwrap();
    let statuses: Vec<u16> = (0..40)
        .map(|_| support::status(&post(&emulator, ADD)))
        .collect();
    for status in [200, 500, 503] {
        assert!(statuses.contains(&status), "{status} in {statuses:?}");
    }
}

const ENTRIES: u64 = 100;

fn push<P: CommandProtocol>(protocol: P, emulator: &Emulator) {
    let retry = RetryPolicy::default()
        .with_tries(12)
        .with_delays(Duration::from_millis(1), Duration::from_millis(5));
    let config = config(&emulator.url(), password()).with_retry(retry);
    let client = Client::over(protocol, config).unwrap();
    let options = PushOptions::default()
        .with_entries_per_request(4)
        .with_settle(Duration::from_millis(100));
    let mut push = client.open_push(MemoryJournal::new(), options).unwrap();
    let mut intake = push.intake().unwrap();
    for index in 0..ENTRIES {
        let date = format!("2026-01-{:02}", 5 + index % 10);
        let user = (index % 3 + 1).to_string();
        let notes = format!("entry {index}");
        let entry = entry(&[
            ("date", &date),
            ("userid", &user),
            ("hours", "8"),
            ("notes", &notes),
        ]);
        let checked = CheckedEntry::trust_without_checking(Command::Add, &entry);
        intake.add(index, &checked).unwrap();
    }
    intake.finish().unwrap();
    assert_eq!(client.push(&mut push).unwrap(), PushEnd::Done);
    assert_eq!(push.progress().accepted, ENTRIES, "{:?}", push.progress());
}

fn assert_each_once(emulator: &Emulator) {
    emulator.clear_faults();
    let login = Login::password("c", "u", "p");
    let client = Client::new(config(&emulator.url(), login)).unwrap();
    let mut times: BTreeMap<String, u64> = BTreeMap::new();
    for task in client.send(&Read::<Task>::all()).unwrap().unwrap() {
        *times.entry(task.unwrap().notes.unwrap()).or_default() += 1;
    }
    let expected = (0..ENTRIES).map(|index| (format!("entry {index}"), 1));
    assert_eq!(times, expected.collect());
}

/// The code is one that passes in this protocol.
fn all_faults(passing: u32) -> [Fault; 9] {
    [
        Fault::CutBefore,
        Fault::CutAfter,
        Fault::CutWithin(2),
        Fault::Truncated,
        Fault::http(503),
        Fault::rate_limit(0),
        Fault::Refuse(ErrorCode::new(passing)),
        Fault::CutAndApplyLater(Duration::from_millis(1)),
        Fault::Latency(Duration::from_millis(2)),
    ]
}

fn with_every_fault<P: CommandProtocol>(protocol: P, passing: u32) {
    let mut options = Options::default().with_quirks(Quirks::all());
    for (place, fault) in all_faults(passing).into_iter().enumerate() {
        let nth = When::nth(2 * place as u64 + 2).with_command("Add");
        options = options.with_fault(fault, nth);
    }
    let emulator = Emulator::start(options).unwrap();
    push(protocol, &emulator);
    assert_eq!(emulator.counts().faults, 9);
    assert_each_once(&emulator);
}

#[test]
fn every_entry_is_stored_once_whatever_happens() {
    with_every_fault(Xml::default(), 505);
}

#[test]
fn every_entry_is_stored_once_over_soap_too() {
    with_every_fault(Soap::rpc_encoded(), 556);
}

/// Any request may meet any fault, look-ups and logins too.
#[test]
fn every_entry_is_stored_once_whatever_chance_says() {
    for seed in 0..4 {
        let start = |passing| {
            let mut options = Options::default().with_chance(seed);
            for fault in all_faults(passing) {
                options = options.with_fault(fault, When::share(4));
            }
            Emulator::start(options).unwrap()
        };
        let emulator = start(505);
        push(Xml::default(), &emulator);
        assert!(emulator.counts().faults > 0, "seed {seed}");
        assert_each_once(&emulator);
        let emulator = start(556);
        push(Soap::rpc_encoded(), &emulator);
        assert!(emulator.counts().faults > 0, "seed {seed}");
        assert_each_once(&emulator);
    }
}
