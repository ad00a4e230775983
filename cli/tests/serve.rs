//! The local server from the command line.

#![cfg(all(feature = "serve", unix))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/server.rs"]
mod server;
mod support;

use std::path::Path;

use server::Server;
use support::{run, run_against};

const WEEK: &str = "date,userid,hours\n2026-01-05,251,8\n2026-01-06,251,7\n";

#[test]
fn it_serves_until_it_is_asked_to_stop_and_keeps_what_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("time.sqlite");
    let data = data.to_str().unwrap();
    let server = Server::start(&["--data", data]);
    for protocol in ["xml", "soap"] {
        let outcome = run_against(&server.url, &["add", "-", "--protocol", protocol], WEEK);
        assert_eq!(outcome.code, 0, "{outcome:?}");
    }
    let (code, said) = server.stop();
    assert_eq!((code, &*said), (Some(0), "note: stopping\n"));

    let server = Server::start(&["--data", data]);
    let outcome = run_against(&server.url, &["read"], "");
    assert_eq!(outcome.lines().len(), 4, "{outcome:?}");
    // A second server would give the same ids to other records.
    let second = run(&["serve", "--listen", "127.0.0.1:0", "--data", data]);
    assert_eq!(second.code, 2, "{second:?}");
    assert_eq!(second.stderr.lines().count(), 1, "{second:?}");
    server.stop();
}

#[test]
fn with_a_seed_it_refuses_what_is_not_in_it() {
    let seed = support::root().join("examples/reference.json");
    let settings = support::root().join("examples/account.toml");
    let server = Server::start(&[
        "--seed",
        seed.to_str().unwrap(),
        "--settings",
        settings.to_str().unwrap(),
    ]);
    // The login of the tests is nobody there.
    let outcome = run_against(&server.url, &["whoami"], "");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("401"), "{outcome:?}");
    let as_ada = |arguments: &[&str], input: &str| {
        let arguments = [arguments, &["--login", "Ada Quist"]].concat();
        run_against(&server.url, &arguments, input)
    };
    assert_eq!(as_ada(&["whoami"], "").code, 0);
    // User 999 is not in the reference file.
    let outcome = as_ada(&["add", "-"], "date,userid,hours\n2026-01-12,999,8\n");
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(outcome.lines()[0]["code"], 829, "{outcome:?}");
    server.stop();
}

#[test]
fn what_cannot_be_served_is_told() {
    let open = run(&["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(open.code, 2);
    assert!(
        open.stderr
            .starts_with("error: 0.0.0.0:0 can be reached by other machines"),
        "{open:?}"
    );
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    for arguments in [
        [
            "--data",
            &write(
                "no.sqlite",
                "no database, but long enough to be taken for one",
            ),
        ],
        ["--seed", &write("no.json", "{\"users\": [{\"id\": 0}]}")],
        ["--settings", &write("no.toml", "fly = true")],
        [
            "--data",
            Path::new("/no/such/folder/x.sqlite").to_str().unwrap(),
        ],
    ] {
        let outcome = run(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            arguments[0],
            arguments[1],
        ]);
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome:?}");
        assert_eq!(outcome.stderr.lines().count(), 1, "{outcome:?}");
    }
}
