//! How much memory an answer can take that is larger than the client allows, as the system counts it.
//!
//! A test of its own, because the count is that of the whole process.

#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, reason = "only tests are here")]

#[path = "support/client.rs"]
mod client;
#[path = "support/peak.rs"]
mod peak;
#[path = "support/server.rs"]
mod server;

use std::io::Write as _;

use client::{BOTH, Driver, Kind, add, config};
use server::{Server, Step, answer, head};
use suiteprojects::protocol::Fate;

const MIB: usize = 1 << 20;

/// What the client allows.
const MOST: usize = MIB;

/// What the server sends.
const SENT: usize = 50 * MIB;

/// The body as far as it is allowed, in a vector that may have grown to twice that size while its
/// half is copied; buffers and threads.
const BOUND: usize = 3 * MOST + 2 * MIB;

/// The name of a case, and what the server does, given the packed body.
type Case = (&'static str, fn(&[u8]) -> Step);

/// Nothing else runs meanwhile: this is the only test of the binary.
#[test]
fn an_answer_takes_no_more_memory_than_is_allowed() {
    let packed = packed_blanks();
    assert!(packed.len() < MOST, "the packed answer is small");
    let cases: [Case; 3] = [
        ("with its size", |_| {
            let length = format!("Content-Length: {SENT}");
            Step::pours(head("200 OK", &[&length]), SENT)
        }),
        ("without its size", |_| {
            Step::pours(head("200 OK", &["Connection: close"]), SENT)
        }),
        ("packed", |packed| {
            Step::breaks_off(answer("200 OK", &["Content-Encoding: gzip"], packed))
        }),
    ];
    for kind in BOTH {
        for (name, step) in cases {
            let server = Server::new([step(&packed)]);
            let driver = Driver::new(kind, config(&server.url()).with_answer_bytes(MOST));
            let (error, peak) = peak::peak_of(|| add(&driver).unwrap_err());
            assert_eq!(
                error.fate(),
                Fate::MaybeApplied,
                "{kind:?}, {name}: {error}"
            );
            assert_eq!(
                error.to_string(),
                format!("the answer has more than {MOST} bytes; it may have been carried out")
            );
            match peak {
                Some(peak) => {
                    println!("{kind:?}, {name}: {} KiB", peak >> 10);
                    assert!(peak < BOUND, "{kind:?}, {name}: {peak} bytes");
                }
                None => println!("skipped: the system does not tell the memory of a process"),
            }
        }
    }
    // The count counts: an answer that is allowed takes its size. Last, for the allocator may keep it.
    let allowed = 8 * MIB;
    let server = Server::new([Step::pours(head("200 OK", &["Connection: close"]), allowed)]);
    let driver = Driver::new(
        Kind::Async,
        config(&server.url()).with_answer_bytes(2 * allowed),
    );
    let (_, peak) = peak::peak_of(|| add(&driver).unwrap_err());
    assert!(peak.is_none_or(|peak| peak > allowed / 2), "{peak:?} bytes");
}

fn packed_blanks() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let piece = vec![b' '; MIB];
    for _ in 0..SENT / MIB {
        encoder.write_all(&piece).unwrap();
    }
    encoder.finish().unwrap()
}
