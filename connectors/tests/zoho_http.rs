//! The clients of Zoho Billing against a server that plays a script, over real sockets.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "only tests are here"
)]

#[path = "../../tests/support/server.rs"]
mod server;
#[path = "support/zoho.rs"]
mod zoho;

use std::time::{Duration, Instant};

use server::{Server, Step, answer, json, nobody};
use suiteprojects::protocol::{Fate, Rates, RetryPolicy};
use suiteprojects_connectors::zoho::client::{Config, Credentials};
use suiteprojects_connectors::zoho::{
    Code, DeleteTimeEntries, DeleteTimeEntry, Endpoint, FilterBy, GetTimeEntry, ListTimeEntries,
    LogTimeEntry, Meaning, OAuthClient, PageSize, RunningTimer, StartTimer, StopTimer,
    UpdateTimeEntry,
};
use zoho::{Driver, config, done, entry, fields, one, refused};

fn id() -> suiteprojects_connectors::zoho::TimeEntryId {
    "982000000044107".parse().unwrap()
}

fn ok(body: &str) -> Step {
    Step::answers(json("200 OK", body))
}

fn no(status: &str, code: i64) -> Step {
    Step::refuses(refused(status, code))
}

/// The pages of the vendor: verb, path, header of the organization, scheme of the token.
#[test]
fn a_request_on_the_wire() {
    for driver in Driver::both() {
        let server = Server::new([
            Step::answers(json("201 Created", &one())),
            Step::answers(done()),
        ]);
        let client = driver.client(config(&server));
        client.send(&LogTimeEntry::new(fields())).unwrap();
        client
            .send(&DeleteTimeEntries::new(id()).and("77".parse().unwrap()))
            .unwrap();
        let seen = server.seen();
        assert!(
            seen[0]
                .head
                .starts_with("POST /billing/v1/projects/timeentries HTTP/1.1\r\n")
        );
        let header = |name| seen[0].header(name);
        assert_eq!(
            header("authorization"),
            Some("Zoho-oauthtoken 1000.acc3ss.t0ken")
        );
        assert_eq!(
            header("x-com-zoho-subscriptions-organizationid"),
            Some("10234695")
        );
        assert_eq!(header("content-type"), Some("application/json"));
        assert_eq!(
            seen[0].body,
            r#"{"begin_time":"08:15","end_time":"11:45","is_billable":true,"log_date":"2026-03-17","notes":"Pier 4, both sides","project_id":"982000000044019","task_id":"982000000044009","user_id":"982000000024003"}"#
        );
        let line = "DELETE /billing/v1/projects/timeentries?time_entry_ids=982000000044107%2C77 HTTP/1.1\r\n";
        assert!(seen[1].head.starts_with(line), "{}", seen[1].head);
        assert_eq!(seen[1].header("content-type"), None);
    }
}

#[test]
fn every_operation_is_answered() {
    for driver in Driver::both() {
        let answers = [one(), one(), one(), one(), one()].map(|body| ok(&body));
        let server = Server::new(answers.into_iter().chain([Step::answers(done())]));
        let client = driver.client(config(&server));
        client.send(&GetTimeEntry(id())).unwrap();
        client.send(&UpdateTimeEntry::new(id(), fields())).unwrap();
        client.send(&StartTimer(id())).unwrap();
        client.send(&StopTimer).unwrap();
        assert!(client.send(&RunningTimer).unwrap().is_some());
        client.send(&DeleteTimeEntry(id())).unwrap();
        // What has no body says so.
        assert_eq!(server.seen()[2].header("content-length"), Some("0"));
        let lines: Vec<_> = server
            .seen()
            .iter()
            .map(|seen| {
                seen.head
                    .lines()
                    .next()
                    .unwrap()
                    .replace("/billing/v1/projects/timeentries", "")
            })
            .collect();
        assert_eq!(
            lines,
            [
                "GET /982000000044107 HTTP/1.1",
                "PUT /982000000044107 HTTP/1.1",
                "POST /982000000044107/timer/start HTTP/1.1",
                "POST /timer/stop HTTP/1.1",
                "GET /runningtimer/me HTTP/1.1",
                "DELETE /982000000044107 HTTP/1.1",
            ]
        );
    }
}

#[test]
fn a_listing_is_read_to_its_end() {
    for driver in Driver::both() {
        // The server says that more follow in each of its ways, and an entry moves to the next page.
        let page = |ids: &[u64], context: &str| {
            let entries: Vec<_> = ids
                .iter()
                .map(|id| format!(r#"{{"time_entry_id":"{id}"}}"#))
                .collect();
            ok(&format!(
                r#"{{"code":0,"time_entries":[{}]{context}}}"#,
                entries.join(",")
            ))
        };
        let server = Server::new([
            page(&[1, 2], r#","page_context":{"has_more_page":true}"#),
            page(&[2, 3], r#","page_context":[{"has_more_page":true}]"#),
            page(&[4, 5], ""),
            page(&[6], ""),
        ]);
        let list = ListTimeEntries::new(FilterBy::All).with_page_size(PageSize::new(2).unwrap());
        let client = driver.client(config(&server));
        let ids: Vec<_> = client
            .list(list)
            .into_iter()
            .map(|entry| entry.unwrap().time_entry_id.get())
            .collect();
        assert_eq!(ids, [1, 2, 3, 4, 5, 6]);
        let queries: Vec<_> = server
            .seen()
            .iter()
            .map(|seen| seen.path().to_owned())
            .collect();
        for (number, query) in (1..).zip(&queries) {
            assert_eq!(
                query,
                &format!(
                    "/billing/v1/projects/timeentries?filter_by=Date.All&page={number}&per_page=2"
                )
            );
        }
        assert_eq!(queries.len(), 4);
    }
}

#[test]
fn a_listing_ends_with_its_first_error() {
    for driver in Driver::both() {
        let page = r#"{"code":0,"time_entries":[{"time_entry_id":"1"}],"page_context":{"has_more_page":true}}"#;
        let server = Server::new([ok(page), ok(page)]);
        let client = driver.client(config(&server));
        let mut entries = client.list(ListTimeEntries::new(FilterBy::All)).into_iter();
        entries.next().unwrap().unwrap();
        let error = entries.next().unwrap().unwrap_err();
        assert_eq!(
            error.to_string(),
            "page 2 of the listing has no time entry that the pages before had not, and the server says that more follow"
        );
        assert!(entries.next().is_none());

        let server = Server::new([no("403 Forbidden", 57)]);
        let client = driver.client(config(&server));
        let results = client.list(ListTimeEntries::new(FilterBy::All));
        assert_eq!(results.len(), 1);
        assert!(results[0].as_ref().unwrap_err().is_auth());
    }
}

/// Each limit has a wait of its own, and what the server asks for counts before it.
#[test]
fn limits_are_told_and_heeded() {
    for driver in Driver::both() {
        for (code, meaning, seconds) in [
            (44, Meaning::MinuteLimit, 60),
            (45, Meaning::DailyLimit, 86_400),
            (1070, Meaning::ConcurrentLimit, 1),
        ] {
            let server = Server::new([no("429 Too Many Requests", code)]);
            let impatient = RetryPolicy::default()
                .with_delays(Duration::from_millis(1), Duration::from_millis(900));
            let client = driver.client(config(&server).with_retry(impatient));
            let error = client.send(&LogTimeEntry::new(fields())).unwrap_err();
            assert_eq!(error.code().map(Code::meaning), Some(meaning));
            assert!(error.is_throttled() && !error.is_auth());
            assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)));
            assert_eq!(error.fate(), Fate::Refused);
            assert_eq!(server.seen().len(), 1);
        }
        // A moment later there is room, also for what changes something: it was refused.
        let server = Server::new([no("429 Too Many Requests", 1070), ok(&one())]);
        let client = driver.client(config(&server));
        let begun = Instant::now();
        client.send(&LogTimeEntry::new(fields())).unwrap();
        assert!(begun.elapsed() >= Duration::from_secs(1));
        assert_eq!(server.applied(), 1);

        let body = br#"{"code":44,"message":"blocked"}"#;
        let at_once = answer("429 Too Many Requests", &["Retry-After: 0"], body);
        let server = Server::new([Step::refuses(at_once), ok(&one())]);
        driver
            .client(config(&server))
            .send(&GetTimeEntry(id()))
            .unwrap();
        assert_eq!(server.seen().len(), 2);
    }
}

#[test]
fn the_budget_of_the_client_is_kept() {
    for driver in Driver::both() {
        let server = Server::by(|_| ok(&one()));
        let rates = Rates::unlimited().with_per_minute(2);
        let client = driver.client(config(&server).with_rates(rates).with_retry(
            RetryPolicy::default().with_delays(Duration::from_millis(1), Duration::from_secs(1)),
        ));
        client.send(&GetTimeEntry(id())).unwrap();
        client.send(&GetTimeEntry(id())).unwrap();
        let error = client.send(&GetTimeEntry(id())).unwrap_err();
        assert!(error.is_throttled() && error.retry_after() > Some(Duration::from_secs(50)));
        assert_eq!(server.seen().len(), 2);
    }
}

/// The rule of the retry table: what may have been carried out is sent again only if it changes nothing.
#[test]
fn what_may_have_been_carried_out_is_not_sent_again_unless_it_only_reads() {
    let lost = [
        Step::breaks_off(Vec::new()),
        Step::breaks_off(b"HTTP/1.1 201 Created\r\nContent-Length: 400\r\n\r\n{".to_vec()),
        Step::answers(refused("500 Internal Server Error", 1000)),
        Step::answers(answer("502 Bad Gateway", &[], b"<html>")),
        Step::answers(json("201 Created", "{}")),
        Step::answers(json("201 Created", r#"{"code":0,"message":"added"}"#)),
    ];
    for driver in Driver::both() {
        for step in &lost {
            let server = Server::new([step.clone(), ok(&one())]);
            let client = driver.client(config(&server));
            let error = client.send(&LogTimeEntry::new(fields())).unwrap_err();
            assert!(error.may_have_been_applied(), "{error}");
            assert_eq!((server.seen().len(), server.left()), (1, 1), "{error}");

            let server = Server::new([step.clone(), ok(&one())]);
            let client = driver.client(config(&server));
            client.send(&GetTimeEntry(id())).unwrap();
            assert_eq!(server.seen().len(), 2);
        }
    }
}

/// The look-up after a lost request finds what was made.
#[test]
fn a_lost_request_is_looked_up() {
    for driver in Driver::both() {
        let list = format!(r#"{{"code":0,"time_entries":[{}]}}"#, entry());
        let server = Server::new([Step::breaks_off(Vec::new()), ok(&list)]);
        let client = driver.client(config(&server));
        let log = LogTimeEntry::new(fields());
        assert!(client.send(&log).unwrap_err().may_have_been_applied());
        let found: Vec<_> = client
            .list(log.look_up())
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(found.len(), 1);
        assert!(log.fields.are_of(&found[0]));
        assert_eq!(
            server.seen()[1].path(),
            "/billing/v1/projects/timeentries?from_date=2026-03-17&to_date=2026-03-17&filter_by=Date.CustomDate&project_id=982000000044019&user_id=982000000024003&page=1&per_page=200"
        );
    }
}

#[test]
fn every_refusal_is_told_and_not_tried_again() {
    for driver in Driver::both() {
        for (status, code, meaning) in [
            ("400 Bad Request", 1002, Meaning::DoesNotExist),
            ("404 Not Found", 1002, Meaning::DoesNotExist),
            ("400 Bad Request", 20050, Meaning::AlreadyTimed),
            ("400 Bad Request", 20054, Meaning::BeingTimed),
            ("400 Bad Request", 1038, Meaning::MalformedJson),
            ("403 Forbidden", 57, Meaning::NotAuthorized),
            ("200 OK", 20054, Meaning::BeingTimed),
            ("400 Bad Request", 4711, Meaning::Unknown),
        ] {
            let server = Server::new([no(status, code)]);
            let error = driver
                .client(config(&server))
                .send(&StartTimer(id()))
                .unwrap_err();
            let refusal = error.refusal().unwrap();
            assert_eq!(
                (refusal.code.number(), refusal.code.meaning()),
                (code, meaning)
            );
            assert_eq!(error.fate(), Fate::Refused);
            let status = &status[..3];
            assert_eq!(
                error.to_string(),
                format!(
                    "the server refused the request: code {code} (HTTP {status}): No such luck; {}",
                    Fate::Refused
                )
            );
        }
    }
}

#[test]
fn a_redirect_is_not_followed() {
    for driver in Driver::both() {
        let other = Server::new([ok(&one())]);
        let location = format!("Location: {}/billing/v1/projects/timeentries", other.url());
        let server = Server::new([Step::refuses(answer("302 Found", &[&location], b""))]);
        let error = driver.client(config(&server)).send(&StopTimer).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("the server answered HTTP 302"),
            "{error}"
        );
        assert_eq!((error.fate(), other.seen().len()), (Fate::Refused, 0));
    }
}

#[test]
fn there_is_nobody() {
    for driver in Driver::both() {
        let address = nobody();
        let endpoint = Endpoint::at(&address, &address).unwrap();
        let credentials = Credentials::access_token("1000.acc3ss.t0ken");
        let retry = RetryPolicy::default()
            .with_tries(2)
            .with_delays(Duration::from_millis(1), Duration::from_millis(1));
        let config = Config::new(endpoint, "7".parse().unwrap(), credentials).with_retry(retry);
        let error = driver
            .client(config)
            .send(&LogTimeEntry::new(fields()))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "no connection to {} (after 2 tries); {}",
                address.trim_start_matches("http://"),
                Fate::NotSent
            )
        );
    }
}

#[test]
fn an_answer_has_an_end() {
    for driver in Driver::both() {
        let head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
        let server = Server::new([Step::pours(head, 1 << 20)]);
        let config = config(&server)
            .with_answer_bytes(1000)
            .with_retry(RetryPolicy::never());
        let error = driver.client(config).send(&GetTimeEntry(id())).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("the answer has more than 1000 bytes"),
            "{error}"
        );

        let stalls = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".to_vec();
        let server = Server::new([Step::stalls(stalls)]);
        let short = Duration::from_millis(200);
        let config = zoho::config(&server)
            .with_timeouts(short, short)
            .with_retry(RetryPolicy::never());
        let error = driver.client(config).send(&GetTimeEntry(id())).unwrap_err();
        assert!(error.is_timeout(), "{error}");
    }
}

#[test]
fn each_client_has_its_place() {
    let server = Server::new([]);
    let client =
        suiteprojects_connectors::zoho::client::blocking::Client::new(config(&server)).unwrap();
    zoho::runtime().block_on(async {
        let error = client.send(&RunningTimer).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is an async runtime, expected none: use the async client"
        );
    });
    let program = OAuthClient::new("1000.CLIENT", "cl1ent-s3cret");
    let shown = format!("{client:?} {program:?}");
    assert!(
        !shown.contains("t0ken") && !shown.contains("s3cret"),
        "{shown}"
    );
    // A client is dropped outside of the runtime.
    drop(client);
}
