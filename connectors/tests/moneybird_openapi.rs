//! Every request is one of the vendor's `OpenAPI` description, and the answers that it describes are read.
//! The mock server `prism` is the judge; it finds what is wrong with requests that are wrong on purpose.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "only tests are here"
)]

#[path = "support/prism.rs"]
mod prism;

use std::fmt::Debug;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use prism::{Prism, description};
use serde_json::{Value, json};
use suiteprojects_connectors::moneybird::client::{Config, blocking};
use suiteprojects_connectors::moneybird::{
    AddNote, AdministrationId, Call, Change, ContactId, CreateTimeEntry, DeleteNote,
    DeleteTimeEntry, Filter, GetTimeEntry, ListTimeEntries, NoteId, Period, ProjectId, Request,
    Response, ResumeTimeEntry, SalesInvoiceId, Span, State, StopTimeEntry, Text, TimeEntryId,
    UpdateTimeEntry, UserId,
};

/// The description in a form that the mock server checks in full.
fn moneybird() -> Option<Value> {
    let mut description = description("moneybird/openapi-time-entries-subset.json")?;
    // The sample leaves out the invoice, to which an answer refers.
    description["components"]["schemas"]["sales_invoice_response"] = json!({"type": "object"});
    // A number of a query is a text to the server, to which limits of numbers do not apply.
    description["components"]["parameters"]["per_page"]["schema"]["type"] = json!("integer");
    forbid_unknown(&mut description);
    let paths = description["paths"].as_object().unwrap();
    // The server does not tell an id from the format that stands right behind it.
    let paths = paths.iter().map(|(path, operations)| {
        let mut operations = operations.clone();
        for operation in operations.as_object_mut().unwrap().values_mut() {
            let parameters = operation["parameters"].as_array_mut().unwrap();
            parameters.retain(|parameter| parameter["$ref"] != "#/components/parameters/format");
        }
        (path.replace("{format}", ".json"), operations)
    });
    description["paths"] = paths.collect::<serde_json::Map<_, _>>().into();
    Some(description)
}

/// Members that the description does not have are forbidden in a word that the server knows.
fn forbid_unknown(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let is_whole = !members.contains_key("allOf");
            if is_whole && let Some(unevaluated) = members.remove("unevaluatedProperties") {
                members.insert("additionalProperties".to_owned(), unevaluated);
            }
            members.values_mut().for_each(forbid_unknown);
        }
        Value::Array(elements) => elements.iter_mut().for_each(forbid_unknown),
        _ => {}
    }
}

/// Sends a request as it is, and reads the answer to its end.
fn send(prism: &Prism, request: &Request) -> Response {
    let mut path = request.path.clone();
    if !request.query.is_empty() {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&request.query);
        path = format!("{path}?{}", query.finish());
    }
    let address = prism.url();
    let host = address.strip_prefix("http://").unwrap();
    let body = request.body.as_deref().unwrap_or_default();
    let mut head = format!(
        "{} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAuthorization: Bearer token\r\n",
        request.method.as_str()
    );
    if request.body.is_some() {
        let length = body.len();
        head += &format!("Content-Type: application/json\r\nContent-Length: {length}\r\n");
    }
    let mut stream = TcpStream::connect(host).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer
        .windows(4)
        .position(|bytes| bytes == b"\r\n\r\n")
        .unwrap();
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    Response {
        status: status.parse().unwrap(),
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect(),
        body: answer[end + 4..].to_vec(),
    }
}

fn violations(response: &Response) -> Option<&str> {
    let found = response
        .headers
        .iter()
        .find(|(name, _)| name == "sl-violations");
    found.map(|(_, value)| value.as_str())
}

/// The request is one of the description, and what the description answers is read.
#[track_caller]
fn is_described<C: Call<System = suiteprojects_connectors::moneybird::Moneybird> + Debug>(
    prism: &Prism,
    description: &Value,
    call: &C,
) {
    let request = call.request();
    let response = send(prism, &request);
    let body = String::from_utf8_lossy(&response.body);
    assert_eq!(violations(&response), None, "{call:?}: {body}");
    assert!((200..300).contains(&response.status), "{call:?}: {body}");
    call.decode(&response)
        .expect("an answer of the description");
    // The same as the client itself sends it.
    let endpoint = prism.url().parse().unwrap();
    let client = blocking::Client::new(Config::new(endpoint, "token")).unwrap();
    assert!(client.send(call).is_ok(), "{call:?}");
    // The server lets parameters pass that are not described.
    let described = &description["paths"]["/{administration_id}/time_entries.json"]["get"];
    for (name, _) in &request.query {
        let parameters = described["parameters"].as_array().unwrap();
        let is_known = parameters.iter().any(|parameter| {
            parameter["name"] == *name
                || parameter["$ref"] == format!("#/components/parameters/{name}")
        });
        assert!(is_known, "{name}");
    }
}

fn administration() -> AdministrationId {
    AdministrationId::parse("123").unwrap()
}

fn entry() -> TimeEntryId {
    TimeEntryId::parse("410000000000000017").unwrap()
}

fn user() -> UserId {
    UserId::parse("410000000000000021").unwrap()
}

fn text() -> Text {
    Text::new("Plans, é and \u{1f528}").unwrap()
}

fn span() -> Span {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let span = Span::new(at("2026-03-02T08:00:41Z"), at("2026-03-02T12:30:00Z")).unwrap();
    span.with_paused(Duration::from_secs(1800)).unwrap()
}

#[test]
fn every_request_is_described() {
    let Some(description) = moneybird() else {
        return;
    };
    let Some(prism) = Prism::start(&description) else {
        return;
    };
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
    let contact = ContactId::parse("410000000000000030").unwrap();
    let project = ProjectId::parse("410000000000000031").unwrap();
    let invoice = SalesInvoiceId::parse("410000000000000032").unwrap();

    let filter = Filter::new(Period::days(day(1), day(31)).unwrap())
        .with_state(State::Open)
        .with_state(State::NonBillable)
        .with_contact(contact.clone())
        .with_nil_contacts()
        .with_active()
        .with_project(project.clone())
        .with_user(user())
        .with_day(day(2));
    let list = ListTimeEntries::new(administration(), filter).with_query("a&b=c é");
    is_described(&prism, &description, &list);
    let year = ListTimeEntries::new(administration(), Filter::new(Period::THIS_YEAR));
    is_described(&prism, &description, &year);

    is_described(
        &prism,
        &description,
        &GetTimeEntry::new(administration(), entry()),
    );
    is_described(
        &prism,
        &description,
        &DeleteTimeEntry::new(administration(), entry()),
    );
    is_described(
        &prism,
        &description,
        &StopTimeEntry::new(administration(), entry()),
    );
    is_described(
        &prism,
        &description,
        &ResumeTimeEntry::new(administration(), entry()),
    );

    let start = span().started_at();
    let running = CreateTimeEntry::running(administration(), user(), start, text());
    is_described(&prism, &description, &running);
    let create = CreateTimeEntry::new(administration(), user(), span(), text())
        .with_contact(contact.clone())
        .with_project(project.clone())
        .with_sales_invoice(invoice.clone())
        .with_billable(false);
    is_described(&prism, &description, &create);
    is_described(&prism, &description, &create.look_up().unwrap());

    let changes = [
        Change::Span(span()),
        Change::StartedAt(start),
        Change::EndedAt(span().ended_at()),
        Change::Paused(Duration::from_secs(61)),
        Change::Contact(contact),
        Change::Project(project),
        Change::SalesInvoice(invoice),
        Change::Description(text()),
        Change::Billable(true),
    ];
    for change in changes {
        let update = UpdateTimeEntry::new(administration(), entry(), change);
        is_described(&prism, &description, &update);
    }

    let note = AddNote::new(administration(), entry(), text());
    is_described(&prism, &description, &note);
    is_described(&prism, &description, &note.clone().to_do());
    is_described(&prism, &description, &note.to_do_for(user()));
    let note = DeleteNote::new(administration(), entry(), NoteId::parse("6").unwrap());
    is_described(&prism, &description, &note);
}

/// Otherwise a judge that lets everything pass would not be noticed.
#[test]
fn requests_that_are_wrong_are_found() {
    let Some(description) = moneybird() else {
        return;
    };
    let Some(prism) = Prism::start(&description) else {
        return;
    };
    let create = CreateTimeEntry::new(administration(), user(), span(), text()).request();
    for (member, odd) in [
        ("user_id", Value::Null),
        ("user_id", json!("12x")),
        ("started_at", json!("yesterday")),
        ("detail_id", json!("1")),
        ("paused_duration", json!("1m")),
    ] {
        let mut body: Value = serde_json::from_slice(create.body.as_deref().unwrap()).unwrap();
        body["time_entry"][member] = odd;
        let mut wrong = create.clone();
        wrong.body = Some(body.to_string().into_bytes());
        let response = send(&prism, &wrong);
        assert!(violations(&response).is_some(), "{member}: {body}");
    }
    let mut list = ListTimeEntries::new(administration(), Filter::new(Period::THIS_YEAR)).request();
    list.query.retain(|(name, _)| *name != "per_page");
    list.query.push(("per_page", "101".to_owned()));
    assert!(violations(&send(&prism, &list)).is_some());
}
