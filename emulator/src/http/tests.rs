//! What is planned for requests happens to them.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use axum::http::StatusCode;

use super::Answer;
use super::manners::{Delivery, Plan};
use crate::{Emulator, Options};

const AUTH: &str =
    "<Auth><Login><company>c</company><user>u</user><password>s3cret</password></Login></Auth>";

fn post(emulator: &Emulator, commands: &str) -> String {
    let body = format!("<request key=\"s3cret\" namespace=\"default\">{AUTH}{commands}</request>");
    let head = format!(
        "POST /api.pl HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(emulator.address()).unwrap();
    stream.write_all((head + &body).as_bytes()).unwrap();
    let mut answer = String::new();
    // A connection that is dropped may end in an error.
    let _ = stream.read_to_string(&mut answer);
    answer
}

const ADD: &str = "<Add type=\"Customer\"><Customer><name>Heron</name></Customer></Add>";

fn stored(emulator: &Emulator) -> usize {
    let read = "<Read type=\"Customer\" method=\"all\" limit=\"1000\"/>";
    post(emulator, read).matches("<Customer>").count()
}

#[test]
fn plans_come_true() {
    // What is planned, how the answer to two Adds begins, and what is stored then.
    let plan = Plan::default;
    let instead = Answer::text(StatusCode::TOO_MANY_REQUESTS, "later");
    let cases = [
        (plan(), "HTTP/1.1 200", 2),
        (
            Plan {
                instead: Some(instead),
                ..plan()
            },
            "HTTP/1.1 429",
            0,
        ),
        (
            Plan {
                most_commands: 1,
                ..plan()
            },
            "HTTP/1.1 200",
            1,
        ),
        (
            Plan {
                delivery: Delivery::Nothing,
                ..plan()
            },
            "",
            2,
        ),
        (
            Plan {
                delivery: Delivery::Half,
                ..plan()
            },
            "HTTP/1.1 200",
            2,
        ),
        (
            Plan {
                before: Duration::from_millis(2),
                after: Duration::from_millis(2),
                ..plan()
            },
            "HTTP/1.1 200",
            2,
        ),
    ];
    for (plan, begins, expected) in cases {
        let emulator = Emulator::start(Options::default()).unwrap();
        let words = format!("{plan:?}");
        let is_half = plan.delivery == Delivery::Half;
        emulator.shared.manners.push(plan);
        let answer = post(&emulator, &ADD.repeat(2));
        assert!(answer.starts_with(begins), "{words}: {answer}");
        assert_eq!(answer.is_empty(), begins.is_empty(), "{words}: {answer}");
        let is_whole = answer.trim_end().ends_with("</response>") || answer.ends_with("later");
        assert_eq!(
            is_half,
            !is_whole && !answer.is_empty(),
            "{words}: {answer}"
        );
        assert_eq!(stored(&emulator), expected, "{words}");
    }
}

#[test]
fn the_history_has_no_secrets() {
    let emulator = Emulator::start(Options::default()).unwrap();
    post(&emulator, "<Whoami/>");
    let history = emulator.shared.history();
    let exchange = history.newest_first().next().unwrap();
    assert_eq!((exchange.path.as_str(), exchange.status), ("/api.pl", 200));
    assert!(exchange.request.contains("<user>u</user>"));
    assert!(exchange.answer.contains("<Whoami status=\"0\">"));
    assert!(!format!("{history:?}").contains("s3cret"));
}
