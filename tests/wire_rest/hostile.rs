//! Bodies and query strings that are wrong in every way: an error or an answer, never a panic, and never a
//! success for what was cut off.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use suiteprojects::api::Outcome;
use suiteprojects::rest::server::Call;
use suiteprojects::rest::{Create, Delete, Discover, Get, List, Reply, RestCommand};

use super::{checked, golden, id, keyed};

const FILES: [&str; 9] = [
    "created.response.json",
    "created-object.response.json",
    "created-some.response.json",
    "refused-fields.response.json",
    "one.response.json",
    "one-odd.response.json",
    "list-middle.response.json",
    "deleted-numbered.response.json",
    "create-several.request.json",
];

/// Reads the bytes as everything that they could be; every error is one short line.
fn read_all(status: u16, body: &[u8]) {
    let reply = Reply::new(status, body);
    let entry = keyed("PB-1", "2026-01-05");
    let entries = [checked(&entry), checked(&entry)];
    let errors = [
        Create::tasks(&entries).unwrap().read(&reply).err(),
        Create::tasks(&entries[..1]).unwrap().read(&reply).err(),
        Get::new(id(5512)).read(&reply).err(),
        List::new().read(&reply).err(),
        Delete::new(id(5512)).read(&reply).err(),
        Discover::new().read(&reply).err(),
    ];
    for error in errors.into_iter().flatten() {
        let shown = error.to_string();
        assert!(!shown.contains('\n') && shown.len() < 500, "{shown}");
    }
    if let Err(answer) = Call::parse("POST", "/rest/v1/time-entries/", "", body) {
        assert!(answer.body.len() < 1_000, "{answer}");
        serde_json::from_str::<serde_json::Value>(&answer.body).unwrap();
    }
}

#[test]
fn depth_and_length_are_no_danger() {
    let begun = Instant::now();
    for body in [
        "[".repeat(1_000_000),
        format!("{{\"data\":{}", "[".repeat(1_000_000)),
        format!("{{\"data\":{}", "{\"data\":".repeat(300_000)),
        format!(
            "{{\"errorFields\":{}{}}}",
            "{\"a\":".repeat(100),
            "}".repeat(100)
        ),
        format!("{{\"message\":\"{}\"}}", "x".repeat(5_000_000)),
        format!("{{\"data\":[{}{{}}]}}", "{},".repeat(500_000)),
        format!("{{\"data\":[{{{}\"id\":1}}]}}", "\"a\":1,".repeat(300_000)),
        format!("{{\"{}\":1}}", "y".repeat(5_000_000)),
    ] {
        for status in [200, 207, 400] {
            read_all(status, body.as_bytes());
        }
    }
    let query = format!("q={}", "(".repeat(1_000_000));
    assert!(Call::parse("GET", "/rest/v1/time-entries/", &query, b"").is_err());
    let many = "a=1&".repeat(100_000);
    assert!(Call::parse("GET", "/rest/v1/time-entries/", &many, b"").is_err());
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn what_was_cut_off_is_no_success() {
    let entry = keyed("PB-1", "2026-01-05");
    let entries = [checked(&entry)];
    let create = Create::tasks(&entries).unwrap();
    for file in FILES {
        let body = golden(file);
        for end in 0..body.len() {
            let reply = Reply::new(200, &body.as_bytes()[..end]);
            assert!(create.read(&reply).is_err(), "{file} {end}");
            assert!(List::new().read(&reply).is_err(), "{file} {end}");
            let removed = Delete::new(id(5512)).read(&reply);
            assert!(!matches!(removed, Ok(Outcome::Done(_))), "{file} {end}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(body in any::<Vec<u8>>(), status in any::<u16>()) {
        read_all(status, &body);
    }

    #[test]
    fn changed_bytes(
        file in select(FILES.to_vec()),
        changes in prop::collection::vec((any::<Index>(), select(b"{}[]\",:0x\\ntf-e.".to_vec())), 1..4),
        status in select(vec![200, 201, 207, 400, 404, 500]),
    ) {
        let mut body = golden(file).into_bytes();
        for (place, byte) in changes {
            let place = place.index(body.len());
            body[place] = byte;
        }
        read_all(status, &body);
    }

    #[test]
    fn any_request(method in "GET|POST|DELETE|OPTIONS|PUT|\\PC{0,5}", path in "(/rest/v1/time-entries)?/?\\PC{0,9}", query in "(q|fields|limit|offset|orderBy|return_object|\\PC{0,4}|=|&|%[0-9a-f]{0,2}){0,9}") {
        let _ = Call::parse(&method, &path, &query, b"{}");
    }
}
