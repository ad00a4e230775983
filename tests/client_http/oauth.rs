//! Logging in by OAuth 2.0. Requests and answers are those of RFC 6749 (4.1.3, 5.1, 5.2, 6) and
//! RFC 7636 (4.5), the paths those of the vendor's pages.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use suiteprojects::api::Read;
use suiteprojects::client::{
    self, Client, Error, OAuthApplication, Scope, TokenSource, Tokens, blocking,
};
use suiteprojects::protocol::Fate;
use suiteprojects::task::Task;

use crate::client::{ADDED, BOTH, Driver, FOUND, Kind, add, config_with, runtime};
use crate::says;
use crate::server::{Seen, Server, Step, answer, json, xml};

fn application(server: &Server) -> OAuthApplication {
    let endpoint = server.url().parse().unwrap();
    OAuthApplication::new(endpoint, "the client", "https://bridge.example.com/done")
        .unwrap()
        .with_client_secret("the client secret")
}

/// What was stored, in order: the refresh tokens.
type Stored = Arc<Mutex<Vec<String>>>;

fn source(server: &Server, tokens: Tokens) -> (TokenSource, Stored) {
    let stored = Stored::default();
    let kept = Arc::clone(&stored);
    let source = TokenSource::new(application(server), tokens, move |tokens| {
        let token = tokens.refresh_token().ok_or("no refresh token")?;
        kept.lock().unwrap().push(token.expose().to_owned());
        Ok::<(), &str>(())
    });
    (source, stored)
}

fn tokens(number: u32) -> Step {
    Step::answers(json(
        "200 OK",
        &format!(
            r#"{{"access_token":"access-{number}","token_type":"Bearer","expires_in":900,"refresh_token":"refresh-{number}"}}"#
        ),
    ))
}

fn first() -> Tokens {
    Tokens::new("access-0").with_refresh_token("refresh-0")
}

fn expired() -> Step {
    Step::refuses(xml(
        "<response><Auth status='2'>invalid access token</Auth><Add status='2'/></response>",
    ))
}

fn form(seen: &Seen) -> HashMap<String, String> {
    url::form_urlencoded::parse(seen.body.as_bytes())
        .into_owned()
        .collect()
}

fn exchange(
    kind: Kind,
    application: &OAuthApplication,
    code: client::AuthorizationCode,
) -> Result<Tokens, Error> {
    match kind {
        Kind::Async => runtime().block_on(client::exchange_code(application, code)),
        Kind::Blocking => blocking::exchange_code(application, code),
    }
}

#[test]
fn a_code_is_turned_into_tokens() {
    for kind in BOTH {
        let server = Server::new([tokens(1)]);
        let application = application(&server);
        let authorization = application.authorize(&[Scope::Xml]);
        let back = format!(
            "/done?code=the%20code&state={}",
            authorization.state().expose()
        );
        let tokens = exchange(kind, &application, authorization.code(&back).unwrap()).unwrap();
        assert_eq!(tokens.access_token().expose(), "access-1");
        assert_eq!(tokens.refresh_token().unwrap().expose(), "refresh-1");
        assert_eq!(tokens.expires_in().unwrap().as_secs(), 900);

        let seen = server.seen();
        let [request] = &seen[..] else {
            panic!("{seen:?}")
        };
        assert_eq!(request.path(), "/login/oauth2/v1/token");
        assert_eq!(
            request.header("content-type"),
            Some("application/x-www-form-urlencoded")
        );
        // "the+client:the+client+secret" in base 64.
        assert_eq!(
            request.header("authorization"),
            Some("Basic dGhlK2NsaWVudDp0aGUrY2xpZW50K3NlY3JldA==")
        );
        let form = form(request);
        let field = |name: &str| form.get(name).map(String::as_str);
        assert_eq!(field("grant_type"), Some("authorization_code"));
        assert_eq!(field("code"), Some("the code"));
        assert_eq!(
            field("redirect_uri"),
            Some("https://bridge.example.com/done")
        );
        assert_eq!(field("client_secret"), None);
        assert!(field("code_verifier").unwrap().len() >= 43);
    }
}

#[test]
fn an_access_token_that_is_refused_is_renewed_once() {
    for kind in BOTH {
        let server = Server::new([expired(), tokens(1), Step::answers(xml(ADDED))]);
        let (source, stored) = source(&server, first());
        let driver = Driver::new(kind, config_with(&server.url(), source));
        assert_eq!(add(&driver).unwrap(), 1, "{kind:?}");
        let seen = server.seen();
        let [refused, refresh, accepted] = &seen[..] else {
            panic!("{seen:?}")
        };
        assert!(
            refused
                .body
                .contains("<access_token>access-0</access_token>")
        );
        let form = form(refresh);
        assert_eq!(form["grant_type"], "refresh_token");
        assert_eq!(form["refresh_token"], "refresh-0");
        assert!(
            accepted
                .body
                .contains("<access_token>access-1</access_token>")
        );
        assert_eq!(*stored.lock().unwrap(), ["refresh-1"]);
    }
}

#[test]
fn a_renewed_token_that_is_refused_too_is_not_renewed_again() {
    for kind in BOTH {
        let server = Server::new([expired(), tokens(1), expired(), tokens(2), expired()]);
        let driver = Driver::new(kind, config_with(&server.url(), source(&server, first()).0));
        let error = add(&driver).unwrap_err();
        assert_eq!(
            (server.seen().len(), error.fate()),
            (3, Fate::Refused),
            "{kind:?}"
        );
        assert!(error.is_auth());
    }
}

#[test]
fn a_refresh_token_alone_is_enough() {
    for kind in BOTH {
        let server = Server::new([
            tokens(1),
            Step::answers(xml(FOUND)),
            Step::answers(xml(ADDED)),
        ]);
        let source = TokenSource::from_refresh_token(application(&server), "refresh-0", |_| {
            Ok::<(), String>(())
        });
        let driver = Driver::new(kind, config_with(&server.url(), source));
        crate::client::read(&driver).unwrap();
        add(&driver).unwrap();
        // The token was got once.
        assert_eq!(server.seen().len(), 3, "{kind:?}");
    }
}

/// A token that lives for 31 seconds is good for one; the margin is 30.
#[test]
fn a_token_is_renewed_before_it_expires() {
    for kind in BOTH {
        let server = Server::new([tokens(1), Step::answers(xml(ADDED))]);
        let short = first().with_expires_in(std::time::Duration::from_secs(30));
        let (source, _) = source(&server, short);
        let driver = Driver::new(kind, config_with(&server.url(), source));
        add(&driver).unwrap();
        let seen = server.seen();
        assert_eq!(seen[0].path(), "/login/oauth2/v1/token", "{kind:?}");
        assert!(seen[1].body.contains("access-1"), "{kind:?}");
    }
}

#[test]
fn what_the_server_says_of_a_refresh_token() {
    let refusal =
        r#"{"error":"invalid_grant","error_description":"The token refresh-0 is revoked"}"#;
    let cases: [(&str, Step, &str, bool); 6] = [
        (
            "refused",
            Step::refuses(json("400 Bad Request", refusal)),
            "the server gives no access token: invalid_grant (The token [redacted] is revoked)",
            true,
        ),
        (
            "program refused",
            Step::refuses(json("401 Unauthorized", r#"{"error":"invalid_client"}"#)),
            "the server gives no access token: invalid_client",
            true,
        ),
        (
            "failed",
            Step::refuses(answer("503 Busy", &[], b"<html>refresh-0</html>")),
            "the server answered HTTP 503",
            false,
        ),
        (
            "no JSON",
            Step::refuses(answer(
                "200 OK",
                &["Content-Type: text/html"],
                b"<html>access-9</html>",
            )),
            "the answer to the request for an access token cannot be read",
            false,
        ),
        (
            "other JSON",
            Step::refuses(json("200 OK", r#"{"token":"access-9"}"#)),
            "the answer to the request for an access token cannot be read",
            false,
        ),
        (
            "lost",
            Step::breaks_off(Vec::new()),
            "the connection broke before the answer",
            false,
        ),
    ];
    for (name, step, expected, is_auth) in cases {
        for kind in BOTH {
            let server = Server::new([expired(), step.clone()]);
            let (source, stored) = source(&server, first());
            let driver = Driver::new(kind, config_with(&server.url(), source));
            let error = add(&driver).unwrap_err();
            says(&error, expected);
            assert_eq!(error.is_auth(), is_auth, "{name}, {kind:?}");
            // The command itself was refused for its login, and nothing of it carried out.
            assert_eq!(error.fate(), Fate::Refused, "{name}, {kind:?}");
            assert!(stored.lock().unwrap().is_empty());
        }
    }
}

#[test]
fn without_a_refresh_token_there_is_no_renewal() {
    for kind in BOTH {
        let server = Server::new([expired()]);
        let (source, _) = source(&server, Tokens::new("access-0"));
        let driver = Driver::new(kind, config_with(&server.url(), source));
        let error = add(&driver).unwrap_err();
        says(
            &error,
            "the access token is not taken any more, and there is no refresh token",
        );
        assert!(error.is_auth());
    }
}

#[test]
fn a_login_belongs_to_one_address() {
    let (server, other) = (Server::new([]), Server::new([]));
    let config = config_with(&server.url(), source(&other, first()).0);
    let error = Client::new(config.clone()).unwrap_err();
    says(
        &error,
        "the login is for another address than the client, expected the same",
    );
    blocking::Client::new(config).unwrap_err();
}

/// Tokens that could not be stored are stored by the next call, and not asked for again.
#[test]
fn tokens_are_stored_before_they_are_used() {
    for kind in BOTH {
        let server = Server::new([expired(), tokens(1), Step::answers(xml(ADDED))]);
        let tries = Arc::new(Mutex::new(0));
        let counted = Arc::clone(&tries);
        let source = TokenSource::new(application(&server), first(), move |_| {
            let mut tries = counted.lock().unwrap();
            *tries += 1;
            if *tries == 1 {
                Err("the disk is full")
            } else {
                Ok(())
            }
        });
        let driver = Driver::new(kind, config_with(&server.url(), source));
        let error = add(&driver).unwrap_err();
        says(&error, "the new tokens could not be stored");
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.to_string(), "the disk is full");
        add(&driver).unwrap();
        assert_eq!(
            (*tries.lock().unwrap(), server.seen().len()),
            (2, 3),
            "{kind:?}"
        );
    }
}

/// A server that takes the refresh token and the new access token, and no other.
fn one_renewal(seen: &Seen) -> Step {
    if seen.path() != "/api.pl" {
        tokens(1)
    } else if seen.body.contains("access-1") {
        Step::answers(xml(FOUND))
    } else {
        expired()
    }
}

/// Many calls meet the same expired token, and one of them renews it for all.
#[test]
fn a_token_is_renewed_once_for_all() {
    const CALLS: usize = 8;
    let server = Server::by(one_renewal);
    let (source, stored) = source(&server, first());
    let client = Client::new(config_with(&server.url(), source)).unwrap();
    runtime().block_on(async {
        let calls: Vec<_> = (0..CALLS)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.send(&Read::<Task>::all()).await })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap().unwrap();
        }
    });
    let refreshes = |seen: &Seen| seen.path() != "/api.pl";
    let refused = |seen: &Seen| seen.body.contains("access-0");
    let seen = server.seen();
    assert_eq!(seen.iter().filter(|seen| refreshes(seen)).count(), 1);
    assert!(
        seen.iter().filter(|seen| refused(seen)).count() > 1,
        "several calls met the old token"
    );
    assert_eq!(*stored.lock().unwrap(), ["refresh-1"]);
}

/// The same for threads with the blocking client.
#[test]
fn a_token_is_renewed_once_for_all_threads() {
    const CALLS: usize = 8;
    let server = Server::by(one_renewal);
    let (source, stored) = source(&server, first());
    let client = blocking::Client::new(config_with(&server.url(), source)).unwrap();
    let barrier = std::sync::Barrier::new(CALLS);
    std::thread::scope(|scope| {
        for _ in 0..CALLS {
            scope.spawn(|| {
                barrier.wait();
                client.send(&Read::<Task>::all()).unwrap().unwrap();
            });
        }
    });
    assert_eq!(*stored.lock().unwrap(), ["refresh-1"]);
}

/// Who waits for a renewal that fails does not try once more.
#[test]
fn a_renewal_that_fails_fails_for_all_who_wait() {
    const CALLS: usize = 8;
    let server = Server::by(|seen| {
        if seen.path() == "/api.pl" {
            expired()
        } else {
            // Until the others wait too.
            let refusal = json("400 Bad Request", r#"{"error":"invalid_grant"}"#);
            Step::refuses(refusal).late(std::time::Duration::from_millis(100))
        }
    });
    let (source, _) = source(&server, first());
    let client = Client::new(config_with(&server.url(), source)).unwrap();
    let errors = runtime().block_on(async {
        let calls: Vec<_> = (0..CALLS)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.send(&Read::<Task>::all()).await.unwrap_err() })
            })
            .collect();
        let mut errors = Vec::new();
        for call in calls {
            errors.push(call.await.unwrap());
        }
        errors
    });
    for error in &errors {
        assert!(error.is_auth());
        says(error, "the server gives no access token: invalid_grant");
    }
    let refreshes = server
        .seen()
        .iter()
        .filter(|seen| seen.path() != "/api.pl")
        .count();
    assert!(
        refreshes < CALLS,
        "{refreshes} of {CALLS} calls asked for a token"
    );
}

/// A renewal goes on when the call that began it is dropped: the new refresh token is kept.
#[test]
fn a_dropped_call_loses_no_token() {
    let server = Server::by(one_renewal);
    let (source, stored) = source(&server, first());
    let client = Client::new(config_with(&server.url(), source)).unwrap();
    runtime().block_on(async {
        let read = Read::<Task>::all();
        {
            let mut call = Box::pin(client.send(&read));
            // Until the refresh has reached the server.
            while server.seen().len() < 2 {
                let step = tokio::time::timeout(std::time::Duration::from_millis(1), &mut call);
                if step.await.is_ok() {
                    break;
                }
            }
        }
        while stored.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        client.send(&read).await.unwrap().unwrap();
    });
    assert_eq!(*stored.lock().unwrap(), ["refresh-1"]);
    assert!(server.seen().last().unwrap().body.contains("access-1"));
}
