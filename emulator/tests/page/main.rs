//! The page at `/`: what it shows of hostile records, secrets and many entries, whom it answers, and how it looks
//! and is used in a real browser.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../support/mod.rs"]
mod support;

mod browser;
mod markup;

use suiteprojects::validate::Settings;
use suiteprojects_emulator::{Emulator, Options, Seed};
use support::{request, status};

const AUTH: &str = "<Auth><Login><company>c</company><user>Ada Quist</user><password>canary-password</password></Login></Auth>";

fn start() -> Emulator {
    Emulator::start(Options::default()).unwrap()
}

fn seeded() -> Emulator {
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let seed = Seed::parse(support::REFERENCE).unwrap();
    Emulator::start(Options::default().with_seed(seed).with_settings(settings)).unwrap()
}

fn send(emulator: &Emulator, commands: &str) -> String {
    let body =
        format!("<request key=\"canary-key\" namespace=\"default\">{AUTH}{commands}</request>");
    request(emulator.address(), "POST", "/api.pl", body.as_bytes())
}

fn get(emulator: &Emulator, path: &str) -> String {
    request(emulator.address(), "GET", path, b"")
}

fn post(emulator: &Emulator, headers: &str, body: &str) -> String {
    let address = emulator.address();
    let head = format!(
        "POST /page/check HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    support::exchange(address, (head + body).as_bytes())
}

const JSON: &str = "Content-Type: application/json\r\n";

fn add(user: u64, day: &str, notes: &str) -> String {
    format!(
        "<Add type=\"Task\"><Task><userid>{user}</userid><date><Date><year>{}</year><month>{}</month><day>{}</day></Date></date>\
         <hours>2</hours><minutes>30</minutes><notes>{notes}</notes></Task></Add>",
        &day[..4],
        &day[5..7],
        &day[8..]
    )
}

/// Text that breaks out of everything that is not escaped.
const HOSTILE: &str = "</pre></td><script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
const HOSTILE_XML: &str =
    "&lt;/pre>&lt;/td>&lt;script>alert(1)&lt;/script>&lt;img src=x onerror=alert(1)>\"'&amp;";

#[test]
fn the_week_has_the_hours_of_each_user_and_day() {
    let emulator = seeded();
    // 2:30 and 8:00 of the seed, on the 5th and 6th of January, in timesheet 998, which is open.
    let page = get(&emulator, "/?week=2026-01-07");
    assert_eq!(status(&page), 200);
    markup::check(&page);
    for expected in ["Ada Quist", ">2:30<", ">8:00<", ">10:30<", "open", "998"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    // The week of the last entry comes by itself.
    assert!(get(&emulator, "/").contains("value=\"2026-01-05\""));
    assert!(get(&emulator, "/?week=2027-01-04").contains("No time entries in this week"));
    let day = get(&emulator, "/page/day?user=251&day=2026-01-05");
    markup::check(&day);
    assert!(day.contains("Time entry 5512"), "{day}");
    assert!(day.contains("Nothing to say against it"), "{day}");
    let record = get(&emulator, "/page/records/Timesheet/998");
    assert!(
        record.contains("&quot;starts&quot;: &quot;2026-01-05&quot;"),
        "{record}"
    );
    assert_eq!(status(&get(&emulator, "/page/records/Timesheet/1")), 404);
    assert_eq!(status(&get(&emulator, "/page/records/Timesheet/x")), 404);
}

#[test]
fn deleted_entries_are_marked() {
    let emulator = start();
    let answer = send(&emulator, &add(7, "2026-01-05", "gone"));
    let (_, id) = answer.split_once("<id>").unwrap();
    let (id, _) = id.split_once('<').unwrap();
    send(
        &emulator,
        &format!("<Delete type=\"Task\"><Task><id>{id}</id></Task></Delete>"),
    );
    let page = get(&emulator, "/?week=2026-01-05");
    assert!(page.contains("<del>1 deleted</del>"), "{page}");
    let day = get(&emulator, "/page/day?user=7&day=2026-01-05");
    assert!(
        day.contains("entry gone") && day.contains("badge\">deleted"),
        "{day}"
    );
}

#[test]
fn hostile_texts_are_shown_as_they_are() {
    let emulator = start();
    send(&emulator, &add(7, "2026-01-05", HOSTILE_XML));
    let other = format!(
        "<Add type=\"Customer\"><Customer><name>{HOSTILE_XML}</name><addr><Address><city>{HOSTILE_XML}</city></Address></addr></Customer></Add>"
    );
    send(&emulator, &other);
    send(
        &emulator,
        "<Read type=\"Customer\" method=\"all\" limit=\"9\"/>",
    );
    get(&emulator, "/wsdl.pl");
    request(
        emulator.address(),
        "POST",
        "/soap?<script>alert(1)</script>",
        HOSTILE.as_bytes(),
    );
    let mut pages = vec!["/".to_owned(), "/page/day?user=7&day=2026-01-05".to_owned()];
    for list in [
        "Task",
        "Customer",
        "Timesheet",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ] {
        pages.push(format!("/page/records/{list}"));
        pages.extend((1..8).map(|id| format!("/page/records/{list}/{id}")));
    }
    pages.push("/page/day?user=%3Cscript%3Ealert(1)&day=2026-01-05".to_owned());
    pages.push("/?week=%3Cscript%3E&after=%3Cscript%3E".to_owned());
    pages.push("/page/exchanges".to_owned());
    pages.extend((0..6).map(|number| format!("/page/exchanges/{number}")));
    let mut shown = 0;
    for path in pages {
        let page = get(&emulator, &path);
        markup::check(&page);
        shown += page.matches("&lt;script&gt;alert(1)").count();
    }
    // The notes of the entry, the list and the record of the customer, and the exchanges.
    assert!(shown >= 6, "{shown}");
    let checked = post(
        &emulator,
        JSON,
        &serde_json::json!({"name": HOSTILE, "text": format!("<Task><date>{HOSTILE_XML}</date><{}/></Task>", "bad__c")}).to_string(),
    );
    assert_eq!(status(&checked), 200);
    markup::check_part(&checked);
    assert!(checked.contains("&lt;"), "{checked}");
}

#[test]
fn secrets_are_masked() {
    let emulator = start();
    send(&emulator, &add(7, "2026-01-05", "fine"));
    let soap = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>\
        <login><login_par><api_key>canary-api</api_key><password>canary-word</password></login_par></login>\
        </soapenv:Body></soapenv:Envelope>";
    request(emulator.address(), "POST", "/soap", soap.as_bytes());
    let form = b"grant_type=refresh_token&refresh_token=canary-refresh&client_secret=canary-client";
    request(emulator.address(), "POST", "/login/oauth2/v1/token", form);
    let all = get(&emulator, "/page/exchanges");
    assert!(all.contains("Add") && all.contains("OAuth"), "{all}");
    for number in 1..=3 {
        let page = get(&emulator, &format!("/page/exchanges/{number}"));
        assert_eq!(status(&page), 200);
        assert!(!page.contains("canary"), "{page}");
        assert!(page.contains("[redacted]"), "{page}");
    }
    assert!(!all.contains("canary"));
}

#[test]
fn thousands_of_entries_stay_bounded() {
    let emulator = start();
    let batch: String = (0..1_000).map(|_| add(7, "2026-01-05", "x")).collect();
    for _ in 0..3 {
        assert!(send(&emulator, &batch).contains("status=\"0\""));
    }
    let users: String = (1..=120).map(|user| add(user, "2026-01-06", "x")).collect();
    send(&emulator, &users);
    let page = get(&emulator, "/?week=2026-01-05");
    // 3,000 × 2:30, and 50 users on a page.
    assert!(
        page.contains("7500:00") && page.contains("More users"),
        "{page}"
    );
    assert_eq!(page.matches("&amp;day=2026-01-06\"").count(), 50);
    let last = get(&emulator, "/?week=2026-01-05&after=100");
    assert_eq!(last.matches("&amp;day=2026-01-06\"").count(), 20);
    for path in [
        "/page/day?user=7&day=2026-01-05",
        "/page/records/Task",
        "/page/exchanges",
        "/",
    ] {
        let page = get(&emulator, path);
        markup::check(&page);
        assert!(page.len() < 300_000, "{path}: {}", page.len());
    }
    let text = format!("[{}]", vec!["{\"date\": \"x\"}"; 30_000].join(","));
    let checked = post(
        &emulator,
        JSON,
        &serde_json::json!({ "text": text }).to_string(),
    );
    assert!(checked.contains("20000 entries") && checked.contains("the file has more"));
    assert!(checked.len() < 1_000_000, "{}", checked.len());
}

#[test]
fn nobody_else_is_answered() {
    let emulator = seeded();
    let address = emulator.address();
    let with_host = |host: &str, path: &str| {
        let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        support::exchange(address, head.as_bytes())
    };
    // A name of another site that points here.
    for path in ["/", "/page/exchanges", "/page/records/User/251"] {
        let answer = with_host("evil.example", path);
        assert_eq!(status(&answer), 421, "{answer}");
        assert!(!answer.contains("Ada Quist"));
        assert_eq!(
            status(&with_host(&format!("localhost:{}", address.port()), path)),
            200
        );
    }
    let body = r#"{"text": "[]"}"#;
    assert_eq!(status(&post(&emulator, JSON, body)), 200);
    let own = format!("{JSON}Origin: http://{address}\r\nSec-Fetch-Site: same-origin\r\n");
    assert_eq!(status(&post(&emulator, &own, body)), 200);
    for (headers, expected) in [
        ("", 415),
        ("Content-Type: text/plain\r\n", 415),
        ("Content-Type: application/x-www-form-urlencoded\r\n", 415),
        (
            "Content-Type: application/json\r\nOrigin: http://evil.example\r\n",
            403,
        ),
        ("Content-Type: application/json\r\nOrigin: null\r\n", 403),
        (
            "Content-Type: application/json\r\nSec-Fetch-Site: cross-site\r\n",
            403,
        ),
    ] {
        assert_eq!(
            status(&post(&emulator, headers, body)),
            expected,
            "{headers}"
        );
    }
    assert_eq!(status(&post(&emulator, JSON, "[1")), 400);
    for path in ["/", "/page/style.css", "/page/records/none", "/page/check"] {
        let answer = get(&emulator, path);
        assert!(
            answer.contains("content-security-policy: default-src 'none'; script-src 'self';"),
            "{answer}"
        );
        assert!(!answer.contains("access-control-allow"));
    }
}

#[test]
fn a_file_is_judged_as_the_server_would() {
    let emulator = seeded();
    let check = |text: &str| {
        post(
            &emulator,
            JSON,
            &serde_json::json!({"name": "a", "text": text}).to_string(),
        )
    };
    // validation.md: an Add without a date is 826; user 999 is not in the seed: 829.
    let answer = check(
        "[\n {\"userid\": 251, \"hours\": 2},\n {\"userid\": 999, \"date\": \"2026-01-05\", \"hours\": 2}\n]",
    );
    for expected in [
        "2 entries: ",
        "code 826",
        "code 829",
        "Line 2,",
        "Line 3,",
        "<mark>999</mark>",
    ] {
        assert!(answer.contains(expected), "{expected}: {answer}");
    }
    // Nothing of it was stored.
    assert!(!get(&emulator, "/page/records/Task").contains("999"));
    let broken = check("<Task><userid>251</userid>");
    assert!(broken.contains("Cannot be read"), "{broken}");
    assert!(check("a;b\n1;2").contains("neither XML nor JSON"));
}
