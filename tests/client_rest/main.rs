//! The client over REST, async and blocking alike: what leaves, what is sent again and what is not, tokens,
//! pages. What the server says is written by hand after the vendor's pages on the response format, on
//! pagination and on errors.

#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "only tests are here")]

#[path = "../support/client.rs"]
mod client;
#[path = "../support/server.rs"]
mod server;

use std::time::{Duration, Instant};

use client::{BOTH, Driver, Kind, config, config_with};
use server::{Server, Step, answer, json};
use suiteprojects::api::{Login, Outcome, PageSize, Stored};
use suiteprojects::client::{
    Config, Error, LoginSource, OAuthApplication, PageError, Rest, TokenSource, Tokens,
};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::protocol::{Fate, IncompleteRead, RetryPolicy};
use suiteprojects::rest::{Create, Delete, Discover, Get, List, Query};
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::{CheckedEntry, Command};

const STORED: &str = r#"{"data":[{"id":5512}],"message":"success"}"#;

fn rest(kind: Kind, url: &str) -> Driver<Rest> {
    with(kind, config_with(url, Login::access_token("token-1")))
}

fn with(kind: Kind, config: Config) -> Driver<Rest> {
    Driver::over(Rest::new(), kind, config)
}

fn id(number: u64) -> Id {
    Id::new(number).unwrap()
}

fn create(driver: &Driver<Rest>) -> Result<Vec<Outcome<Stored>>, Error> {
    let mut entry = Entry::new();
    entry.set(Field::UserId, "251").set(Field::Hours, "8");
    let entries = [CheckedEntry::trust_without_checking(Command::Add, &entry)];
    driver.send(&Create::tasks(&entries).unwrap())
}

fn time_entries(driver: &Driver<Rest>, list: List) -> Vec<Result<Task, PageError>> {
    match driver {
        Driver::Async(client, runtime) => runtime.block_on(async {
            let mut entries = client.time_entries(list);
            let mut all = Vec::new();
            while let Some(entry) = entries.next().await {
                all.push(entry);
            }
            all
        }),
        Driver::Blocking(client) => client.time_entries(list).collect(),
    }
}

fn ids(entries: &[Result<Task, PageError>]) -> Vec<u64> {
    let ids = entries.iter().flatten().filter_map(|task| task.id);
    ids.map(Id::get).collect()
}

/// The first lines and the bearers of what a server saw.
fn lines(server: &Server) -> Vec<String> {
    let seen = server.seen();
    let lines = seen.iter().map(|request| {
        let line = request.head.lines().next().unwrap_or_default();
        let line = line.strip_suffix(" HTTP/1.1").unwrap();
        let bearer = request.header("authorization").unwrap_or("-");
        format!("{line} {bearer}")
    });
    lines.collect()
}

#[test]
fn what_leaves() {
    for kind in BOTH {
        let one = r#"{"data":[{"id":7,"notes":"x"}],"message":"success"}"#;
        let methods = answer(
            "200 OK",
            &["Access-Control-Allow-Methods: GET, POST"],
            b"{}",
        );
        let server = Server::new([
            Step::answers(json("201 Created", STORED)),
            Step::answers(json("200 OK", one)),
            Step::answers(json("200 OK", one)),
            Step::answers(answer("204 No Content", &[], b"")),
            Step::answers(methods),
        ]);
        let driver = rest(kind, &server.url());
        let outcomes = create(&driver).unwrap();
        assert!(matches!(&outcomes[..], [Outcome::Done(stored)] if stored.id == Some(id(5512))));
        assert!(matches!(
            driver.send(&Get::new(id(7))),
            Ok(Outcome::Done(_))
        ));
        let list = List::new().with_query(Query::parse("notes IS 'a&b c'").unwrap());
        assert_eq!(driver.send(&list).unwrap().records.len(), 1);
        assert!(matches!(
            driver.send(&Delete::new(id(7))),
            Ok(Outcome::Done(_))
        ));
        let discovered = driver.send(&Discover::new()).unwrap();
        assert_eq!(discovered.methods, ["GET", "POST"]);
        assert_eq!(
            lines(&server),
            [
                "POST /rest/v1/time-entries/ Bearer token-1",
                "GET /rest/v1/time-entries/7 Bearer token-1",
                "GET /rest/v1/time-entries/?q=notes%20IS%20%22a%26b%20c%22&limit=1000&offset=0 Bearer token-1",
                "DELETE /rest/v1/time-entries/7 Bearer token-1",
                "OPTIONS /rest/v1/time-entries/ Bearer token-1",
            ]
        );
        let seen = server.seen();
        assert_eq!(seen[0].header("content-type"), Some("application/json"));
        assert_eq!(seen[0].body, r#"{"hour":8,"userId":251}"#);
        assert!(seen[1].body.is_empty() && seen[1].header("content-type").is_none());
        assert!(
            seen.iter()
                .all(|request| request.header("accept") == Some("application/json"))
        );
    }
}

/// With an address of the REST API in place of that of the account.
#[test]
fn the_path_is_added_once() {
    let server = Server::new([Step::answers(json("200 OK", r#"{"data":[]}"#))]);
    let driver = rest(Kind::Blocking, &format!("{}/rest/v1/", server.url()));
    driver.send(&List::new()).unwrap();
    assert_eq!(
        server.seen()[0].path(),
        "/rest/v1/time-entries/?limit=1000&offset=0"
    );
}

#[test]
fn refusals_of_one_entry_are_answers() {
    for kind in BOTH {
        let server = Server::new([
            Step::refuses(json(
                "400 Bad Request",
                r#"{"message":"no","errorFields":{"userId":"unknown"}}"#,
            )),
            Step::refuses(json("404 Not Found", r#"{"message":"no such time entry"}"#)),
            Step::refuses(json("404 Not Found", r#"{"message":"no such time entry"}"#)),
        ]);
        let driver = rest(kind, &server.url());
        let outcomes = create(&driver).unwrap();
        let refusal = outcomes[0].refusal().unwrap();
        assert_eq!(refusal.text.as_deref(), Some("no; userId: unknown"));
        for outcome in [
            driver.send(&Get::new(id(7))).unwrap(),
            driver.send(&Delete::new(id(7))).unwrap(),
        ] {
            assert_eq!(
                outcome.refusal().map(|refusal| refusal.code.get()),
                Some(601)
            );
        }
        assert_eq!(server.seen().len(), 3);
    }
}

#[test]
fn refusals_of_the_request_are_errors() {
    for kind in BOTH {
        for (reply, code, fate) in [
            (
                json("403 Forbidden", r#"{"message":"no right"}"#),
                Some(803),
                Fate::Refused,
            ),
            (json("401 Unauthorized", ""), Some(9), Fate::Refused),
            (json("405 Method Not Allowed", ""), Some(5), Fate::Refused),
            // A page of something on the way.
            (
                answer("404 Not Found", &["Content-Type: text/html"], b"<html>"),
                None,
                Fate::Refused,
            ),
        ] {
            let server = Server::new([Step::refuses(reply)]);
            let error = create(&rest(kind, &server.url())).unwrap_err();
            assert_eq!(error.server_code().map(ErrorCode::get), code, "{error}");
            assert_eq!(error.fate(), fate, "{error}");
            assert_eq!(server.seen().len(), 1);
        }
    }
}

#[test]
fn reads_are_sent_again_and_writes_in_doubt_are_not() {
    for kind in BOTH {
        let troubles = || {
            [
                Step::breaks_off(Vec::new()),
                Step::answers(json("503 Service Unavailable", "")),
                Step::answers(json("200 OK", r#"{"data":[{"id":"#)),
            ]
        };
        for trouble in troubles() {
            let found = Step::answers(json("200 OK", r#"{"data":[{"id":7}],"message":"success"}"#));
            let server = Server::new([trouble, found]);
            let driver = rest(kind, &server.url());
            let outcome = driver.send(&Get::new(id(7)));
            assert!(matches!(outcome, Ok(Outcome::Done(_))), "{outcome:?}");
            assert_eq!(server.seen().len(), 2);
        }
        for trouble in troubles() {
            let server = Server::new([trouble.clone(), trouble]);
            let driver = rest(kind, &server.url());
            let error = create(&driver).unwrap_err();
            assert_eq!(error.fate(), Fate::MaybeApplied, "{error}");
            assert_eq!(server.seen().len(), 1, "{error}");
            let error = driver.send(&Delete::new(id(7))).unwrap_err();
            assert!(error.may_have_been_applied(), "{error}");
            assert_eq!(server.seen().len(), 2, "{error}");
        }
    }
}

#[test]
fn too_many_requests_are_waited_for_as_long_as_the_server_says() {
    for kind in BOTH {
        let later = answer(
            "429 Too Many Requests",
            &["Content-Type: application/json", "Retry-After: 1"],
            br#"{"message":"too many requests"}"#,
        );
        let server = Server::new([
            Step::refuses(later),
            Step::answers(json("201 Created", STORED)),
        ]);
        let policy =
            RetryPolicy::default().with_delays(Duration::from_millis(1), Duration::from_secs(2));
        let config = config_with(&server.url(), Login::access_token("token-1")).with_retry(policy);
        let begun = Instant::now();
        create(&with(kind, config)).unwrap();
        assert!(begun.elapsed() >= Duration::from_secs(1));
        assert_eq!((server.seen().len(), server.applied()), (2, 1));
    }
}

#[test]
fn a_token_that_is_over_is_renewed_once() {
    for kind in BOTH {
        let tokens = r#"{"access_token":"token-2","token_type":"bearer","refresh_token":"r-2"}"#;
        let over = || {
            Step::refuses(json(
                "401 Unauthorized",
                r#"{"message":"token-1 has expired"}"#,
            ))
        };
        let server = Server::new([
            over(),
            Step::refuses(json("200 OK", tokens)),
            Step::answers(json("201 Created", STORED)),
            over(),
        ]);
        let source = source(&server);
        let driver = with(kind, config_with(&server.url(), source));
        assert!(matches!(&create(&driver).unwrap()[..], [Outcome::Done(_)]));
        let bearers: Vec<_> = lines(&server)
            .iter()
            .map(|line| line.rsplit_once(' ').unwrap().1.to_owned())
            .collect();
        assert_eq!(bearers[0], "token-1");
        assert_eq!(bearers[2], "token-2");
        assert_eq!(server.applied(), 1);

        // A fixed one cannot be renewed, and is not shown.
        let server = Server::new([over()]);
        let error = create(&rest(kind, &server.url())).unwrap_err();
        assert!(error.is_auth(), "{error}");
        assert!(
            !format!("{error} {error:?}").contains("token-1"),
            "{error:?}"
        );
    }
}

fn source(server: &Server) -> LoginSource {
    let endpoint = server.url().parse().unwrap();
    let application =
        OAuthApplication::new(endpoint, "the client", "https://bridge.example.com/done").unwrap();
    let tokens = Tokens::new("token-1").with_refresh_token("refresh-1");
    TokenSource::new(application, tokens, |_| Ok::<(), &str>(())).into()
}

#[test]
fn a_password_lets_nothing_in() {
    for kind in BOTH {
        let server = Server::new([]);
        let error = create(&with(kind, config(&server.url()))).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent);
        assert!(
            error
                .to_string()
                .contains("expected an access token for REST"),
            "{error}"
        );
        assert_eq!(server.seen().len(), 0);
    }
}

#[test]
fn pages_of_a_list() {
    for kind in BOTH {
        let page = |ids: &[u64], total: u64| {
            let data: Vec<String> = ids.iter().map(|id| format!("{{\"id\":{id}}}")).collect();
            let body = format!(
                "{{\"data\":[{}],\"meta\":{{\"totalRows\":{total}}}}}",
                data.join(",")
            );
            Step::answers(json("200 OK", &body))
        };
        let list = || List::new().with_page_size(PageSize::new(2).unwrap());
        // One was stored meanwhile, so that 2 comes once more.
        let server = Server::new([page(&[1, 2], 3), page(&[2, 3], 4)]);
        let entries = time_entries(&rest(kind, &server.url()), list());
        assert_eq!(ids(&entries), [1, 2, 3]);
        assert!(entries.iter().all(Result::is_ok));
        let offsets: Vec<_> = lines(&server)
            .iter()
            .map(|line| line.split("offset=").nth(1).unwrap().to_owned())
            .collect();
        assert_eq!(offsets, ["0 Bearer token-1", "2 Bearer token-1"]);

        // A server that does not heed the offset.
        let server = Server::new([page(&[1, 2], 9), page(&[1, 2], 9)]);
        let entries = time_entries(&rest(kind, &server.url()), list());
        assert_eq!(ids(&entries), [1, 2]);
        let end = entries.last().unwrap();
        assert!(
            matches!(
                end,
                Err(PageError::Incomplete(IncompleteRead::NothingNew { .. }))
            ),
            "{end:?}"
        );

        // A page that is refused ends the list.
        let no = Step::refuses(json("400 Bad Request", r#"{"message":"no"}"#));
        let server = Server::new([page(&[1, 2], 9), no]);
        let entries = time_entries(&rest(kind, &server.url()), list());
        assert_eq!((ids(&entries), entries.len()), (vec![1, 2], 3));
        assert!(matches!(entries.last(), Some(Err(PageError::Call(_)))));
    }
}
