//! The stub server of the other tests does what they rely on. Its answers are compared with what the
//! notes on the wire format say, read with `roxmltree`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/stub/mod.rs"]
mod stub;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use stub::{Fault, Manners, Stub, When};

const AUTH: &str =
    "<Auth><Login><company>c</company><user>u</user><password>p</password></Login></Auth>";

fn add(key: &str, date: &str) -> String {
    let [year, month, day] = [&date[..4], &date[5..7], &date[8..]];
    format!(
        "<Add type=\"Task\"><Task><userid>251</userid><hours>8</hours><thin_client_id>{key}</thin_client_id>\
         <date><Date><year>{year}</year><month>{month}</month><day>{day}</day></Date></date></Task></Add>"
    )
}

/// Sends raw bytes on a new connection and returns everything that comes back.
fn exchange(stub: &Stub, bytes: &str) -> String {
    let mut stream = TcpStream::connect(stub.url().strip_prefix("http://").unwrap()).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    // A connection that is dropped may end in an error.
    let _ = stream.read_to_string(&mut answer);
    answer
}

fn post(stub: &Stub, commands: &str) -> String {
    let body = format!(
        "<request API_version=\"1.0\" key=\"k\" namespace=\"default\">{AUTH}{commands}</request>"
    );
    exchange(
        stub,
        &format!(
            "POST /api.pl HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    )
}

/// The elements of an answer: names, statuses and how many records each has.
fn results(answer: &str) -> Vec<(String, String, usize)> {
    let (_, body) = answer.split_once("\r\n\r\n").expect(answer);
    let document = roxmltree::Document::parse(body).expect(body);
    let elements = document
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element);
    elements
        .map(|node| {
            let records = node.children().filter(roxmltree::Node::is_element).count();
            let status = node.attribute("status").unwrap_or_default();
            (
                node.tag_name().name().to_owned(),
                status.to_owned(),
                records,
            )
        })
        .collect()
}

fn result(name: &str, status: &str, records: usize) -> (String, String, usize) {
    (name.to_owned(), status.to_owned(), records)
}

/// Keys of the records in an answer.
fn keys(answer: &str) -> Vec<String> {
    let (_, body) = answer.split_once("\r\n\r\n").expect(answer);
    let document = roxmltree::Document::parse(body).expect(body);
    let nodes = document
        .descendants()
        .filter(|node| node.has_tag_name("thin_client_id"));
    nodes
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

#[test]
fn a_time_entry_lives() {
    let stub = Stub::start();
    let answer = post(&stub, &(add("a", "2026-01-05") + &add("b", "2026-01-06")));
    assert_eq!(
        results(&answer),
        [
            result("Auth", "0", 0),
            result("Add", "0", 1),
            result("Add", "0", 1)
        ]
    );
    assert_eq!(keys(&answer), ["a", "b"]);
    let stored = stub.stored();
    assert_eq!(stored.len(), 2);
    assert_eq!(
        (stored[0].id(), stored[0].key(), stored[0].text("date")),
        (5_001, "a", "2026-01-05")
    );

    let answer = post(
        &stub,
        "<Modify type=\"Task\"><Task><id>5001</id><notes>a &amp; b</notes></Task></Modify>\
        <Modify type=\"Task\"><Task><id>1</id></Task></Modify><Reject type=\"Task\"><Task><id>5002</id></Task></Reject>\
        <Delete type=\"Task\"><Task><id>5002</id></Task></Delete><Delete type=\"Task\"><Task><id>5002</id></Task></Delete><Whoami/><Bother/>",
    );
    let expected = [
        result("Auth", "0", 0),
        result("Modify", "0", 1),
        result("Modify", "601", 0),
        result("Reject", "0", 1),
        result("Delete", "0", 0),
        result("Delete", "601", 0),
        result("Whoami", "0", 1),
        result("Bother", "5", 0),
    ];
    assert_eq!(results(&answer), expected);
    assert_eq!(stub.stored().len(), 1);
    assert_eq!(stub.stored()[0].text("notes"), "a & b");
    let counts = stub.counts();
    assert_eq!((counts.requests, counts.commands["Delete"]), (2, 2));
    assert_eq!(counts.stored.values().sum::<u64>(), 2);
}

#[test]
fn read_heeds_what_it_is_asked_or_not() {
    let stub = Stub::start();
    for day in 5..15 {
        post(
            &stub,
            &add(&format!("k{day}"), &format!("2026-01-{day:02}")),
        );
    }
    let date = |day: u32| format!("<Date><year>2026</year><month>1</month><day>{day}</day></Date>");
    let read = |attributes: &str, content: &str| {
        post(
            &stub,
            &format!("<Read type=\"Task\" {attributes}>{content}</Read>"),
        )
    };
    let between = date(6) + &date(9);
    let between = read(
        "method=\"all\" limit=\"0,1000\" filter=\"newer-than,older-than\" field=\"date,date\"",
        &between,
    );
    assert_eq!(keys(&between), ["k7", "k8"]);
    let on = read(
        "method=\"all\" limit=\"1000\" filter=\"date-equal-to\" field=\"date\"",
        &date(7),
    );
    assert_eq!(keys(&on), ["k7"]);
    let page = read(
        "method=\"all\" limit=\"2, 3\" order=\"date,desc\"",
        "<_Return><thin_client_id/></_Return>",
    );
    assert_eq!(keys(&page), ["k12", "k11", "k10"]);
    assert!(!page.contains("<hours>"));
    let by_key = "<Task><thin_client_id>k9</thin_client_id></Task>";
    assert_eq!(
        keys(&read("method=\"equal to\" limit=\"10\"", by_key)),
        ["k9"]
    );
    let user = "<User><id>251</id></User>";
    assert_eq!(
        keys(&read("method=\"user\" limit=\"1000\"", user)).len(),
        10
    );
    // The codes of section 3 and 6.
    for (attributes, content, status) in [
        ("method=\"all\"", "", "605"),
        ("method=\"all\" limit=\"1001\"", "", "605"),
        ("method=\"some\" limit=\"1\"", "", "603"),
        (
            "method=\"all\" limit=\"1\" filter=\"newer-than\"",
            "",
            "871",
        ),
        (
            "method=\"equal to\" limit=\"1\"",
            "<Task><id>9</id></Task>",
            "601",
        ),
    ] {
        assert_eq!(
            results(&read(attributes, content))[1],
            result("Read", status, 0),
            "{attributes}"
        );
    }
    stub.manners(|manners| manners.heeds_keys = false);
    assert_eq!(
        keys(&read("method=\"equal to\" limit=\"4\"", by_key)),
        ["k5", "k6", "k7", "k8"]
    );
    stub.manners(|manners| manners.returns_keys = false);
    assert!(keys(&read("method=\"all\" limit=\"4\"", "")).is_empty());
    post(
        &stub,
        "<Delete type=\"Task\"><Task><id>5001</id></Task></Delete>",
    );
    let deleted = |attributes: &str| results(&read(attributes, ""))[1].2;
    assert_eq!(deleted("method=\"all\" limit=\"9\" deleted=\"1\""), 1);
    assert_eq!(
        deleted("method=\"all\" limit=\"99\" deleted=\"1\" include_nondeleted=\"1\""),
        10
    );
    for (object_type, count) in [
        ("User", 2),
        ("Project", 2),
        ("Projecttask", 1),
        ("Timesheet", 2),
        ("Customer", 1),
        ("Category", 1),
        ("Timetype", 2),
    ] {
        let answer = post(
            &stub,
            &format!("<Read type=\"{object_type}\" method=\"all\" limit=\"1000\"/>"),
        );
        assert_eq!(
            results(&answer)[1],
            result("Read", "0", count),
            "{object_type}"
        );
    }
}

#[test]
fn logins_are_checked() {
    let stub = Stub::with(Manners {
        password: Some("secret".to_owned()),
        token: Some("token".to_owned()),
        ..Manners::default()
    });
    let answer = post(&stub, "<Whoami/>");
    assert_eq!(
        results(&answer),
        [result("Auth", "401", 0), result("Whoami", "2", 0)]
    );
    let send = |auth: &str| {
        let body = format!("<request key=\"k\">{auth}<Whoami/></request>");
        exchange(
            &stub,
            &format!(
                "POST /api.pl HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ),
        )
    };
    let token =
        |token: &str| format!("<Auth><Login><access_token>{token}</access_token></Login></Auth>");
    assert_eq!(results(&send(&token("token")))[1], result("Whoami", "0", 1));
    let answer = send(&token("other"));
    assert!(answer.contains("invalid access token"), "{answer}");
    stub.manners(|manners| manners.key = Some("other".to_owned()));
    let answer = post(&stub, "<Whoami/>");
    assert!(answer.contains("<response status=\"505\">"), "{answer}");
    assert!(results(&answer).is_empty());
    let answer = exchange(&stub, "GET / HTTP/1.1\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    let answer = exchange(&stub, "POST /api.pl HTTP/1.1\r\nContent-Length: 1\r\n\r\n<");
    assert!(answer.contains("<response status=\"1\">"), "{answer}");
}

#[test]
fn faults_come_when_they_are_planned() {
    let two = add("a", "2026-01-05") + &add("b", "2026-01-05");
    // The fault, what of two entries is stored then, and how the answer begins.
    for (fault, stored, begins) in [
        (Fault::DropBefore, 0, ""),
        (Fault::DropAfter, 2, ""),
        (Fault::DropWithin(1), 1, ""),
        (Fault::CutAnswer, 2, "HTTP/1.1 200 "),
        (Fault::Refuse(505), 0, "HTTP/1.1 200 "),
        (Fault::Http(429, Some(7)), 0, "HTTP/1.1 429 "),
        (Fault::Late(Duration::from_millis(1)), 2, "HTTP/1.1 200 "),
    ] {
        let stub = Stub::start();
        stub.fault(fault.clone(), When::Nth(1));
        let words = format!("{fault:?}");
        assert_eq!(results(&post(&stub, "<Whoami/>")).len(), 2, "{words}");
        let answer = post(&stub, &two);
        assert!(
            answer.starts_with(begins) && answer.is_empty() == begins.is_empty(),
            "{words}: {answer}"
        );
        assert_eq!(stub.stored().len(), stored, "{words}");
        assert_eq!(
            answer.contains("Retry-After: 7"),
            words.starts_with("Http"),
            "{words}"
        );
        assert_eq!(results(&post(&stub, "<Whoami/>")).len(), 2, "{words}");
        assert_eq!((stub.counts().faults, stub.counts().requests), (1, 3));
    }
}

#[test]
fn a_request_may_be_carried_out_after_its_connection_is_gone() {
    let stub = Stub::start();
    stub.fault(
        Fault::DropAndApplyLater(Duration::from_millis(50)),
        When::Always,
    );
    assert_eq!(post(&stub, &add("a", "2026-01-05")), "");
    for _ in 0..100 {
        if !stub.stored().is_empty() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("it was never stored");
}

#[test]
fn shares_of_requests_and_rules_of_refusal() {
    let stub = Stub::start();
    let when = When::Share {
        percent: 30,
        seed: 7,
    };
    stub.fault(Fault::DropBefore, When::With("Add", Box::new(when)));
    for number in 0..200 {
        post(&stub, &add(&format!("k{number}"), "2026-01-05"));
        assert_eq!(results(&post(&stub, "<Whoami/>")).len(), 2);
    }
    let dropped = 200 - stub.stored().len();
    assert!((40..80).contains(&dropped), "{dropped}");
    stub.recover();
    stub.manners(|manners| {
        manners.refuse = Some(Box::new(|object| (object.key() == "bad").then_some(821)));
    });
    let before = stub.stored().len();
    let answer = post(
        &stub,
        &(add("bad", "2026-01-05") + &add("good", "2026-01-05")),
    );
    assert_eq!(
        results(&answer)[1..],
        [result("Add", "821", 0), result("Add", "0", 1)]
    );
    assert_eq!(stub.stored().len(), before + 1);
}

/// A client that is gone in the middle of its request leaves nothing behind.
#[test]
fn half_a_request_is_no_request() {
    let stub = Stub::start();
    let body = format!(
        "<request key=\"k\">{AUTH}{}</request>",
        add("a", "2026-01-05")
    );
    let whole = format!(
        "POST /api.pl HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    for cut in [1, 30, whole.len() - body.len(), whole.len() - 1] {
        assert_eq!(exchange(&stub, &whole[..cut]), "");
    }
    assert_eq!(stub.counts().requests, 0);
    assert!(stub.stored().is_empty());
    assert_eq!(results(&exchange(&stub, &whole)).len(), 2);
}
