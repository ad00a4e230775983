//! Refusals of a whole request, by the API and by HTTP.

use std::time::Duration;

use crate::server::{Step, answer, xml};
use crate::{Case, DONE, DOUBT, REFUSED, check, nothing_more, same, says};

#[test]
fn refusals_of_the_request() {
    check(&[
        Case {
            name: "a passing 505",
            script: |ok| {
                vec![
                    Step::refuses(xml(BARE_505)),
                    Step::refuses(xml(BARE_505)),
                    Step::answers(xml(ok)),
                ]
            },
            add: (DONE, 3),
            read: (DONE, 3),
            error: nothing_more,
        },
        Case {
            name: "a lasting 505",
            script: |_| same(&Step::refuses(xml(BARE_505))),
            add: (REFUSED, 3),
            read: (REFUSED, 3),
            error: |error| {
                says(
                    error,
                    "the server refused the request: 505 (key-namespace-mismatch): The namespace and key do not match (after 3 tries); nothing was carried out",
                );
                assert_eq!(
                    error
                        .server_code()
                        .map(suiteprojects::error_code::ErrorCode::get),
                    Some(505)
                );
                assert!(error.is_auth() && !error.is_throttled() && !error.is_timeout());
            },
        },
        Case {
            name: "a wrong password",
            script: |_| {
                same(&Step::refuses(xml(
                    "<response><Auth status='401'></Auth><Add status='2'></Add></response>",
                )))
            },
            add: (REFUSED, 1),
            read: (REFUSED, 1),
            error: |error| {
                says(
                    error,
                    "401 (bad-credentials): The combination of company, user and password was refused; nothing was carried out",
                );
                assert!(error.is_auth());
                assert_eq!(
                    error
                        .server_code()
                        .map(suiteprojects::error_code::ErrorCode::get),
                    Some(401)
                );
            },
        },
        Case {
            name: "a user who is locked out",
            script: |_| {
                same(&Step::refuses(xml(
                    "<response><Auth status='416'/></response>",
                )))
            },
            add: (REFUSED, 1),
            read: (REFUSED, 1),
            error: |error| {
                says(
                    error,
                    "416 (user-locked): The user is locked out; nothing was carried out",
                );
                assert!(error.is_auth());
            },
        },
        Case {
            name: "a general host",
            script: |_| same(&Step::refuses(xml("<response status='426'></response>"))),
            add: (REFUSED, 1),
            read: (REFUSED, 1),
            error: |error| {
                says(error, "426 (account-domain-required)");
                says(
                    error,
                    "expected the host of the account, such as acme.app.netsuitesuiteprojectspro.com",
                );
                assert!(!error.is_auth());
            },
        },
        Case {
            name: "too many requests, then room",
            script: |ok| {
                vec![
                    Step::refuses(xml("<response status='556'/>")),
                    Step::answers(xml(ok)),
                ]
            },
            add: (DONE, 2),
            read: (DONE, 2),
            error: nothing_more,
        },
        Case {
            name: "too many requests",
            script: |_| {
                same(&Step::refuses(xml(
                    "<response><Auth status='556'/></response>",
                )))
            },
            add: (REFUSED, 4),
            read: (REFUSED, 4),
            error: |error| assert!(error.is_throttled() && !error.is_auth()),
        },
        Case {
            name: "XML that the server cannot read",
            script: |_| {
                same(&Step::refuses(xml(
                    "<response status='1'>unclosed token at line 1, column 322</response>",
                )))
            },
            add: (REFUSED, 1),
            read: (REFUSED, 1),
            error: |error| {
                says(
                    error,
                    "1 (unspecified-failure): unclosed token at line 1, column 322",
                );
            },
        },
    ]);
}

const BARE_505: &str = "<response status='505'>The namespace and key do not match</response>";

#[test]
fn http_statuses() {
    check(&[
        Case {
            name: "429 without a wait, then room",
            script: |ok| {
                vec![
                    Step::refuses(answer("429 Slow down", &[], b"")),
                    Step::answers(xml(ok)),
                ]
            },
            add: (DONE, 2),
            read: (DONE, 2),
            error: nothing_more,
        },
        Case {
            name: "429 with a wait of no seconds",
            script: |ok| {
                vec![
                    Step::refuses(answer("429 Slow down", &["Retry-After: 0"], b"")),
                    Step::answers(xml(ok)),
                ]
            },
            add: (DONE, 2),
            read: (DONE, 2),
            error: nothing_more,
        },
        Case {
            name: "429 until a moment that is now",
            script: |ok| {
                let headers = [
                    "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT",
                    "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                ];
                vec![
                    Step::refuses(answer("429 Slow down", &headers, b"")),
                    Step::answers(xml(ok)),
                ]
            },
            add: (DONE, 2),
            read: (DONE, 2),
            error: nothing_more,
        },
        Case {
            name: "429 with a long wait",
            script: |_| {
                same(&Step::refuses(answer(
                    "429 Slow down",
                    &["Retry-After: 3600"],
                    b"",
                )))
            },
            add: (REFUSED, 1),
            read: (REFUSED, 1),
            error: |error| {
                says(
                    error,
                    "the server answered HTTP 429; nothing was carried out",
                );
                assert!(error.is_throttled());
                assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
            },
        },
        Case {
            name: "429 until a moment far away",
            script: |_| {
                let headers = [
                    "Retry-After: Sun, 06 Nov 1994 09:49:37 GMT",
                    "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                ];
                same(&Step::refuses(answer("429 Slow down", &headers, b"")))
            },
            add: (REFUSED, 1),
            read: (REFUSED, 1),
            error: |error| assert_eq!(error.retry_after(), Some(Duration::from_secs(3600))),
        },
        Case {
            name: "a redirect",
            script: |_| {
                let to = "Location: https://ann:pw@login.example.com/in?token=s3cret#part";
                same(&Step::refuses(answer("302 Found", &[to], b"")))
            },
            add: (REFUSED, 1),
            read: (REFUSED, 1),
            error: |error| {
                says(
                    error,
                    "HTTP 302 and points to https://login.example.com/in, expected an answer",
                );
                assert!(!error.to_string().contains("s3cret"));
            },
        },
        Case {
            name: "HTTP 401",
            script: |_| same(&Step::refuses(answer("401 Unauthorized", &[], b"no"))),
            add: (REFUSED, 1),
            read: (REFUSED, 1),
            error: |error| assert!(error.is_auth()),
        },
        Case {
            name: "HTTP 404",
            script: |_| {
                same(&Step::refuses(answer(
                    "404 Not Found",
                    &[],
                    b"<html>no</html>",
                )))
            },
            add: (REFUSED, 1),
            read: (REFUSED, 1),
            error: |error| assert!(!error.is_auth() && error.server_code().is_none()),
        },
        Case {
            name: "HTTP 500",
            script: |_| same(&Step::breaks_off(answer("500 Oh", &[], b"<html>no</html>"))),
            add: (DOUBT, 1),
            read: (DOUBT, 4),
            error: |error| {
                says(
                    error,
                    "the server answered HTTP 500; it may have been carried out",
                );
            },
        },
        Case {
            name: "HTTP 503, then an answer",
            script: |ok| {
                vec![
                    Step::answers(answer("503 Busy", &["Retry-After: 0"], b"")),
                    Step::answers(xml(ok)),
                ]
            },
            add: (DOUBT, 1),
            read: (DONE, 2),
            error: nothing_more,
        },
    ]);
}
