//! No secret leaves the client but to the server: not in an error, not in a log, not in `Debug`.
//!
//! Every secret is a canary, a text that stands nowhere else. The server sends them back wherever it
//! can, and canaries of its own where only the body of an answer or the query of an address has them.

#![cfg(feature = "client")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "only tests are here"
)]
#![allow(clippy::too_many_lines, reason = "a table of answers")]

#[path = "support/capture.rs"]
mod capture;
#[path = "support/client.rs"]
mod client;
#[path = "support/server.rs"]
mod server;

use std::error::Error as StdError;
use std::fmt::Debug;
use std::time::Duration;

use client::{ADDED, BOTH, Driver, FOUND, Kind, add, config_with, quick, read, runtime};
use server::{Seen, Server, Step, answer, json, nobody, xml};
use suiteprojects::api::{Application, Login, Read};
use suiteprojects::client::{
    CommandProtocol, Config, Error, LoginSource, OAuthApplication, Scope, Soap, TokenSource,
    Tokens, blocking, exchange_code,
};
use suiteprojects::task::Task;

const PASSWORD: &str = "canary-pass/word&1";
const KEY: &str = "canary-key-2";
const ACCESS: &str = "canary-access-3";
const REFRESH: &str = "canary-refresh-4";
const CLIENT_SECRET: &str = "canary-client-secret-5";
const CODE: &str = "canary-code-6";
const NEW_ACCESS: &str = "canary-new-access-7";
const NEW_REFRESH: &str = "canary-new-refresh-8";
const SESSION: &str = "canary-session-10";
/// In bodies and queries of the server, and nowhere else.
const BODY: &str = "canary-body-9";

/// All of them begin so, also as they stand in an address.
const CANARY: &str = "canary-";

fn check(what: &str, shown: &str) {
    assert!(!shown.contains(CANARY), "{what}: {shown}");
}

fn check_debug(what: &str, value: &impl Debug) {
    check(what, &format!("{value:?} {value:#?}"));
}

fn check_error(what: &str, error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        check(what, &format!("{error} {error:?} {error:#?}"));
        next = error.source();
    }
}

/// The secrets in a request.
fn sent(seen: &Seen) -> String {
    let body = seen.body.replace("&amp;", "&");
    let all = [
        PASSWORD,
        KEY,
        ACCESS,
        NEW_ACCESS,
        REFRESH,
        NEW_REFRESH,
        CODE,
        SESSION,
    ];
    let sent: Vec<&str> = all
        .into_iter()
        .filter(|secret| body.contains(secret))
        .collect();
    assert!(!sent.is_empty(), "there are secrets in every request");
    sent.join(" ")
}

/// Answers of a server with everything that it was sent in them.
fn answers(all: &str) -> Vec<(&'static str, Step)> {
    let escaped = all.replace('&', "&amp;");
    let encoded: String = url::form_urlencoded::byte_serialize(all.as_bytes()).collect();
    let page = format!("<html><{BODY}>{escaped} {BODY}</{BODY}></html>");
    let location =
        format!("Location: https://{BODY}:{BODY}@example.com/{KEY}/{encoded}?{BODY}#{BODY}");
    let media_type = format!("Content-Type: text/{KEY}");
    let broken = format!("<response><Auth status='0'/><{KEY}></x{KEY}></response>");
    let other = format!("<{KEY}/>");
    let retry = format!("Retry-After: {BODY}");
    vec![
        (
            "refused",
            Step::refuses(xml(&format!("<response status='501'>{escaped}</response>"))),
        ),
        (
            "505",
            Step::refuses(xml(&format!("<response status='505'>{escaped}</response>"))),
        ),
        (
            "login refused",
            Step::refuses(xml(&format!(
                "<response><Auth status='401'>{escaped}</Auth></response>"
            ))),
        ),
        (
            "domain",
            Step::refuses(xml(&format!(
                "<response><Auth status='426'>{escaped}</Auth></response>"
            ))),
        ),
        (
            "throttled",
            Step::refuses(xml(&format!("<response status='556'>{escaped}</response>"))),
        ),
        (
            "page",
            Step::answers(answer(
                "200 OK",
                &["Content-Type: text/html"],
                page.as_bytes(),
            )),
        ),
        (
            "media type",
            Step::answers(answer("200 OK", &[&media_type], b"no")),
        ),
        ("broken XML", Step::answers(xml(&broken))),
        ("other XML", Step::answers(xml(&other))),
        (
            "redirect",
            Step::refuses(answer("302 Found", &[&location], page.as_bytes())),
        ),
        (
            "relative redirect",
            Step::refuses(answer(
                "302 Found",
                &[&format!("Location: /{KEY}?{BODY}")],
                b"",
            )),
        ),
        (
            "HTTP 401",
            Step::refuses(answer("401 Unauthorized", &[], page.as_bytes())),
        ),
        (
            "HTTP 429",
            Step::refuses(answer("429 Slow down", &[&retry], page.as_bytes())),
        ),
        (
            "HTTP 500",
            Step::answers(answer(&format!("500 {KEY} {BODY}"), &[], page.as_bytes())),
        ),
        ("cut off", Step::breaks_off(xml(&page)[..90].to_vec())),
        ("no answer", Step::breaks_off(Vec::new())),
        (
            "no HTTP",
            Step::breaks_off(format!("{KEY} {BODY}\r\n\r\n").into_bytes()),
        ),
        (
            "bad header",
            Step::breaks_off(format!("HTTP/1.1 200 OK\r\n{KEY}\r\n\r\n").into_bytes()),
        ),
        (
            "bad length",
            Step::breaks_off(
                format!("HTTP/1.1 200 OK\r\nContent-Length: {BODY}\r\n\r\n").into_bytes(),
            ),
        ),
        (
            "bad packing",
            Step::breaks_off(answer(
                "200 OK",
                &["Content-Encoding: gzip"],
                page.as_bytes(),
            )),
        ),
        (
            "bad pieces",
            Step::breaks_off(answer(
                "200 OK",
                &["Transfer-Encoding: chunked"],
                page.as_bytes(),
            )),
        ),
        (
            "half a page in time",
            Step::stalls(xml(&page)[..90].to_vec()),
        ),
        ("too large", Step::answers(xml(&page.repeat(200)))),
        ("good", Step::answers(xml(ADDED))),
        ("good for a Read", Step::answers(xml(FOUND))),
    ]
}

/// A message of SOAP.
fn soap(status: &str, content: &str) -> Vec<u8> {
    let envelope = format!(
        "<E:Envelope xmlns:E='http://schemas.xmlsoap.org/soap/envelope/'><E:Body>{content}</E:Body></E:Envelope>"
    );
    answer(status, &["Content-Type: text/xml"], envelope.as_bytes())
}

/// The same and further answers of a server that speaks SOAP. The name is a secret that it was sent.
fn soap_answers(all: &str, name: &str) -> Vec<(&'static str, Step)> {
    let escaped = all.replace('&', "&amp;");
    let fault = |code: &str| {
        let content = format!(
            "<E:Fault><faultcode>E:{code}</faultcode><faultstring>{escaped}</faultstring>\
             <faultactor>{escaped}</faultactor></E:Fault>"
        );
        Step::refuses(soap("500 Internal Server Error", &content))
    };
    let refused = format!(
        "<addResponse><Array><UpdateResult><status>-1</status><errors><item><code>821</code>\
         <comment>{escaped}</comment></item></errors></UpdateResult></Array></addResponse>"
    );
    let other = format!("<{name}>{escaped}</{name}>");
    let mut answers = answers(all);
    answers.extend([
        ("fault", fault("821")),
        ("session over", fault("9")),
        ("fault without a code", fault(name)),
        ("object refused", Step::refuses(soap("200 OK", &refused))),
        ("other message", Step::answers(soap("200 OK", &other))),
    ]);
    answers
}

/// Answers of the token address.
fn token_answers(sent: &str) -> Vec<(&'static str, Step)> {
    let all = format!("{sent} {CLIENT_SECRET}");
    let refusal = format!(
        r#"{{"error":"invalid_grant","error_description":"{all}","error_uri":"{BODY}","{BODY}":"{BODY}"}}"#
    );
    let odd = format!(r#"{{"error":"{sent}"}}"#);
    let tokens = format!(
        r#"{{"access_token":"{NEW_ACCESS}","token_type":"Bearer","refresh_token":"{NEW_REFRESH}"}}"#
    );
    let half = format!(r#"{{"access_token":"{NEW_ACCESS}","refresh_token":"{NEW_REFRESH}""#);
    let untyped = format!(r#"{{"access_token":"{NEW_ACCESS}"}}"#);
    let media_type = format!("Content-Type: text/{BODY}");
    vec![
        ("refused", Step::refuses(json("400 Bad Request", &refusal))),
        (
            "oddly refused",
            Step::refuses(json("401 Unauthorized", &odd)),
        ),
        (
            "refused with a page",
            Step::refuses(answer("400 Bad Request", &[], all.as_bytes())),
        ),
        ("half", Step::answers(json("200 OK", &half))),
        ("untyped", Step::answers(json("200 OK", &untyped))),
        (
            "media type",
            Step::answers(answer("200 OK", &[&media_type], tokens.as_bytes())),
        ),
        ("lost", Step::breaks_off(Vec::new())),
        ("tokens", Step::answers(json("200 OK", &tokens))),
    ]
}

fn application(endpoint: &str) -> OAuthApplication {
    OAuthApplication::new(
        endpoint.parse().unwrap(),
        "bridge",
        "https://bridge.example.com/done",
    )
    .unwrap()
    .with_client_secret(CLIENT_SECRET)
}

fn source(endpoint: &str) -> TokenSource {
    let tokens = Tokens::new(ACCESS).with_refresh_token(REFRESH);
    TokenSource::new(application(endpoint), tokens, |_| Ok::<(), String>(()))
}

fn config(url: &str, login: impl Into<LoginSource>) -> Config {
    let mut config = config_with(url, login)
        .with_retry(quick().with_tries(2))
        .with_read_timeout(Duration::from_millis(100))
        .with_answer_bytes(8_000_usize);
    config.application = Application::new("test", "1", KEY);
    config
}

/// An Add and a Read; says what went wrong.
fn call(what: &str, kind: Kind, config: Config) {
    check_debug(what, &config);
    let driver = Driver::new(kind, config);
    check_debug(what, &driver);
    check_calls(what, &driver, [add(&driver), read(&driver)]);
}

fn check_calls<P: CommandProtocol>(
    what: &str,
    driver: &Driver<P>,
    results: [Result<usize, Error>; 2],
) {
    for result in results {
        if let Err(error) = result {
            check_error(what, &error);
        }
    }
    for record in driver.pages(Read::<Task>::all()) {
        if let Err(error) = record {
            check_error(what, &error);
        }
    }
}

#[test]
fn no_secret_is_shown() {
    capture::start();
    for kind in BOTH {
        for (place, (name, _)) in answers("").into_iter().enumerate() {
            let what = format!("{kind:?}, {name}");
            let logins: [fn(&str) -> LoginSource; 3] = [
                |_| Login::password("acme", "ann", PASSWORD).into(),
                |_| Login::access_token(ACCESS).into(),
                |url| source(url).into(),
            ];
            for login in logins {
                let server = Server::by(move |seen| answers(&sent(seen)).swap_remove(place).1);
                call(&what, kind, config(&server.url(), login(&server.url())));
            }
        }
        for (place, (name, _)) in token_answers("").into_iter().enumerate() {
            let what = format!("{kind:?}, token answer {name}");
            let server = Server::by(move |seen| match seen.path() {
                "/api.pl" => {
                    let words = sent(seen);
                    let refusal = format!("<response><Auth status='9'>{words}</Auth></response>");
                    Step::refuses(xml(&refusal))
                }
                _ => token_answers(&sent(seen)).swap_remove(place).1,
            });
            call(&what, kind, config(&server.url(), source(&server.url())));

            let application = application(&server.url());
            let authorization = application.authorize(&[Scope::Xml]);
            check_debug(&what, &authorization);
            let back = format!("/done?code={CODE}&state={}", authorization.state().expose());
            let code = authorization.code(&back).unwrap();
            check_debug(&what, &code);
            let tokens = match kind {
                Kind::Async => runtime().block_on(exchange_code(&application, code)),
                Kind::Blocking => blocking::exchange_code(&application, code),
            };
            match tokens {
                Ok(tokens) => check_debug(&what, &tokens),
                Err(error) => check_error(&what, &error),
            }
        }
        let url = nobody();
        call("nobody", kind, config(&url, source(&url)));
    }
    no_session_is_shown();
    let authorization = application("https://acme.example.com").authorize(&[]);
    for back in [
        format!("https://{BODY}:x:y/?code={CODE}"),
        format!("/done?code={CODE}&state={BODY}"),
        format!(
            "/done?{BODY}={CODE}&state={}",
            authorization.state().expose()
        ),
    ] {
        check_error("sent back", &authorization.code(&back).unwrap_err());
    }
    for address in [
        format!("https://{BODY}:{BODY}@acme.example.com"),
        format!("https://acme.example.com/?{BODY}"),
        format!("https://acme.example.com/#{BODY}"),
        format!("https://{BODY}:x:y/"),
    ] {
        let error = address
            .parse::<suiteprojects::client::Endpoint>()
            .unwrap_err();
        check_error("address", &error);
    }

    let log = capture::text();
    check("log", &log);
    // The capture captures.
    for part in [
        "span call",
        "commands=\"Add\"",
        "sends",
        "is answered",
        "has a new login",
    ] {
        assert!(log.contains(part), "the log has {part:?}");
    }
}

/// The server begins a session, and tells of it wherever it can.
fn no_session_is_shown() {
    for kind in BOTH {
        for (place, (name, _)) in soap_answers("", "").into_iter().enumerate() {
            let what = format!("{kind:?}, SOAP, {name}");
            let server = Server::by(move |seen| {
                if seen.body.contains("<sessionId") {
                    return soap_answers(&sent(seen), SESSION).swap_remove(place).1;
                }
                let begun = format!("<loginReturn><sessionId>{SESSION}</sessionId></loginReturn>");
                let content = format!("<loginResponse>{begun}</loginResponse>");
                Step::refuses(soap("200 OK", &content))
            });
            let login = Login::password("acme", "ann", PASSWORD);
            let driver = Driver::over(
                Soap::rpc_encoded(),
                kind,
                config(&server.url(), login.clone()),
            );
            check_calls(&what, &driver, [add(&driver), read(&driver)]);
            check_debug(&what, &driver);

            // The same instead of a session.
            let server =
                Server::by(move |seen| soap_answers(&sent(seen), KEY).swap_remove(place).1);
            let config = config(&server.url(), login);
            let driver = Driver::over(Soap::rpc_encoded(), kind, config);
            check_calls(&what, &driver, [add(&driver), read(&driver)]);
        }
    }
}
