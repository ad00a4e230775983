//! How a session begins, is held, and ends.

use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::Duration;

use suiteprojects::api::{Login, Version, Whoami};
use suiteprojects::client::{
    Client, LoginSource, OAuthApplication, Soap, TokenSource, Tokens, blocking,
};
use suiteprojects::protocol::Fate;

use crate::client::{BOTH, Driver, add, config, config_with, read, runtime};
use crate::server::{Seen, Server, Step, answer, json};
use crate::stub::{Manners, Stub};
use crate::{added, begun, fault, operations, soap, soap_with};

fn log_out(driver: &Driver<Soap>) -> Result<(), suiteprojects::client::Error> {
    match driver {
        Driver::Async(client, runtime) => runtime.block_on(client.log_out()),
        Driver::Blocking(client) => client.log_out(),
    }
}

#[test]
fn a_session_begins_with_the_first_request_and_is_held() {
    for kind in BOTH {
        let server = Server::new([begun("s-1"), added(), added()]);
        let driver = soap(kind, &server.url());
        assert_eq!(add(&driver).unwrap(), 1);
        assert_eq!(add(&driver).unwrap(), 1);
        let seen = server.seen();
        assert_eq!(operations(&server), ["login", "add", "add"]);
        for request in &seen {
            assert_eq!(request.path(), "/soap");
            let media_type = request.header("content-type");
            assert_eq!(media_type, Some("text/xml; charset=utf-8"));
        }
        let namespace = "\"https://www.openair.com/OAirService#login\"";
        assert_eq!(seen[0].header("soapaction"), Some(namespace));
        assert!(seen[0].body.contains(">the-password<") && seen[0].body.contains(">the-key<"));
        for request in &seen[1..] {
            assert!(
                request.body.contains(">s-1</sessionId>"),
                "{}",
                request.body
            );
            assert!(!request.body.contains("the-password"), "{}", request.body);
        }
    }
}

/// Fault 9 says that the session is over; the one answer to it is one login.
#[test]
fn a_session_that_is_over_is_followed_by_exactly_one_login() {
    for kind in BOTH {
        let over = || fault("9", "Logged out");
        let server = Server::new([begun("s-1"), over(), begun("s-2"), added()]);
        assert_eq!(add(&soap(kind, &server.url())).unwrap(), 1);
        assert_eq!(operations(&server), ["login", "add", "login", "add"]);
        assert_eq!(server.applied(), 1);
        assert!(server.seen()[3].body.contains(">s-2</sessionId>"));

        let server = Server::new([begun("s-1"), over(), begun("s-2"), over(), over()]);
        let error = add(&soap(kind, &server.url())).unwrap_err();
        assert_eq!(operations(&server), ["login", "add", "login", "add"]);
        assert_eq!(error.fate(), Fate::Refused);
        assert!(error.is_auth(), "{error}");
        assert_eq!(
            error.to_string(),
            "the server refused the request: 9 (session-expired): Logged out (after 2 tries); nothing was carried out",
        );
    }
}

#[test]
fn a_login_that_is_refused_ends_the_call_before_it_begins() {
    for kind in BOTH {
        let server = Server::new([fault("401", "Login failed")]);
        let error = add(&soap(kind, &server.url())).unwrap_err();
        assert_eq!(operations(&server), ["login"]);
        assert_eq!(error.fate(), Fate::NotSent);
        assert!(error.is_auth() && error.server_code().is_some(), "{error}");
        assert_eq!(
            error.to_string(),
            "no session has begun: the server refused the request: 401 (bad-credentials): Login failed",
        );
    }
}

/// A login changes nothing, so that it is tried like a Read.
#[test]
fn a_login_whose_answer_is_lost_is_tried_again() {
    for kind in BOTH {
        let server = Server::new([Step::breaks_off(Vec::new()), begun("s-2"), added()]);
        assert_eq!(add(&soap(kind, &server.url())).unwrap(), 1);
        assert_eq!(operations(&server), ["login", "login", "add"]);
    }
}

#[test]
fn what_needs_no_session_begins_none() {
    for kind in BOTH {
        let versions =
            "<versionResponse><versionReturn><number>2</number></versionReturn></versionResponse>";
        let server = Server::new([Step::refuses(crate::message(versions))]);
        let newest = soap(kind, &server.url()).send(&Version::new("test", "1"));
        assert_eq!(newest.unwrap().unwrap().number.as_deref(), Some("2"));
        assert_eq!(operations(&server), ["version"]);
    }
}

#[test]
fn the_session_is_ended_on_request_and_another_begins_later() {
    for kind in BOTH {
        let ended = "<logoutResponse><status>bye</status></logoutResponse>";
        let ended = || Step::refuses(crate::message(ended));
        let script = [begun("s-1"), added(), ended(), begun("s-2"), added()];
        let server = Server::new(script);
        let driver = soap(kind, &server.url());
        log_out(&driver).unwrap();
        assert_eq!(server.seen().len(), 0, "there was no session yet");
        add(&driver).unwrap();
        log_out(&driver).unwrap();
        add(&driver).unwrap();
        assert_eq!(
            operations(&server),
            ["login", "add", "logout", "login", "add"]
        );
        assert!(server.seen()[2].body.contains(">s-1</sessionId>"));
    }
    // One that is over already has ended; no login is made to end it.
    for kind in BOTH {
        let server = Server::new([begun("s-1"), added(), fault("9", "Logged out")]);
        let driver = soap(kind, &server.url());
        add(&driver).unwrap();
        log_out(&driver).unwrap();
        assert_eq!(operations(&server), ["login", "add", "logout"]);
    }
}

/// However many calls need a session at once, now and when it is over: one login each time.
#[test]
fn all_calls_and_clones_share_one_session() {
    const CALLS: usize = 8;
    let stub = Stub::start();
    let client = blocking::Client::over(Soap::rpc_encoded(), config(&stub.url())).unwrap();
    for round in 1..=3 {
        let start = Arc::new(Barrier::new(CALLS));
        let threads: Vec<_> = (0..CALLS)
            .map(|_| {
                let (client, start) = (client.clone(), Arc::clone(&start));
                thread::spawn(move || {
                    start.wait();
                    client.send(&Whoami::new()).unwrap().unwrap().unwrap()
                })
            })
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap().nickname.as_deref(), Some("agrant"));
        }
        assert_eq!(stub.logins(), round);
        stub.end_sessions();
    }

    let stub = Stub::start();
    let client = Client::over(Soap::rpc_encoded(), config(&stub.url())).unwrap();
    for round in 1..=3 {
        runtime().block_on(async {
            let calls = (0..CALLS).map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.send(&Whoami::new()).await })
            });
            for call in calls.collect::<Vec<_>>() {
                call.await.unwrap().unwrap().unwrap().unwrap();
            }
        });
        assert_eq!(stub.logins(), round);
        stub.end_sessions();
    }
}

/// A call that is not polled any more, such as one that lost a `select!` and is kept, keeps nobody waiting.
#[test]
fn a_call_that_is_left_alone_keeps_no_other_waiting() {
    let stub = Stub::with(Manners {
        latency: Duration::from_millis(100),
        ..Manners::default()
    });
    let client = Client::over(Soap::rpc_encoded(), config(&stub.url())).unwrap();
    runtime().block_on(async {
        let whoami = Whoami::new();
        let mut left = std::pin::pin!(client.send(&whoami));
        let glance = tokio::time::timeout(Duration::from_millis(20), &mut left);
        glance.await.unwrap_err();
        let other = tokio::time::timeout(Duration::from_secs(10), client.send(&whoami));
        other.await.unwrap().unwrap().unwrap().unwrap();
        left.await.unwrap().unwrap().unwrap();
    });
    assert_eq!(stub.logins(), 1);
}

/// What could not be ended can be ended later, and serves until then.
#[test]
fn a_session_that_could_not_be_ended_is_held_on() {
    for kind in BOTH {
        let busy = answer("404 Not Found", &[], b"");
        let ended = "<logoutResponse><status>bye</status></logoutResponse>";
        let ended = Step::refuses(crate::message(ended));
        let server = Server::new([begun("s-1"), added(), Step::refuses(busy), added(), ended]);
        let driver = soap(kind, &server.url());
        add(&driver).unwrap();
        log_out(&driver).unwrap_err();
        add(&driver).unwrap();
        log_out(&driver).unwrap();
        log_out(&driver).unwrap();
        assert_eq!(
            operations(&server),
            ["login", "add", "logout", "add", "logout"]
        );
    }
}

/// Who waited for a login that was refused does not ask again.
#[test]
fn a_refused_login_is_refused_for_all_that_wait() {
    let stub = Stub::with(Manners {
        password: Some("another".to_owned()),
        latency: Duration::from_millis(100),
        ..Manners::default()
    });
    let client = Client::over(Soap::rpc_encoded(), config(&stub.url())).unwrap();
    runtime().block_on(async {
        let calls = (0..5).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&Whoami::new()).await.unwrap_err() })
        });
        for call in calls.collect::<Vec<_>>() {
            let error = call.await.unwrap();
            assert!(error.is_auth(), "{error}");
        }
    });
    assert_eq!(stub.logins(), 1);
}

#[test]
fn an_access_token_needs_no_login() {
    for kind in BOTH {
        let server = Server::new([added(), fault("9", "Token expired")]);
        let login = Login::access_token("the-token");
        let driver = soap_with(kind, config_with(&server.url(), login));
        assert_eq!(add(&driver).unwrap(), 1);
        let error = add(&driver).unwrap_err();
        assert_eq!(operations(&server), ["add", "add"]);
        assert!(error.is_auth(), "{error}");
        let body = &server.seen()[0].body;
        assert!(body.contains(">the-token</accessToken>"), "{body}");
        assert!(!body.contains("sessionId"), "{body}");
    }
}

#[test]
fn an_access_token_that_is_over_is_renewed_once() {
    for kind in BOTH {
        let renewed = r#"{"access_token":"access-1","token_type":"Bearer","expires_in":900}"#;
        let server = Server::new([
            fault("9", "Token expired"),
            Step::refuses(json("200 OK", renewed)),
            added(),
        ]);
        let endpoint = server.url().parse().unwrap();
        let application =
            OAuthApplication::new(endpoint, "the client", "https://bridge.example.com/done")
                .unwrap();
        let tokens = Tokens::new("access-0").with_refresh_token("refresh-0");
        let stored = Arc::new(Mutex::new(0));
        let count = Arc::clone(&stored);
        let source = TokenSource::new(application, tokens, move |_| {
            *count.lock().unwrap() += 1;
            Ok::<(), &str>(())
        });
        let login = LoginSource::Tokens(source);
        let driver = soap_with(kind, config_with(&server.url(), login));
        assert_eq!(add(&driver).unwrap(), 1);
        let seen = server.seen();
        let paths: Vec<&str> = seen.iter().map(Seen::path).collect();
        assert_eq!(paths, ["/soap", "/login/oauth2/v1/token", "/soap"]);
        assert!(seen[2].body.contains(">access-1</accessToken>"));
        assert_eq!(*stored.lock().unwrap(), 1);
    }
}

/// The login counts as a request too.
#[test]
fn a_login_is_paid_for_from_the_budget() {
    use suiteprojects::protocol::{Rates, RetryPolicy};

    for kind in BOTH {
        let server = Server::new([begun("s-1"), added()]);
        let config = config(&server.url())
            .with_rates(Rates::unlimited().with_per_minute(1))
            .with_retry(RetryPolicy::never().with_delays(Duration::ZERO, Duration::ZERO));
        let error = add(&soap_with(kind, config)).unwrap_err();
        assert_eq!(operations(&server), ["login"]);
        assert!(
            error.is_throttled() && error.fate() == Fate::NotSent,
            "{error}"
        );
    }
}

#[test]
fn document_literal_is_spoken_in_the_namespace_of_the_account() {
    for kind in BOTH {
        let server = Server::new([begun("s-1"), added()]);
        let config = config(&server.url());
        let protocol = Soap::document_literal(&config.endpoint);
        let driver = Driver::over(protocol, kind, config);
        // What the binding does not have is refused before a session begins.
        let error = driver.send(&Whoami::new()).unwrap_err();
        assert_eq!((error.fate(), server.seen().len()), (Fate::NotSent, 0));
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(
            source,
            "document/literal has no operation whoami, expected rpc/encoded"
        );
        assert_eq!(add(&driver).unwrap(), 1);
        let seen = server.seen();
        let action = format!("\"{}/OAirServiceDocument#add\"", server.url());
        assert_eq!(seen[1].header("soapaction"), Some(&*action));
        assert!(
            seen[1].body.contains("<oair:SessionHeader><sessionId>s-1<"),
            "{}",
            seen[1].body
        );
        assert_eq!(operations(&server), ["login", "add"]);
        assert!(read(&driver).is_err(), "the script is over");
    }
}
