//! Answers that count, and others.

use std::io::Write as _;

use suiteprojects::protocol::{Fate, RetryPolicy};

use crate::client::{ADDED, BOTH, Driver, add, config};
use crate::server::{Server, Step, answer, head, xml};
use crate::{Case, DONE, DOUBT, check, check_with, nothing_more, same, says};

#[test]
fn answers_that_count() {
    check(&[
        Case {
            name: "a good answer",
            script: |ok| vec![Step::answers(xml(ok))],
            add: (DONE, 1),
            read: (DONE, 1),
            error: nothing_more,
        },
        Case {
            name: "a good answer with an odd media type",
            script: |ok| {
                vec![Step::answers(answer(
                    "200 OK",
                    &["Content-Type: text/html"],
                    ok.as_bytes(),
                ))]
            },
            add: (DONE, 1),
            read: (DONE, 1),
            error: nothing_more,
        },
        Case {
            name: "a good answer, packed",
            script: |ok| {
                let headers = ["Content-Type: text/xml", "Content-Encoding: gzip"];
                vec![Step::answers(answer(
                    "200 OK",
                    &headers,
                    &gzip(ok.as_bytes()),
                ))]
            },
            add: (DONE, 1),
            read: (DONE, 1),
            error: nothing_more,
        },
        Case {
            name: "a good answer in pieces",
            script: |ok| vec![Step::answers(chunked(&[&ok[..20], &ok[20..]], true))],
            add: (DONE, 1),
            read: (DONE, 1),
            error: nothing_more,
        },
        Case {
            name: "a good answer that ends with the connection",
            script: |ok| {
                let head = head("200 OK", &["Connection: close"]);
                vec![Step::breaks_off([&head, ok.as_bytes()].concat())]
            },
            add: (DONE, 1),
            read: (DONE, 1),
            error: nothing_more,
        },
    ]);
}

#[test]
fn answers_that_do_not_count() {
    check(&[
        Case {
            name: "a page for people",
            script: |_| {
                same(&Step::answers(answer(
                    "200 OK",
                    &["Content-Type: text/html; charset=utf-8"],
                    b"<html><body>Sorry</body></html>",
                )))
            },
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| {
                says(
                    error,
                    "the answer has <html>, expected <response> (it is text/html); it may have been carried out",
                );
                assert!(!error.to_string().contains("Sorry"));
            },
        },
        Case {
            name: "an empty answer",
            script: |_| same(&Step::answers(answer("200 OK", &[], b""))),
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| says(error, "the answer cannot be read"),
        },
        Case {
            name: "no content",
            script: |_| same(&Step::answers(head("204 No Content", &[]))),
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: nothing_more,
        },
        Case {
            name: "an answer that is shorter than it says",
            script: |ok| {
                let mut bytes = xml(ok);
                bytes.truncate(bytes.len() - 20);
                same(&Step::breaks_off(bytes))
            },
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| says(error, "the answer was cut off"),
        },
        Case {
            name: "an answer in pieces, of which the last is missing",
            script: |ok| same(&Step::breaks_off(chunked(&[&ok[..20], &ok[20..]], false))),
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| says(error, "the answer was cut off"),
        },
        Case {
            name: "an answer that ends too early with the connection",
            script: |ok| {
                let head = head("200 OK", &["Connection: close"]);
                same(&Step::breaks_off([&head, &ok.as_bytes()[..40]].concat()))
            },
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| says(error, "the answer cannot be read"),
        },
        Case {
            name: "a packed answer that is cut off",
            script: |ok| {
                let packed = gzip(ok.as_bytes());
                let headers = ["Content-Encoding: gzip"];
                same(&Step::answers(answer(
                    "200 OK",
                    &headers,
                    &packed[..packed.len() - 12],
                )))
            },
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| says(error, "the answer was cut off"),
        },
        Case {
            name: "nothing that is HTTP",
            script: |_| same(&Step::breaks_off(b"SSH-2.0-OpenSSH_9.9\r\n\r\n".to_vec())),
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: nothing_more,
        },
    ]);
}

/// A good answer that is cut off anywhere, whatever tells its end: it counts whole or not at all.
#[test]
fn an_answer_counts_whole_or_not_at_all() {
    let with_length = xml(ADDED);
    let until_the_end = [&head("200 OK", &["Connection: close"]), ADDED.as_bytes()].concat();
    let answers = [
        with_length,
        chunked(&[&ADDED[..50], &ADDED[50..]], true),
        until_the_end,
    ];
    let policy = RetryPolicy::never();
    for answer in answers {
        for kind in BOTH {
            let cuts = (0..answer.len()).map(|end| Step::breaks_off(answer[..end].to_vec()));
            let server = Server::new(cuts.chain([Step::breaks_off(answer.clone())]));
            for end in 0..=answer.len() {
                // A client of its own each time: what is tested is no connection that ends.
                let driver = Driver::new(kind, config(&server.url()).with_retry(policy));
                match add(&driver) {
                    Ok(count) => assert_eq!((count, end), (1, answer.len()), "{kind:?}"),
                    Err(error) => {
                        assert!(end < answer.len(), "{kind:?}: {error}");
                        assert_eq!(error.fate(), Fate::MaybeApplied, "{kind:?}, {end}: {error}");
                    }
                }
            }
        }
    }
}

#[test]
fn answers_that_are_too_large() {
    let cases = [
        Case {
            name: "larger, as it says",
            script: |_| same(&Step::answers(xml(&" ".repeat(2_000)))),
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| {
                says(
                    error,
                    "the answer has more than 1000 bytes; it may have been carried out",
                );
            },
        },
        Case {
            name: "larger, as it turns out",
            script: |_| {
                same(&Step::answers(chunked(
                    &[&" ".repeat(600), &" ".repeat(600)],
                    true,
                )))
            },
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| says(error, "more than 1000 bytes"),
        },
        Case {
            name: "larger once it is unpacked",
            script: |_| {
                let packed = gzip(" ".repeat(100_000).as_bytes());
                assert!(packed.len() < 1_000);
                same(&Step::answers(answer(
                    "200 OK",
                    &["Content-Encoding: gzip"],
                    &packed,
                )))
            },
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| says(error, "more than 1000 bytes"),
        },
    ];
    check_with(&cases, |config| config.with_answer_bytes(1_000_usize));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn chunked(pieces: &[&str], ends: bool) -> Vec<u8> {
    let mut bytes = head(
        "200 OK",
        &[
            "Content-Type: application/xml",
            "Transfer-Encoding: chunked",
        ],
    );
    for piece in pieces {
        bytes.extend_from_slice(format!("{:x}\r\n{piece}\r\n", piece.len()).as_bytes());
    }
    if ends {
        bytes.extend_from_slice(b"0\r\n\r\n");
    }
    bytes
}
