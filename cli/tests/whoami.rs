//! `whoami` and the settings of the connection, against the server of the tests.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../tests/support/stub/mod.rs"]
mod stub;
mod support;

use stub::{Fault, Manners, Stub, When};
use support::{run_against, run_within};

#[test]
fn it_says_who_is_logged_in() {
    let stub = Stub::start();
    let outcome = run_against(&stub.url(), &["whoami"], "");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let id = outcome.stdout.lines().next().unwrap();
    assert_eq!(id.split_whitespace().collect::<Vec<_>>(), ["id", "251"]);
    assert!(outcome.stdout.contains("Grant, Amelia"));
    let outcome = run_against(&stub.url(), &["whoami", "--format", "json"], "");
    let user = &outcome.lines()[0];
    assert_eq!(user["nickname"], "agrant");
    assert_eq!(user["active"], "1");
    let request = stub.last_request();
    let version = format!(
        "client=\"suiteprojects\" client_ver=\"{}\"",
        env!("CARGO_PKG_VERSION")
    );
    assert!(request.contains(&version), "{request}");
}

/// The faults, and words of the one line that tells of them. The exit code is always 2.
#[test]
fn what_keeps_it_from_knowing_is_told_in_one_line() {
    let stub = Stub::with(Manners {
        password: Some("another".to_owned()),
        ..Manners::default()
    });
    let line = || {
        let outcome = run_against(&stub.url(), &["whoami"], "");
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome:?}");
        assert_eq!(outcome.stderr.lines().count(), 1, "{}", outcome.stderr);
        outcome.stderr
    };
    let refused = line();
    assert!(
        refused.starts_with("error: the server refused the request: 401 "),
        "{refused}"
    );
    assert!(
        refused.contains("check login, API key and namespace"),
        "{refused}"
    );
    stub.manners(|manners| manners.password = None);
    for (fault, words) in [
        (Fault::Refuse(426), "426 "),
        (Fault::Http(404, None), "HTTP 404"),
        (Fault::Http(429, Some(86_400)), "HTTP 429"),
    ] {
        stub.recover();
        stub.fault(fault, When::Always);
        let line = line();
        assert!(
            line.starts_with("error: ") && line.contains(words),
            "{line}"
        );
    }
    // What passes by itself is not told.
    stub.recover();
    stub.fault(Fault::DropBefore, When::First(1));
    assert_eq!(run_against(&stub.url(), &["whoami"], "").code, 0);
}

#[test]
fn a_wrong_token_is_told() {
    let stub = Stub::with(Manners {
        token: Some("right".to_owned()),
        ..Manners::default()
    });
    let run = |token: &str| {
        let url = stub.url();
        let variables = [("SUITEPROJECTS_URL", &*url), ("SUITEPROJECTS_API_KEY", "k")];
        run_within(
            &variables,
            &["whoami", "--token-file", "-"],
            token.as_bytes(),
        )
    };
    assert_eq!(run("right\n").code, 0);
    let outcome = run("s3cret\n");
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.stderr.contains("invalid access token"),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.contains("check login, API key"),
        "{}",
        outcome.stderr
    );
    assert!(!outcome.stderr.contains("s3cret"), "{}", outcome.stderr);
    let outcome = run("");
    assert_eq!(
        outcome.stderr,
        "error: `--token-file` is empty: expected an access token\n"
    );
}

#[test]
fn without_a_server_there_is_one_line() {
    for (url, words) in [
        ("http://127.0.0.1:1", "no connection to 127.0.0.1:1"),
        ("http://example.com", "expected https"),
        ("example.com", "cannot be read"),
    ] {
        let outcome = run_against(url, &["whoami"], "");
        assert_eq!(outcome.code, 2);
        assert!(outcome.stderr.contains(words), "{}", outcome.stderr);
        assert_eq!(outcome.stderr.lines().count(), 1, "{}", outcome.stderr);
    }
}
