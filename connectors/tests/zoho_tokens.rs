//! Access tokens of Zoho: when a new one is got, by whom, and what becomes of a call that gets none.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only tests are here")]

#[path = "../../tests/support/server.rs"]
mod server;
#[path = "support/zoho.rs"]
mod zoho;

use std::time::Duration;

use server::{Server, Step, json};
use suiteprojects::protocol::Fate;
use suiteprojects_connectors::zoho::client::blocking;
use suiteprojects_connectors::zoho::{
    Code, GetTimeEntry, LogTimeEntry, TimeEntryId, TokenError, TokenErrorCode,
};
use zoho::{Driver, config, config_with_refresh, fields, new_token, one, refused};

fn id() -> TimeEntryId {
    "982000000044107".parse().unwrap()
}

fn ok(body: &str) -> Step {
    Step::answers(json("200 OK", body))
}

fn no(status: &str, code: i64) -> Step {
    Step::refuses(refused(status, code))
}

#[test]
fn an_expired_token_is_renewed_once() {
    for driver in Driver::both() {
        let server = Server::new([
            Step::answers(new_token("first.t0ken")),
            no("401 Unauthorized", 57),
            Step::answers(new_token("second.t0ken")),
            Step::answers(json("201 Created", &one())),
            ok(&one()),
        ]);
        let client = driver.client(config_with_refresh(&server));
        client.send(&LogTimeEntry::new(fields())).unwrap();
        client.send(&GetTimeEntry(id())).unwrap();
        let seen = server.seen();
        assert_eq!(seen[0].path(), "/oauth/v2/token");
        assert_eq!(
            seen[0].header("content-type"),
            Some("application/x-www-form-urlencoded")
        );
        assert_eq!(seen[0].header("authorization"), None);
        assert_eq!(
            seen[0].body,
            "refresh_token=1000.r3fresh.t0ken&client_id=1000.CLIENT&client_secret=cl1ent-s3cret&grant_type=refresh_token"
        );
        let tokens: Vec<_> = seen
            .iter()
            .filter_map(|seen| seen.header("authorization"))
            .collect();
        assert_eq!(
            tokens,
            [
                "Zoho-oauthtoken first.t0ken",
                "Zoho-oauthtoken second.t0ken",
                "Zoho-oauthtoken second.t0ken"
            ]
        );
        assert_eq!(server.applied(), 4);
    }
}

/// Code 57 also stands for a missing scope: one new token is tried, not more.
#[test]
fn a_new_token_that_is_refused_too_ends_the_call() {
    for driver in Driver::both() {
        let server = Server::new([
            Step::answers(new_token("first.t0ken")),
            no("401 Unauthorized", 57),
            Step::answers(new_token("second.t0ken")),
            no("401 Unauthorized", 57),
        ]);
        let client = driver.client(config_with_refresh(&server));
        let error = client.send(&GetTimeEntry(id())).unwrap_err();
        assert!(error.is_auth());
        assert_eq!(
            (error.code(), error.fate()),
            (Some(Code::NOT_AUTHORIZED), Fate::Refused)
        );
        assert_eq!(server.seen().len(), 4);

        // Without a refresh token there is nothing to try.
        let server = Server::new([no("401 Unauthorized", 14)]);
        let error = driver
            .client(config(&server))
            .send(&GetTimeEntry(id()))
            .unwrap_err();
        assert!(error.is_auth());
        assert_eq!(error.code(), Some(Code::new(14)));
    }
}

#[test]
fn a_token_is_renewed_before_it_expires() {
    for driver in Driver::both() {
        let token = |token| {
            let body = format!(r#"{{"access_token":"{token}","expires_in":20}}"#);
            Step::answers(json("200 OK", &body))
        };
        let server = Server::new([token("first"), ok(&one()), token("second"), ok(&one())]);
        let client = driver.client(config_with_refresh(&server));
        client.send(&GetTimeEntry(id())).unwrap();
        client.send(&GetTimeEntry(id())).unwrap();
        assert_eq!(
            server.seen()[3].header("authorization"),
            Some("Zoho-oauthtoken second")
        );
    }
}

#[test]
fn a_refresh_that_is_refused_ends_the_call_before_anything_is_sent() {
    for driver in Driver::both() {
        for status in ["200 OK", "400 Bad Request"] {
            let server = Server::new([Step::refuses(json(status, r#"{"error":"invalid_code"}"#))]);
            let client = driver.client(config_with_refresh(&server));
            let error = client.send(&LogTimeEntry::new(fields())).unwrap_err();
            let Some(TokenError::Refused(refusal)) = error.token_error() else {
                panic!("{error}");
            };
            assert_eq!(refusal.error, TokenErrorCode::InvalidCode);
            assert!(error.is_auth());
            assert_eq!((error.fate(), server.seen().len()), (Fate::NotSent, 1));
        }
    }
}

#[test]
fn however_many_calls_need_a_token_one_gets_it() {
    let server = Server::by(|seen| {
        if seen.path() == "/oauth/v2/token" {
            Step::answers(new_token("a.t0ken")).late(Duration::from_millis(100))
        } else {
            ok(&one())
        }
    });
    let client = blocking::Client::new(config_with_refresh(&server)).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.send(&GetTimeEntry(id())).unwrap());
        }
    });
    let seen = server.seen();
    let asked = seen.iter().filter(|seen| seen.path() == "/oauth/v2/token");
    assert_eq!((asked.count(), seen.len()), (1, 9));
}
