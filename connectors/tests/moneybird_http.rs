//! The clients of Moneybird against a scripted server over real sockets, async and blocking.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "only tests are here"
)]

#[path = "../../tests/support/server.rs"]
mod server;

use std::error::Error as _;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::{Seen, Server, Step, answer, nobody};
use suiteprojects::protocol::{Fate, RetryPolicy};
use suiteprojects_connectors::moneybird::client::{Client, Config, Error, blocking};
use suiteprojects_connectors::moneybird::{
    AdministrationId, Call, Code, CreateTimeEntry, DeleteTimeEntry, Endpoint, Filter, GetTimeEntry,
    List, ListTimeEntries, Moneybird, PerPage, Period, RefusalKind, Span, Text, TimeEntry,
    TimeEntryId, UserId,
};

/// It stands nowhere else.
const TOKEN: &str = "canary-token-1";

#[derive(Clone, Copy, Debug)]
enum Kind {
    Async,
    Blocking,
}

const BOTH: [Kind; 2] = [Kind::Async, Kind::Blocking];

fn config(url: &str) -> Config {
    let endpoint: Endpoint = format!("{url}/api/v2").parse().unwrap();
    Config::new(endpoint, TOKEN).with_retry(
        RetryPolicy::default().with_delays(Duration::from_millis(1), Duration::from_secs(3)),
    )
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

fn send<C: Call<System = Moneybird>>(
    kind: Kind,
    config: Config,
    call: &C,
) -> Result<C::Answer, Error> {
    match kind {
        Kind::Async => runtime().block_on(Client::new(config)?.send(call)),
        Kind::Blocking => blocking::Client::new(config)?.send(call),
    }
}

fn all<L: List + Clone>(kind: Kind, config: Config, list: L) -> Vec<Result<L::Record, Error>> {
    match kind {
        Kind::Async => runtime().block_on(async {
            let mut records = Client::new(config).unwrap().records(list);
            let mut read = Vec::new();
            while let Some(record) = records.next().await {
                read.push(record);
            }
            read
        }),
        Kind::Blocking => blocking::Client::new(config)
            .unwrap()
            .records(list)
            .collect(),
    }
}

fn administration() -> AdministrationId {
    AdministrationId::parse("123").unwrap()
}

fn id() -> TimeEntryId {
    TimeEntryId::parse("410000000000000017").unwrap()
}

fn list() -> ListTimeEntries {
    ListTimeEntries::new(administration(), Filter::new(Period::THIS_YEAR))
        .with_per_page(PerPage::new(2).unwrap())
}

fn get() -> GetTimeEntry {
    GetTimeEntry::new(administration(), id())
}

fn create() -> CreateTimeEntry {
    let at = |text: &str| text.parse().unwrap();
    CreateTimeEntry::new(
        administration(),
        UserId::parse("5").unwrap(),
        Span::new(at("2026-03-02T08:00:00Z"), at("2026-03-02T09:30:00Z")).unwrap(),
        Text::new("Plans").unwrap(),
    )
}

/// An entry as the server tells it: what [`create`] makes.
fn entry(id: u32) -> Value {
    json!({
        "id": id.to_string(), "administration_id": 123, "contact_id": null, "project_id": null,
        "sales_invoice_id": null, "user_id": 5, "started_at": "2026-03-02T08:00:00.000Z",
        "ended_at": "2026-03-02T09:30:00.000Z", "description": "Plans", "paused_duration": 0,
        "billable": true, "created_at": "2026-03-02T09:31:00.250Z",
        "updated_at": "2026-03-02T09:31:00.250Z", "contact": null, "project": null,
        "sales_invoice": null, "events": [], "notes": []
    })
}

fn ok(body: &Value) -> Vec<u8> {
    server::json("200 OK", &body.to_string())
}

fn page(ids: &[u32], next: Option<u32>, total: u32) -> Vec<u8> {
    let entries: Value = ids.iter().copied().map(entry).collect();
    let total = format!("X-Total-Count: {total}");
    // Another host: the link is read, and never called.
    let link =
        next.map(|next| format!("Link: <https://elsewhere.example/x?page={next}>; rel=\"next\""));
    let mut headers = vec!["Content-Type: application/json", &total];
    headers.extend(link.as_deref());
    answer("200 OK", &headers, entries.to_string().as_bytes())
}

fn ids(records: &[Result<TimeEntry, Error>]) -> Vec<String> {
    let records = records.iter().flatten();
    records.map(|entry| entry.id.to_string()).collect()
}

#[test]
fn a_list_is_read_to_its_end() {
    for kind in BOTH {
        let server = Server::new([
            Step::answers(page(&[1, 2], Some(2), 5)),
            Step::answers(page(&[3, 4], Some(3), 5)),
            Step::answers(page(&[5], None, 5)),
        ]);
        let records = all(kind, config(&server.url()), list());
        assert_eq!(ids(&records), ["1", "2", "3", "4", "5"]);
        assert_eq!(records.len(), 5);
        let filter = "filter=period%3Athis_year";
        let paths: Vec<_> = server
            .seen()
            .iter()
            .map(|seen| seen.path().to_owned())
            .collect();
        let expected = [1, 2, 3]
            .map(|page| format!("/api/v2/123/time_entries.json?{filter}&page={page}&per_page=2"));
        assert_eq!(paths, expected, "{kind:?}");
        let bearer = format!("Bearer {TOKEN}");
        let is_let_in = |seen: &Seen| seen.header("authorization") == Some(&bearer);
        assert!(server.seen().iter().all(is_let_in));
    }
}

#[test]
fn a_list_that_changes_meanwhile_ends_in_an_error() {
    for kind in BOTH {
        let server = Server::new([
            Step::answers(page(&[1, 2], Some(2), 4)),
            Step::answers(page(&[4], None, 3)),
        ]);
        let records = all(kind, config(&server.url()), list());
        assert_eq!(ids(&records), ["1", "2", "4"]);
        let error = records.last().unwrap().as_ref().unwrap_err();
        assert!(error.to_string().starts_with("the list changed"), "{error}");
    }
}

#[test]
fn a_page_that_fails_ends_the_list() {
    for kind in BOTH {
        let refused = server::json(
            "400 Bad Request",
            r#"{"error":"page does not have a valid value"}"#,
        );
        let server = Server::new([
            Step::answers(page(&[1, 2], Some(2), 4)),
            Step::refuses(refused),
        ]);
        let records = all(kind, config(&server.url()), list());
        assert_eq!(ids(&records), ["1", "2"]);
        assert_eq!(records.len(), 3);
    }
}

#[test]
fn a_request_too_many_is_sent_again_when_the_server_says() {
    for kind in BOTH {
        let refused = answer(
            "429 Too Many Requests",
            &["Retry-After: 1"],
            b"Retry later\n",
        );
        let server = Server::new([
            Step::refuses(refused),
            Step::answers(server::json("201 Created", &entry(7).to_string())),
        ]);
        let begun = Instant::now();
        let made = send(kind, config(&server.url()), &create()).unwrap();
        assert_eq!(made.id.as_str(), "7");
        assert!(begun.elapsed() >= Duration::from_secs(1));
        assert_eq!((server.seen().len(), server.applied()), (2, 1));
    }
}

#[test]
fn a_longer_wait_than_allowed_is_told() {
    for kind in BOTH {
        // A moment, by the clock of the server.
        let headers = [
            "Date: Sun, 06 Nov 1994 08:49:37 GMT",
            "RateLimit-Reset: 784112077",
        ];
        let server = Server::new([Step::refuses(answer(
            "429 Too Many Requests",
            &headers,
            b"Retry later",
        ))]);
        let error = send(kind, config(&server.url()), &create()).unwrap_err();
        assert!(error.is_throttled());
        assert_eq!(error.retry_after(), Some(Duration::from_secs(300)));
        assert_eq!(error.fate(), Fate::Refused);
        assert_eq!(
            error.to_string(),
            "the server refused the request: HTTP 429: Retry later; nothing was carried out"
        );
    }
}

/// The first request was the last that the server takes: the second leaves when they are counted anew.
#[test]
fn the_limit_is_obeyed_before_it_is_met() {
    for kind in BOTH {
        let body = entry(7).to_string();
        let headers = ["RateLimit-RequestsRemaining: 0", "RateLimit-Remaining: 1"];
        let steps = || {
            [
                Step::answers(answer("200 OK", &headers, body.as_bytes())),
                Step::answers(ok(&entry(7))),
            ]
        };
        let server = Server::new(steps());
        let config = config(&server.url());
        let begun = Instant::now();
        match kind {
            Kind::Async => runtime().block_on(async {
                let client = Client::new(config).unwrap();
                client.send(&get()).await.unwrap();
                client.clone().send(&get()).await.unwrap();
            }),
            Kind::Blocking => {
                let client = blocking::Client::new(config).unwrap();
                client.send(&get()).unwrap();
                client.clone().send(&get()).unwrap();
            }
        }
        assert!(begun.elapsed() >= Duration::from_millis(990), "{kind:?}");
        assert_eq!(server.left(), 0);
    }
}

#[test]
fn a_token_that_is_over() {
    for kind in BOTH {
        let refused = server::json(
            "401 Unauthorized",
            r#"{"error":"The access token expired"}"#,
        );
        let server = Server::new([Step::refuses(refused)]);
        let error = send(kind, config(&server.url()), &get()).unwrap_err();
        assert!(error.is_auth());
        assert_eq!(error.fate(), Fate::Refused);
        assert_eq!(server.seen().len(), 1);
    }
}

#[test]
fn every_form_of_an_error() {
    let cases = [
        (
            "400 Bad Request",
            r#"{"error":"per_page is odd"}"#,
            RefusalKind::BadRequest,
            None,
        ),
        (
            "402 Payment Required",
            r#"{"error":"no","symbolic":{"administration":"limit_reached"}}"#,
            RefusalKind::PaymentRequired,
            Some(Code::LimitReached),
        ),
        (
            "403 Forbidden",
            r#"{"error":"no"}"#,
            RefusalKind::Forbidden,
            None,
        ),
        (
            "404 Not Found",
            r#"{"error":"no","symbolic":{"id":"not_found"}}"#,
            RefusalKind::NotFound,
            Some(Code::NotFound),
        ),
        (
            "422 Unprocessable Entity",
            r#"{"error":{"description":["is empty"]},"details":{"description":[{"error":"blank"}]}}"#,
            RefusalKind::Invalid,
            Some(Code::Blank),
        ),
    ];
    for kind in BOTH {
        for (status, body, expected, code) in &cases {
            let server = Server::new([Step::refuses(server::json(status, body))]);
            let error = send(kind, config(&server.url()), &create()).unwrap_err();
            let refusal = error.refusal().unwrap();
            assert_eq!(refusal.kind, *expected);
            assert!(code.as_ref().is_none_or(|code| refusal.has(code)));
            assert_eq!(error.fate(), Fate::Refused, "{status}");
        }
    }
}

/// Whatever leaves it open whether an entry was made: it is not sent again, but looked for.
#[test]
fn a_create_in_doubt_is_looked_up_and_not_sent_again() {
    for kind in BOTH {
        let doubts = [
            Step::breaks_off(Vec::new()),
            Step::answers(answer("502 Bad Gateway", &[], b"<html>")),
            Step::answers(answer("201 Created", &[], b"{\"id\":")),
        ];
        for doubt in doubts {
            let server = Server::new([doubt, Step::answers(page(&[6, 7], None, 2))]);
            let create = create();
            let error = send(kind, config(&server.url()), &create).unwrap_err();
            assert_eq!(error.fate(), Fate::MaybeApplied, "{error}");
            assert_eq!(server.seen().len(), 1);
            let found = all(kind, config(&server.url()), create.look_up().unwrap());
            assert!(found.iter().flatten().any(|entry| create.is_made(entry)));
            let seen = server.seen();
            let path = seen[1].path();
            assert!(path.contains("period%3A20260301..20260303"), "{path}");
            assert!(path.contains("user_id%3A5"), "{path}");
        }
    }
}

#[test]
fn what_changes_nothing_is_sent_again() {
    for kind in BOTH {
        let server = Server::new([
            Step::answers(answer("503 Service Unavailable", &[], b"")),
            Step::breaks_off(Vec::new()),
            Step::answers(ok(&entry(7))),
        ]);
        assert!(send(kind, config(&server.url()), &get()).is_ok());
        assert_eq!(server.seen().len(), 3);
    }
}

#[test]
fn nothing_listens() {
    for kind in BOTH {
        let config = config(&nobody()).with_retry(RetryPolicy::never());
        let error = send(kind, config, &create()).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent);
        assert!(
            error.to_string().starts_with("no connection to 127.0.0.1:"),
            "{error}"
        );
    }
}

#[test]
fn a_deleted_entry_has_no_body() {
    for kind in BOTH {
        let server = Server::new([Step::answers(answer("204 No Content", &[], b""))]);
        let delete = DeleteTimeEntry::new(administration(), id());
        send(kind, config(&server.url()), &delete).unwrap();
        assert!(
            server.seen()[0]
                .head
                .starts_with("DELETE /api/v2/123/time_entries/")
        );
    }
}

#[test]
fn redirects_are_not_followed() {
    for kind in BOTH {
        let elsewhere = Server::new([Step::answers(ok(&entry(7)))]);
        let location = format!("Location: {}/api/v2/x", elsewhere.url());
        let server = Server::new([Step::refuses(answer("302 Found", &[&location], b""))]);
        let error = send(kind, config(&server.url()), &get()).unwrap_err();
        assert_eq!(error.refusal().unwrap().status, 302);
        assert_eq!(elsewhere.connections(), 0);
    }
}

#[test]
fn an_answer_that_is_too_large() {
    for kind in BOTH {
        let server = Server::new([Step::answers(ok(&entry(7)))]);
        let config = config(&server.url())
            .with_answer_bytes(100)
            .with_retry(RetryPolicy::never());
        let error = send(kind, config, &create()).unwrap_err();
        assert_eq!(error.fate(), Fate::MaybeApplied);
        assert!(error.to_string().contains("more than 100 bytes"), "{error}");
    }
}

/// The server sends the token back wherever it can.
#[test]
fn the_token_is_never_shown() {
    let echoes = [
        server::json(
            "401 Unauthorized",
            &format!(r#"{{"error":"odd token {TOKEN}"}}"#),
        ),
        server::json(
            "422 X",
            &format!(
                r#"{{"error":{{"{TOKEN}":["{TOKEN}"]}},"details":{{"{TOKEN}":[{{"error":"{TOKEN}","value":"{TOKEN}"}}]}}}}"#
            ),
        ),
        answer(
            "429 Too Many Requests",
            &["Retry-After: 99"],
            TOKEN.as_bytes(),
        ),
        ok(&json!({"id": TOKEN})),
        answer("302 Found", &[&format!("Location: https://x/{TOKEN}")], b""),
    ];
    for kind in BOTH {
        for echo in &echoes {
            let server = Server::new([Step::answers(echo.clone())]);
            let config = config(&server.url()).with_retry(RetryPolicy::never());
            assert!(!format!("{config:?} {config:#?}").contains(TOKEN));
            let error = send(kind, config, &get()).unwrap_err();
            let shown = format!("{error} {error:?} {:?}", error.source());
            assert!(!shown.contains(TOKEN), "{shown}");
        }
    }
}
