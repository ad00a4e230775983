//! The clients of Bitrix24 against a scripted portal over real sockets, async and blocking.
//!
//! Every secret is a canary, a text that stands nowhere else, and no error may hold one.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "only tests are here"
)]

#[path = "support/bitrix24.rs"]
mod bitrix24;
#[path = "../../tests/support/capture.rs"]
mod capture;
#[path = "../../tests/support/server.rs"]
mod server;

use std::error::Error as StdError;

use bitrix24::{ACCESS, CODE, REFRESH, both, oauth, ok, refused, webhook};
use server::{Server, Step, answer, json};
use suiteprojects::protocol::{Fate, RetryPolicy};
use suiteprojects_connectors::bitrix24::client::Error;
use suiteprojects_connectors::bitrix24::{
    AddElapsedItem, Batch, Code, DeleteElapsedItem, ElapsedItemFields, GetElapsedItem,
    ListElapsedItems, PageSize, TasksError, TasksErrorKind,
};

fn add() -> AddElapsedItem {
    let moment = "2026-03-17T12:00:00+03:00".parse().unwrap();
    let fields = ElapsedItemFields::new(5400, "Pier 4").with_created_date(moment);
    AddElapsedItem::new("691".parse().unwrap(), fields)
}

fn get() -> GetElapsedItem {
    GetElapsedItem::new("691".parse().unwrap(), "5".parse().unwrap())
}

fn check_secrets(error: &Error) {
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = next {
        let shown = format!("{error} {error:?} {error:#?}");
        assert!(!shown.contains("canary"), "{shown}");
        next = error.source();
    }
}

const ITEM: &str = r#"{"ID":"5","TASK_ID":"691","USER_ID":"1","SECONDS":"5400"}"#;

/// The bytes are those of the vendor's pages; the token is behind the parameters, whose order counts.
#[test]
fn what_is_sent() {
    let two = || Server::new([ok("5"), ok(ITEM)]);
    let body = r#"{"TASKID":691,"ARFIELDS":{"COMMENT_TEXT":"Pier 4","CREATED_DATE":"2026-03-17T12:00:00+03:00","SECONDS":5400}}"#;
    both(two, webhook, |server, client| {
        assert_eq!(client.send(&add()).unwrap().get(), 5);
        client.send(&get()).unwrap();
        let seen = server.seen();
        let path = format!("/rest/7/{CODE}/task.elapseditem.add");
        assert_eq!((seen[0].path(), &*seen[0].body), (&*path, body));
        assert!(seen[0].head.starts_with("POST "));
        assert_eq!(seen[0].header("content-type"), Some("application/json"));
        assert_eq!(seen[1].body, r#"{"TASKID":691,"ITEMID":5}"#);
    });
    both(two, oauth, |server, client| {
        client.send(&add()).unwrap();
        let seen = server.seen();
        assert_eq!(seen[0].path(), "/rest/task.elapseditem.add");
        let body = body.strip_suffix('}').unwrap();
        assert_eq!(seen[0].body, format!("{body},\"auth\":\"{ACCESS}\"}}"));
        assert_eq!(seen[0].header("authorization"), None);
    });
}

/// Each page is asked for by the last id of the one before, so one that is made at the front moves nothing.
#[test]
fn a_list_is_read_to_its_end() {
    let page = |ids: &[u32], total: &str| {
        let items: Vec<_> = ids.iter().map(|id| format!(r#"{{"ID":"{id}"}}"#)).collect();
        let items = items.join(",");
        Step::answers(json("200 OK", &format!(r#"{{"result":[{items}]{total}}}"#)))
    };
    let script = || {
        Server::new([
            page(&[1, 2], r#","total":5,"next":2"#),
            page(&[4, 7], ""),
            page(&[9], ""),
        ])
    };
    let list =
        ListElapsedItems::of_task("691".parse().unwrap()).with_page_size(PageSize::new(2).unwrap());
    both(script, webhook, |server, client| {
        let items = client.list(list.clone());
        let ids: Vec<_> = items
            .iter()
            .map(|item| item.as_ref().unwrap().id.value().unwrap().get())
            .collect();
        assert_eq!(ids, [1, 2, 4, 7, 9]);
        let filters: Vec<_> = server
            .seen()
            .iter()
            .map(|seen| {
                let body: serde_json::Value = serde_json::from_str(&seen.body).unwrap();
                body["FILTER"].to_string()
            })
            .collect();
        assert_eq!(filters, ["{}", r#"{">ID":2}"#, r#"{">ID":7}"#]);
    });
    // A portal that ignores the filter is not asked for ever.
    let same = || Server::new([page(&[1, 2], ""), page(&[1, 2], "")]);
    both(same, webhook, |_, client| {
        let items = client.list(list.clone());
        assert!(items.last().unwrap().is_err());
    });
}

#[test]
fn what_was_not_carried_out_is_sent_again_and_what_may_have_been_is_not() {
    let busy = || {
        Server::new([
            refused(
                "503 Service Unavailable",
                "QUERY_LIMIT_EXCEEDED",
                "Too many requests",
            ),
            ok("5"),
        ])
    };
    both(busy, webhook, |server, client| {
        assert_eq!(client.send(&add()).unwrap().get(), 5);
        assert_eq!((server.seen().len(), server.applied()), (2, 1));
    });
    for step in [
        Step::breaks_off(Vec::new()),
        refused("500 Internal Server Error", "INTERNAL_SERVER_ERROR", "Oops"),
        Step::answers(json("502 Bad Gateway", "<html>")),
    ] {
        both(
            || Server::new([step.clone()]),
            webhook,
            |server, client| {
                let error = client.send(&add()).unwrap_err();
                assert_eq!(error.fate(), Fate::MaybeApplied, "{error}");
                assert_eq!(server.seen().len(), 1);
                check_secrets(&error);
            },
        );
        // What changes nothing is.
        both(
            || Server::new([step.clone(), ok(ITEM)]),
            webhook,
            |_, client| {
                client.send(&get()).unwrap();
            },
        );
    }
}

#[test]
fn every_form_of_a_refusal() {
    let denied = "TASKS_ERROR_EXCEPTION_#4; Nope; not yours; 4/TE/ACTION_NOT_ALLOWED.<br>";
    for (status, error, description, kind, is_auth) in [
        (
            "400 Bad Request",
            "ERROR_CORE",
            denied,
            Some(TasksErrorKind::ActionNotAllowed),
            false,
        ),
        (
            "400 Bad Request",
            "ERROR_CORE",
            "TASKS_ERROR_ASSERT_EXCEPTION<br>",
            None,
            false,
        ),
        // In the dress of success, and without a code.
        ("200 OK", "", "Nothing", None, false),
        (
            "401 Unauthorized",
            "no_auth_found",
            "Wrong authorization data",
            None,
            true,
        ),
        ("403 Forbidden", "insufficient_scope", "", None, true),
        ("503 Service Unavailable", "OVERLOAD_LIMIT", "", None, false),
        ("404 Not Found", "ERROR_METHOD_NOT_FOUND", "", None, false),
    ] {
        both(
            || Server::new([refused(status, error, description)]),
            oauth,
            |server, client| {
                let error = client.send(&add()).unwrap_err();
                assert_eq!(error.fate(), Fate::Refused, "{error}");
                assert_eq!(error.is_auth(), is_auth, "{error}");
                let refusal = error.refusal().unwrap();
                assert_eq!(refusal.tasks.as_ref().map(TasksError::kind), kind);
                assert!(!error.to_string().contains("<br>"));
                // Only a token that is over is renewed.
                assert_eq!(server.seen().len(), 1);
            },
        );
    }
    let refusal = refused("400 Bad Request", "ERROR_CORE", denied);
    both(
        || Server::new([refusal.clone()]),
        webhook,
        |_, client| {
            let delete = DeleteElapsedItem::new("691".parse().unwrap(), "5".parse().unwrap());
            let error = client.send(&delete).unwrap_err();
            let tasks = error.refusal().unwrap().tasks.clone().unwrap();
            assert_eq!(
                (&*tasks.name, &*tasks.message),
                ("ACTION_NOT_ALLOWED", "Nope; not yours")
            );
        },
    );
}

/// Each refresh token is good for one time: the second renewal shows the one that the first has brought.
#[test]
fn a_token_that_is_over_is_renewed() {
    let over = || {
        refused(
            "401 Unauthorized",
            "expired_token",
            "The access token has expired.",
        )
    };
    let tokens = |number: u8| {
        let body = format!(
            r#"{{"access_token":"canary-new-{number}","refresh_token":"canary-next-{number}","expires_in":3600}}"#
        );
        Step::answers(json("200 OK", &body))
    };
    let script = || Server::new([over(), tokens(1), ok("5"), over(), tokens(2), ok(ITEM)]);
    both(script, oauth, |server, client| {
        client.send(&add()).unwrap();
        client.send(&get()).unwrap();
        let seen = server.seen();
        assert!(
            seen[1]
                .path()
                .starts_with("/oauth/token/?grant_type=refresh_token&client_id=local.1&")
        );
        assert!(seen[1].head.starts_with("GET "));
        assert!(seen[1].path().contains(REFRESH));
        assert!(seen[2].body.ends_with(r#","auth":"canary-new-1"}"#));
        assert!(seen[4].path().contains("refresh_token=canary-next-1"));
    });
    let refused_token =
        || Server::new([over(), refused("400 Bad Request", "invalid_grant", REFRESH)]);
    both(refused_token, oauth, |_, client| {
        let error = client.send(&add()).unwrap_err();
        assert!(error.is_auth() && error.fate() == Fate::Refused, "{error}");
        check_secrets(&error);
    });
}

/// A renamed portal: the request is posted at the new host, and so are those after it.
#[test]
fn a_portal_that_moved_is_followed() {
    let old = |to: String| {
        let location = format!("Location: {to}/rest/7/{CODE}/task.elapseditem.add");
        Server::new([Step::refuses(answer("302 Found", &[&location], b""))])
    };
    let new = Server::new([ok("5"), ok(ITEM)]);
    let first = old(new.url());
    let client = suiteprojects_connectors::bitrix24::client::blocking::Client::new(webhook(&first));
    let client = client.unwrap();
    client.send(&add()).unwrap();
    client.send(&get()).unwrap();
    let seen = new.seen();
    assert!(
        seen[0]
            .head
            .starts_with(&format!("POST /rest/7/{CODE}/task.elapseditem.add "))
    );
    assert_eq!(seen[0].body, first.seen()[0].body);
    assert_eq!((first.seen().len(), seen.len()), (1, 2));

    // A host without encryption is not followed.
    both(
        || old("http://portal.example".to_owned()),
        webhook,
        |_, client| {
            let error = client.send(&add()).unwrap_err();
            assert_eq!(error.fate(), Fate::Refused);
            check_secrets(&error);
        },
    );
}

#[test]
fn a_batch_tells_what_became_of_each() {
    let result = format!(
        r#"{{"result":{{"a":{ITEM}}},"result_error":{{"b":{{"error":"ERROR_CORE","error_description":"TASKS_ERROR_EXCEPTION_#512; x; 512/TE/ITEM_NOT_FOUND_OR_NOT_ACCESSIBLE<br>"}}}},"result_total":[],"result_next":[],"result_time":[]}}"#
    );
    both(
        || Server::new([ok(&result)]),
        webhook,
        |server, client| {
            let batch = Batch::new()
                .with("a", &get())
                .unwrap()
                .with("b", &add())
                .unwrap();
            let answer = client.send(&batch).unwrap();
            assert_eq!(
                answer.of("a", &get()).unwrap().unwrap().seconds.value(),
                Some(&5400)
            );
            let error = answer.of("b", &add()).unwrap().unwrap_err();
            assert_eq!(error.refusal().unwrap().code, Code::Core);
            assert!(answer.of("c", &get()).is_none());
            assert_eq!(
                server.seen()[0].body,
                r#"{"halt":0,"cmd":{"a":"task.elapseditem.get?TASKID=691&ITEMID=5","b":"task.elapseditem.add?TASKID=691&ARFIELDS[COMMENT_TEXT]=Pier+4&ARFIELDS[CREATED_DATE]=2026-03-17T12%3A00%3A00%2B03%3A00&ARFIELDS[SECONDS]=5400"}}"#
            );
        },
    );
}

/// Whatever a portal sends back, no secret is shown: not in an error, not in a log.
#[test]
fn no_secret_is_shown() {
    capture::start();
    for secret in [CODE, ACCESS] {
        let escaped = format!("\\u0063{}", &secret[1..]);
        for bytes in [
            json(
                "400 Bad Request",
                &format!(r#"{{"error":"{secret}","error_description":"{secret}"}}"#),
            ),
            json(
                "400 Bad Request",
                &format!(r#"{{"error":"x","error_description":"{escaped}"}}"#),
            ),
            json("200 OK", &format!(r#"{{"result":"{secret}"}}"#)),
            json("200 OK", secret),
            answer(
                "302 Found",
                &[&format!(
                    "Location: https://{secret}@example.com:x/{secret}"
                )],
                b"",
            ),
        ] {
            let config = if secret == CODE { webhook } else { oauth };
            both(
                || Server::new([Step::answers(bytes.clone())]),
                |server| config(server).with_retry(RetryPolicy::never()),
                |_, client| check_secrets(&client.send(&get()).unwrap_err()),
            );
        }
    }
    assert!(!format!("{:?}", webhook(&Server::new([]))).contains("canary"));
    assert!(!format!("{:?}", oauth(&Server::new([]))).contains("canary"));
    let logged = capture::text();
    assert!(logged.contains("got no answer that counts"), "{logged}");
    assert!(!logged.contains("canary"), "{logged}");
}
