//! Connections that are not made, break, or are used again.

use std::time::Duration;

use suiteprojects::client::{Config, Error};
use suiteprojects::protocol::Fate;

use crate::client::{ADDED, BOTH, Driver, FOUND, Kind, add, config, read, runtime};
use crate::server::{self, Server, Step, answer, xml};
use crate::{Case, DONE, DOUBT, check, check_with, nothing_more, says};

#[test]
fn broken_connections() {
    check(&[
        Case {
            name: "cut after the request was read",
            script: |ok| vec![Step::breaks_off(Vec::new()), Step::answers(xml(ok))],
            add: (DOUBT, 1),
            read: (DONE, 2),
            error: |error| {
                says(
                    error,
                    "the connection broke before the answer; it may have been carried out",
                );
            },
        },
        Case {
            name: "cut within the head of the answer",
            script: |ok| {
                vec![
                    Step::breaks_off(b"HTTP/1.1 200 O".to_vec()),
                    Step::answers(xml(ok)),
                ]
            },
            add: (DOUBT, 1),
            read: (DONE, 2),
            error: nothing_more,
        },
        Case {
            name: "cut when the request arrives",
            script: |ok| vec![Step::closes_on_arrival(), Step::answers(xml(ok))],
            add: (DOUBT, 0),
            read: (DONE, 1),
            error: nothing_more,
        },
    ]);
    let slow = |config: Config| config.with_read_timeout(Duration::from_millis(500));
    let is_timeout = |error: &Error| {
        assert!(error.is_timeout());
        says(error, "no answer in time; it may have been carried out");
    };
    let cases = [
        Case {
            name: "no answer in time",
            script: |ok| vec![Step::stalls(Vec::new()), Step::answers(xml(ok))],
            add: (DOUBT, 1),
            read: (DONE, 2),
            error: is_timeout,
        },
        Case {
            name: "half an answer in time",
            script: |ok| {
                let half = xml(ok);
                vec![
                    Step::stalls(half[..half.len() - 20].to_vec()),
                    Step::answers(xml(ok)),
                ]
            },
            add: (DOUBT, 1),
            read: (DONE, 2),
            error: is_timeout,
        },
    ];
    check_with(&cases, slow);
    check_with(&cases, |config| {
        config.with_total_timeout(Duration::from_millis(500))
    });
}

#[test]
fn nobody_listens() {
    for kind in BOTH {
        let driver = Driver::new(kind, config(&server::nobody()));
        for found in [add(&driver), read(&driver)] {
            let error = found.unwrap_err();
            assert_eq!(error.fate(), Fate::NotSent, "{kind:?}");
            assert!(!error.is_timeout() && !error.is_throttled());
            says(&error, "no connection to 127.0.0.1:");
            says(&error, "(after 4 tries); nothing was sent");
        }
    }
}

/// One connection serves call after call.
#[test]
fn connections_are_used_again() {
    for kind in BOTH {
        let server = Server::new(vec![Step::answers(xml(ADDED)); 3]);
        let driver = Driver::new(kind, config(&server.url()));
        for _ in 0..3 {
            add(&driver).unwrap();
        }
        assert_eq!((server.connections(), server.applied()), (1, 3), "{kind:?}");
    }
}

/// A server that closes the connection between two calls: the next one takes another.
#[test]
fn a_connection_that_was_closed_is_not_used_again() {
    for kind in BOTH {
        let script = [
            Step::answers(xml(ADDED)),
            Step::closes_at_once(),
            Step::answers(xml(ADDED)),
        ];
        let server = Server::new(script);
        let driver = Driver::new(kind, config(&server.url()));
        add(&driver).unwrap();
        // Until the end of the connection has arrived; there is nothing else to wait for.
        driver.rest(Duration::from_millis(50));
        add(&driver).unwrap();
        assert_eq!((server.connections(), server.applied()), (2, 2), "{kind:?}");
    }
}

/// A connection that breaks at the moment when the next request leaves. HTTP libraries like to send
/// such a request again by themselves; an Add must not be.
#[test]
fn an_add_on_a_connection_that_breaks_is_not_sent_again_silently() {
    for kind in BOTH {
        let script = [
            Step::answers(xml(ADDED)),
            Step::closes_on_arrival(),
            Step::answers(xml(ADDED)),
        ];
        let server = Server::new(script);
        let driver = Driver::new(kind, config(&server.url()));
        add(&driver).unwrap();
        let error = add(&driver).unwrap_err();
        assert_eq!(error.fate(), Fate::MaybeApplied, "{kind:?}: {error}");
        assert_eq!(
            (server.connections(), server.seen().len()),
            (1, 1),
            "{kind:?}"
        );
        // The next call takes a new connection.
        add(&driver).unwrap();
        assert_eq!(
            (server.connections(), server.seen().len()),
            (2, 2),
            "{kind:?}"
        );
    }
}

/// A server that closes every connection after its answer without a word, and a client that calls at
/// once: whichever comes first, each Add is carried out at most once, and never when it is said not to.
#[test]
fn races_with_the_end_of_a_connection_store_nothing_twice() {
    const CALLS: usize = 200;
    for kind in BOTH {
        let server = Server::new(vec![Step::breaks_off(xml(ADDED)); CALLS]);
        let driver = Driver::new(
            kind,
            config(&server.url()).with_retry(suiteprojects::protocol::RetryPolicy::never()),
        );
        let mut doubts = 0;
        for call in 0..CALLS {
            let before = server.applied();
            let found = add(&driver);
            let stored = server.applied() - before;
            match found {
                Ok(_) => assert_eq!(stored, 1, "{kind:?}, call {call}"),
                Err(error) if error.may_have_been_applied() => {
                    assert!(stored <= 1, "{kind:?}, call {call}");
                    doubts += 1;
                }
                Err(error) => assert_eq!(stored, 0, "{kind:?}, call {call}: {error}"),
            }
        }
        println!("{kind:?}: {doubts} of {CALLS} calls in doubt");
    }
}

/// The request as the vendor's pages want it, and nothing of the machine's surroundings.
#[test]
fn the_head_of_a_request() {
    for kind in BOTH {
        let server = Server::new([Step::answers(xml(ADDED))]);
        let driver = Driver::new(kind, config(&server.url()).with_user_agent("bridge/2"));
        add(&driver).unwrap();
        let seen = server.seen();
        let [request] = &seen[..] else {
            panic!("{seen:?}")
        };
        assert!(
            request.head.starts_with("POST /api.pl HTTP/1.1\r\n"),
            "{kind:?}"
        );
        assert_eq!(request.header("content-type"), Some("application/xml"));
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
        assert_eq!(request.header("user-agent"), Some("bridge/2"));
        let length = request.body.len().to_string();
        assert_eq!(request.header("content-length"), Some(&*length));
        for name in ["cookie", "referer", "authorization", "transfer-encoding"] {
            assert_eq!(request.header(name), None, "{kind:?}");
        }
    }
}

/// A server that does not speak TLS: nothing is sent.
#[test]
fn tls_that_fails_sends_nothing() {
    for kind in BOTH {
        let server = Server::new(vec![Step::closes_on_arrival(); 4]);
        let config = config(&server.url().replace("http:", "https:"));
        if let Err(error) = suiteprojects::client::Client::new(config.clone()) {
            println!("skipped: {error}");
            return;
        }
        let error = add(&Driver::new(kind, config)).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent, "{kind:?}: {error}");
        says(&error, "no connection to 127.0.0.1:");
        assert_eq!(server.left(), 0, "{kind:?}");
    }
}

/// A proxy of the surroundings is not asked about the own machine. The variable is set for a process
/// of its own, which runs another test of this file.
#[test]
fn the_own_machine_is_reached_without_a_proxy() {
    let proxy = Server::new([]);
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "connections::connections_are_used_again"])
        .env("HTTP_PROXY", proxy.url())
        .env("http_proxy", proxy.url())
        .env("ALL_PROXY", proxy.url())
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}"
    );
    assert_eq!(proxy.connections(), 0);
}

/// A redirect is not followed, not even to the same server.
#[test]
fn redirects_are_not_followed() {
    for kind in BOTH {
        let other = Server::new([Step::answers(xml(ADDED))]);
        let to = format!("Location: {}/api.pl", other.url());
        let server = Server::new([Step::refuses(answer("307 Elsewhere", &[&to], b""))]);
        let driver = Driver::new(kind, config(&server.url()));
        add(&driver).unwrap_err();
        assert_eq!((other.connections(), other.left()), (0, 1), "{kind:?}");
    }
}

/// A call that is dropped does no harm to the client.
#[test]
fn a_call_can_be_dropped() {
    let server = Server::new([Step::stalls(Vec::new()), Step::answers(xml(FOUND))]);
    let driver = Driver::new(Kind::Async, config(&server.url()));
    let Driver::Async(client, runtime) = &driver else {
        unreachable!()
    };
    runtime.block_on(async {
        let read = suiteprojects::api::Read::<suiteprojects::task::Task>::all();
        let call = client.send(&read);
        let dropped = tokio::time::timeout(Duration::from_millis(100), call).await;
        assert!(dropped.is_err());
    });
    assert_eq!(read(&driver).unwrap(), 1);
    assert_eq!(server.seen().len(), 2);
}

/// Calls of clones run side by side.
#[test]
fn clones_call_at_once() {
    const CALLS: usize = 20;
    let server = Server::new(vec![Step::answers(xml(FOUND)); CALLS]);
    let client = suiteprojects::client::Client::new(config(&server.url())).unwrap();
    let read = suiteprojects::api::Read::<suiteprojects::task::Task>::all();
    runtime().block_on(async {
        let calls = (0..CALLS).map(|_| {
            let (client, read) = (client.clone(), read.clone());
            tokio::spawn(async move { client.send(&read).await })
        });
        for call in calls.collect::<Vec<_>>() {
            call.await.unwrap().unwrap().unwrap();
        }
    });
    assert_eq!(server.applied(), CALLS);
}

/// The wrong client at the wrong place is an error, not a panic.
#[test]
fn each_client_knows_its_place() {
    let server = Server::new([]);
    let blocking = suiteprojects::client::blocking::Client::new(config(&server.url())).unwrap();
    let is_async = suiteprojects::client::Client::new(config(&server.url())).unwrap();
    let time = suiteprojects::api::Time;
    runtime().block_on(async {
        let error = blocking.send(&time).unwrap_err();
        says(&error, "there is an async runtime, expected none");
        suiteprojects::client::blocking::Client::new(config(&server.url())).unwrap_err();
    });
    let mut call = std::pin::pin!(is_async.send(&time));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else {
        panic!("expected an error")
    };
    says(&error, "there is no runtime of tokio, expected one");
    assert_eq!(error.fate(), Fate::NotSent);
    assert_eq!(server.connections(), 0);
}
