//! No secret leaves the clients of Zoho Billing but to the server: not in an error, not in a log, not in `Debug`.
//!
//! Every secret is a canary, a text that stands nowhere else. The server sends them back wherever it can.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "only tests are here"
)]

#[path = "../../tests/support/capture.rs"]
mod capture;
#[path = "../../tests/support/server.rs"]
mod server;
#[path = "support/zoho.rs"]
mod zoho;

use std::error::Error as StdError;

use server::{Server, Step, answer, json, nobody};
use suiteprojects::protocol::RetryPolicy;
use suiteprojects_connectors::zoho::client::{Config, Credentials};
use suiteprojects_connectors::zoho::{
    Endpoint, GetTimeEntry, Grant, LogTimeEntry, OAuthClient, TokenRequest,
};
use zoho::{Driver, fields};

const ACCESS: &str = "canary-access-1";
const REFRESH: &str = "canary-refresh-2";
const CLIENT_SECRET: &str = "canary-client-secret-3";
const NEW_ACCESS: &str = "canary-new-access-4";

const ALL: &[&str] = &[ACCESS, REFRESH, CLIENT_SECRET, NEW_ACCESS];

fn check(what: &str, shown: &str) {
    for secret in ALL {
        // Cut off, it is a secret still.
        let beginning = &secret[..secret.len() - 2];
        assert!(!shown.contains(beginning), "{what}: {shown}");
    }
}

fn check_error(what: &str, error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        check(what, &format!("{error} {error:?} {error:#?}"));
        next = error.source();
    }
}

fn fixed(server: &Server) -> Config {
    with(server, Credentials::access_token(ACCESS))
}

fn renewed(server: &Server) -> Config {
    let program = OAuthClient::new("1000.CLIENT", CLIENT_SECRET);
    with(server, Credentials::refresh(program, REFRESH))
}

fn with(server: &Server, credentials: Credentials) -> Config {
    let endpoint = Endpoint::at(&server.url(), &server.url()).unwrap();
    Config::new(endpoint, "7".parse().unwrap(), credentials).with_retry(RetryPolicy::never())
}

/// Answers with what was sent in them.
fn echoes(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    // So long that a message would be cut off in the middle of the secret.
    let long = "x".repeat(387);
    let field = format!(
        r#"{{"code":0,"time_entry":{{"time_entry_id":"no {}{secret}"}}}}"#,
        "x".repeat(8)
    );
    let location = format!("Location: https://{secret}@example.com/{secret}?{secret}");
    let retry = format!("Retry-After: {secret}");
    vec![
        (
            "message",
            json(
                "400 Bad Request",
                &format!(r#"{{"code":57,"message":"not {secret}"}}"#),
            ),
        ),
        (
            "long message",
            json(
                "400 Bad Request",
                &format!(r#"{{"code":57,"message":"{long}{secret}"}}"#),
            ),
        ),
        (
            "unauthorized",
            json(
                "401 Unauthorized",
                &format!(r#"{{"code":14,"message":"{secret}"}}"#),
            ),
        ),
        (
            "escaped",
            json(
                "400 Bad Request",
                &format!(r#"{{"code":57,"message":"\u0063{}"}}"#, &secret[1..]),
            ),
        ),
        ("field", json("200 OK", &field)),
        ("other JSON", json("200 OK", &format!(r#""{secret}""#))),
        ("code", json("200 OK", &format!(r#"{{"code":"{secret}"}}"#))),
        (
            "page",
            answer("200 OK", &["Content-Type: text/html"], secret.as_bytes()),
        ),
        (
            "error page",
            answer("502 Bad Gateway", &[&retry], secret.as_bytes()),
        ),
        (
            "redirect",
            answer("302 Found", &[&location], secret.as_bytes()),
        ),
        (
            "cut off",
            format!("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{secret}").into_bytes(),
        ),
    ]
}

#[test]
fn nothing_secret_is_shown() {
    capture::start();
    for driver in Driver::both() {
        for (what, bytes) in echoes(ACCESS) {
            let server = Server::new([Step::breaks_off(bytes.clone()), Step::breaks_off(bytes)]);
            let config = fixed(&server);
            check(what, &format!("{config:?}"));
            let client = driver.client(config);
            check_error(
                what,
                &client
                    .send(&GetTimeEntry("7".parse().unwrap()))
                    .unwrap_err(),
            );
            check_error(
                what,
                &client.send(&LogTimeEntry::new(fields())).unwrap_err(),
            );
        }
        for secret in [REFRESH, CLIENT_SECRET] {
            let error = |words: &str| {
                json(
                    "400 Bad Request",
                    &format!(r#"{{"error":"no {words}","error_description":"{words}"}}"#),
                )
            };
            let answers = echoes(secret).into_iter().chain([
                ("token refused", error(secret)),
                (
                    "no token",
                    json(
                        "200 OK",
                        &format!(r#"{{"access_token":7,"refresh_token":"{secret}"}}"#),
                    ),
                ),
            ]);
            for (what, bytes) in answers {
                let server = Server::new([Step::breaks_off(bytes)]);
                let config = renewed(&server);
                check(what, &format!("{config:?}"));
                let client = driver.client(config);
                check_error(
                    what,
                    &client.send(&LogTimeEntry::new(fields())).unwrap_err(),
                );
            }
        }
        // A token that the server gave.
        for (what, bytes) in echoes(NEW_ACCESS) {
            let token = format!(r#"{{"access_token":"{NEW_ACCESS}","expires_in":3600}}"#);
            let token = || Step::answers(json("200 OK", &token));
            let server = Server::new([
                token(),
                Step::breaks_off(bytes.clone()),
                token(),
                Step::breaks_off(bytes),
            ]);
            let client = driver.client(renewed(&server));
            check_error(
                what,
                &client.send(&LogTimeEntry::new(fields())).unwrap_err(),
            );
        }
        let endpoint = Endpoint::at(&nobody(), &nobody()).unwrap();
        let config = Config::new(
            endpoint,
            "7".parse().unwrap(),
            Credentials::access_token(ACCESS),
        );
        let client = driver.client(config.with_retry(RetryPolicy::never()));
        check_error(
            "nobody",
            &client.send(&LogTimeEntry::new(fields())).unwrap_err(),
        );
    }
    let program = OAuthClient::new("1000.CLIENT", CLIENT_SECRET);
    let request = TokenRequest::new(program, Grant::refresh(REFRESH));
    check("request", &format!("{request:?} {:?}", request.form()));
    let logged = capture::text();
    assert!(logged.contains("got no answer that counts"), "{logged}");
    check("log", &logged);
}
