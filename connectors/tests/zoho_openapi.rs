//! The requests of Zoho Billing against the vendor's own `OpenAPI` description, by a mock server that is driven
//! by it; and the answers that the server makes up from the description's examples.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "only tests are here"
)]

#[path = "support/prism.rs"]
mod prism;

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use prism::Prism;
use suiteprojects::protocol::{Rates, RetryPolicy};
use suiteprojects_connectors::zoho::client::blocking::Client;
use suiteprojects_connectors::zoho::client::{Config, Credentials};
use suiteprojects_connectors::zoho::{
    Call, DeleteTimeEntries, DeleteTimeEntry, Endpoint, FilterBy, GetTimeEntry, ListTimeEntries,
    LogTime, LogTimeEntry, Method, Notes, Period, Request, RunningTimer, SortColumn, StartTimer,
    StopTimer, TimeEntryFields, TimeEntryId, TimeSpent, UpdateTimeEntry,
};

/// The description. It says that requests carry a token as `Bearer`, while all pages and samples have
/// `Zoho-oauthtoken`; the scheme is replaced by one that wants the header and takes any value.
fn description() -> Option<String> {
    let text = prism::description_text("zoho/openapi-billing-time-entries.yml")?;
    let (rest, scheme) = text.split_once("  securitySchemes:\n").unwrap();
    assert!(scheme.starts_with("    Zoho_Auth:\n      type: oauth2\n"));
    let ours = "    Zoho_Auth:\n      type: apiKey\n      in: header\n      name: Authorization\n";
    Some(format!("{rest}  securitySchemes:\n{ours}"))
}

fn start() -> Option<Prism> {
    Prism::start_with(&description()?, "yml")
}

/// Sends a request with the headers given, and brings the status and the body.
fn exchange(prism: &Prism, request: &Request, headers: &str) -> (u16, Vec<u8>) {
    let authority = prism.url().replace("http://", "");
    let mut url = url::Url::parse(&prism.url())
        .unwrap()
        .join(&request.path)
        .unwrap();
    for (name, value) in &request.query {
        url.query_pairs_mut().append_pair(name, value);
    }
    let mut target = url.path().to_owned();
    if let Some(query) = url.query() {
        target = target + "?" + query;
    }
    let body = String::from_utf8(request.body.clone().unwrap_or_default()).unwrap();
    let kind = if body.is_empty() {
        ""
    } else {
        "Content-Type: application/json\r\n"
    };
    let mut stream = TcpStream::connect(&authority).unwrap();
    write!(
        stream,
        "{} {target} HTTP/1.1\r\nHost: {authority}\r\n{headers}{kind}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        request.method,
        body.len()
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, answer[end + 4..].to_vec())
}

const HEADERS: &str = "Authorization: Zoho-oauthtoken 1000.x.y\r\nX-com-zoho-subscriptions-organizationid: 10234695\r\n";

/// The client, which knows nothing of the mock server.
fn client(prism: &Prism) -> Client {
    let endpoint = Endpoint::at(&prism.url(), &prism.url()).unwrap();
    let credentials = Credentials::access_token("1000.x.y");
    let config = Config::new(endpoint, "10234695".parse().unwrap(), credentials);
    Client::new(
        config
            .with_rates(Rates::unlimited())
            .with_retry(RetryPolicy::never()),
    )
    .unwrap()
}

fn fields(spent: TimeSpent) -> TimeEntryFields {
    TimeEntryFields::new(
        "460000000044019".parse().unwrap(),
        "460000000044009".parse().unwrap(),
        "460000000024003".parse().unwrap(),
        "2026-03-17".parse().unwrap(),
        spent,
    )
    .billable(false)
    .with_notes(Notes::new("Pier 4, é 😀 \"both\" sides").unwrap())
}

fn times() -> [TimeSpent; 2] {
    [
        TimeSpent::log_time(LogTime::from_minutes(330)).unwrap(),
        TimeSpent::between("08:15".parse().unwrap(), "11:45".parse().unwrap()).unwrap(),
    ]
}

fn entry() -> TimeEntryId {
    "460000000044021".parse().unwrap()
}

fn list() -> ListTimeEntries {
    let period = Period::new("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
    ListTimeEntries::within(period.unwrap())
        .of_project("460000000044019".parse().unwrap())
        .of_user("460000000024003".parse().unwrap())
}

#[test]
fn every_request_is_one_of_the_description() {
    let Some(prism) = start() else { return };
    let client = client(&prism);
    for spent in times() {
        let made = client.send(&LogTimeEntry::new(fields(spent))).unwrap();
        assert_eq!(made.time_entry_id, entry());
        client
            .send(&UpdateTimeEntry::new(entry(), fields(spent)))
            .unwrap();
    }
    let got = client.send(&GetTimeEntry(entry())).unwrap();
    assert_eq!(got.time_entry_id, entry());
    for filter in FilterBy::ALL {
        client.send(&ListTimeEntries::new(*filter)).unwrap();
    }
    for column in SortColumn::ALL {
        let page = client.send(&list().sorted_by(*column, None)).unwrap();
        assert_eq!(page.time_entries.len(), 1);
    }
    assert_eq!(client.time_entries(list()).count(), 1);
    client.send(&DeleteTimeEntry(entry())).unwrap();
    client.send(&DeleteTimeEntries::new(entry())).unwrap();
    client.send(&StartTimer(entry())).unwrap();
    client.send(&StopTimer).unwrap();
    assert!(client.send(&RunningTimer).unwrap().is_some());
}

/// The check itself: what the description forbids is found.
#[test]
fn what_the_description_forbids_is_found() {
    let Some(prism) = start() else { return };
    let mut request = LogTimeEntry::new(fields(times()[0])).request();
    let body = String::from_utf8(request.body.take().unwrap()).unwrap();
    for (from, to) in [
        ("project_id", "project"),
        ("log_date", "date"),
        ("\"is_billable\":false", "\"is_billable\":\"no\""),
        ("\"460000000044009\"", "460000000044009"),
    ] {
        assert!(body.contains(from));
        request.body = Some(body.replace(from, to).into_bytes());
        let (status, answer) = exchange(&prism, &request, HEADERS);
        let answer = String::from_utf8_lossy(&answer);
        assert_eq!(status, 422, "{to}: {answer}");
    }
    let get = GetTimeEntry(entry()).request();
    let (authorization, organization) = HEADERS.split_once("\r\n").unwrap();
    assert_eq!(exchange(&prism, &get, organization).0, 401);
    let (status, _) = exchange(&prism, &get, &format!("{authorization}\r\n"));
    assert_eq!(status, 422, "without an organization");
    assert_eq!(exchange(&prism, &get, HEADERS).0, 200);
}

/// The vendor's description has `start_timer` as a string, its library sends a boolean, and so do we. If this
/// test fails, the description changed.
#[test]
fn the_timer_switch_is_the_one_difference() {
    let Some(prism) = start() else { return };
    let request = LogTimeEntry::new(fields(times()[0]).with_timer()).request();
    let (status, answer) = exchange(&prism, &request, HEADERS);
    let answer = String::from_utf8_lossy(&answer);
    assert_eq!(status, 422, "{answer}");
    assert!(answer.contains("start_timer must be string"), "{answer}");
}

/// The mock server lets parameters through that it does not know, so their names are compared.
#[test]
fn every_parameter_is_one_of_the_description() {
    let Some(text) = description() else { return };
    let sorted = list().sorted_by(
        SortColumn::LogDate,
        Some(suiteprojects_connectors::zoho::SortOrder::Descending),
    );
    let requests = [sorted.request(), DeleteTimeEntries::new(entry()).request()];
    let names = requests.iter().flat_map(|request| &request.query);
    let unknown: BTreeSet<_> = names
        .map(|(name, _)| *name)
        .filter(|name| !text.contains(&format!("name: {name}\n          in: query")))
        .collect();
    // Of all lists, and of the sister product.
    assert_eq!(
        unknown,
        BTreeSet::from(["page", "per_page", "sort_order", "time_entry_ids"])
    );
    assert_eq!(requests[1].method, Method::Delete);
}
