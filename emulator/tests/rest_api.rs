//! The REST resource of time entries. Shapes and statuses: the notes on the wire format, section 9.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use suiteprojects_emulator::{Emulator, Options, Seed};
use support::{REFERENCE, exchange, status};

/// A request with an access token.
fn send(emulator: &Emulator, method: &str, target: &str, body: &Value) -> (u16, Value) {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let address = emulator.address();
    let sent = format!(
        "{method} /rest/v1/time-entries{target} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer t\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = exchange(address, sent.as_bytes());
    let (head, body) = answer.split_once("\r\n\r\n").expect(&answer);
    assert!(head.contains("content-type: application/json"), "{head}");
    (status(&answer), serde_json::from_str(body).expect(&answer))
}

fn entry(day: &str, hours: f64) -> Value {
    json!({"date": day, "userId": 251, "hour": hours, "mark__c": "x"})
}

#[test]
fn a_time_entry_lives() {
    let emulator = Emulator::start(Options::default()).unwrap();
    let (code, added) = send(&emulator, "POST", "/", &entry("2026-01-05", 7.5));
    assert_eq!((code, &added["message"]), (200, &json!("success")));
    let id = added["data"][0]["id"].as_u64().unwrap();
    let (code, found) = send(&emulator, "GET", &format!("/{id}"), &Value::Null);
    assert_eq!(code, 200);
    // Validation rules, section 4: 7.5 hours are 7:30.
    let task = &found["data"][0];
    let text = |name: &str| task[name].to_string().trim_matches('"').to_owned();
    assert_eq!(
        ["hour", "minute", "decimalHours"].map(text),
        ["7", "30", "7.5"]
    );
    assert_eq!(task["mark__c"], json!("x"));
    let (code, _) = send(&emulator, "DELETE", &format!("/{id}"), &Value::Null);
    assert_eq!(code, 200);
    for method in ["GET", "DELETE"] {
        let (code, gone) = send(&emulator, method, &format!("/{id}"), &Value::Null);
        assert_eq!((code, &gone["code"]), (404, &json!(601)));
    }
    let (code, _) = send(&emulator, "PUT", &format!("/{id}"), &Value::Null);
    assert_eq!(code, 405);
}

#[test]
fn lists_have_pages_queries_and_orders() {
    let emulator = Emulator::start(Options::default()).unwrap();
    for day in 5..10 {
        send(
            &emulator,
            "POST",
            "/",
            &entry(&format!("2026-01-{day:02}"), 1.0),
        );
    }
    let days = |target: &str| {
        let (code, found) = send(&emulator, "GET", target, &Value::Null);
        assert_eq!(code, 200, "{found}");
        let data = found["data"].as_array().unwrap();
        let days: Vec<&str> = data
            .iter()
            .map(|task| &task["date"].as_str().unwrap()[8..])
            .collect();
        (days.join(" "), found["meta"]["totalRows"].as_u64().unwrap())
    };
    assert_eq!(days("/"), ("05 06 07 08 09".to_owned(), 5));
    let query = "date%20AFTER%20%222026-01-06%22%20AND%20userId%20EQUAL%20251";
    assert_eq!(
        days(&format!("?q={query}&limit=2")),
        ("07 08".to_owned(), 3)
    );
    assert_eq!(
        days("?orderBy=-date&limit=2&offset=2"),
        ("07 06".to_owned(), 5)
    );
    assert_eq!(days("?limit=2&offset=90"), (String::new(), 5));
    let (code, _) = send(&emulator, "GET", "?q=date%20NEAR%20noon", &Value::Null);
    assert_eq!(code, 400);
    let (_, first) = send(&emulator, "GET", "?fields=id&limit=1", &Value::Null);
    assert_eq!(first["data"][0].as_object().unwrap().len(), 1);
    let links = first["meta"]["links"].as_array().unwrap();
    let next = links.iter().find(|link| link["rel"] == "next").unwrap();
    let next = next["href"].as_str().unwrap();
    assert!(next.starts_with(&emulator.url()), "{next}");
}

/// 207 if a part was refused; the member `code` is ours.
#[test]
fn refusals() {
    let seed = Seed::parse(REFERENCE).unwrap();
    let emulator = Emulator::start(Options::default().with_seed(seed)).unwrap();
    let sent = "GET /rest/v1/time-entries HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let answer = exchange(emulator.address(), sent.as_bytes());
    assert_eq!(status(&answer), 401, "{answer}");
    // With a seed an access token has to be given out first.
    let (code, _) = send(&emulator, "GET", "", &Value::Null);
    assert_eq!(code, 401);
    let open = Emulator::start(Options::default()).unwrap();
    let (code, refused) = send(&open, "POST", "", &json!({"userId": 251}));
    assert_eq!((code, &refused["code"]), (400, &json!(826)));
    let both = json!([{"userId": 251, "date": "2026-01-05"}, {"userId": 251}]);
    let (code, mixed) = send(&open, "POST", "", &both);
    assert_eq!((code, mixed["data"].as_array().unwrap().len()), (207, 2));
    let (_, found) = send(&open, "GET", "", &Value::Null);
    assert_eq!(found["meta"]["totalRows"], json!(1));
}
