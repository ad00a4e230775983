//! The samples of Moneybird, if the folder with them lies beside the checkout: every answer is read and
//! written again without a loss, every refusal is understood, every request is written with the same
//! meaning.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "only tests are here"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::num::NonZeroU32;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use suiteprojects_connectors::moneybird::{
    AddNote, Administration, AdministrationId, Call, Change, Code, ContactId, CreateTimeEntry,
    Filter, List as _, ListAdministrations, ListTimeEntries, Note, Period, Project, ProjectId,
    RateLimit, Refusal, RefusalKind, Relative, Request, Response, Span, State, StopTimeEntry, Text,
    TimeEntry, TimeEntryId, Unit, UpdateTimeEntry, User, UserId,
};

/// The samples by their names.
fn samples() -> Option<BTreeMap<String, Vec<u8>>> {
    let shared = std::env::var_os("SUITEPROJECTS_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    );
    let folder = shared.join("corpus/other-systems/moneybird");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        // Not by `println`, which is hidden where a test passes.
        let message = format!("skipped: no samples at {}\n", folder.display());
        std::io::stderr().write_all(message.as_bytes()).unwrap();
        return None;
    };
    let files = entries.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read(&path).unwrap())
    });
    Some(files.collect())
}

/// The same with every id as a text: the server writes them as either.
fn with_ids_as_texts(value: Value) -> Value {
    fn change(name: &str, value: Value) -> Value {
        match value {
            Value::Number(number) if name == "id" || name.ends_with("_id") => {
                Value::String(number.to_string())
            }
            Value::Object(members) => members
                .into_iter()
                .map(|(name, value)| {
                    let value = change(&name, value);
                    (name, value)
                })
                .collect(),
            Value::Array(elements) => elements
                .into_iter()
                .map(|value| change("", value))
                .collect(),
            other => other,
        }
    }
    change("", value)
}

fn survives<T: DeserializeOwned + Serialize>(name: &str, bytes: &[u8]) {
    let sample: Value = serde_json::from_slice(bytes).unwrap();
    let read: T = serde_json::from_slice(bytes).expect(name);
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(
        with_ids_as_texts(written),
        with_ids_as_texts(sample),
        "{name}"
    );
}

#[test]
fn every_answer_is_read_and_written_without_a_loss() {
    let Some(samples) = samples() else { return };
    let mut read = 0;
    for (name, bytes) in samples.iter().filter(|(name, _)| name.starts_with("res-")) {
        match name.split('-').nth(1).unwrap() {
            "administrations" => survives::<Vec<Administration>>(name, bytes),
            "create" | "get" | "update" | "stop" | "resume" => survives::<TimeEntry>(name, bytes),
            "list" => survives::<Vec<TimeEntry>>(name, bytes),
            "note" => survives::<Note>(name, bytes),
            "projects" => survives::<Vec<Project>>(name, bytes),
            "users" => survives::<Vec<User>>(name, bytes),
            other => panic!("nothing reads {other}"),
        }
        read += 1;
    }
    assert!(read > 0);
}

/// The status is in the name; the kind and codes are those of the notes on the format.
#[test]
fn every_refusal_is_understood() {
    let Some(samples) = samples() else { return };
    let mut read = 0;
    for (name, bytes) in samples.iter().filter(|(name, _)| name.starts_with("err-")) {
        let status = name
            .split('-')
            .find_map(|part| part.parse::<u16>().ok())
            .unwrap();
        let refusal = Refusal::read(status, bytes);
        let kind = match status {
            400 => RefusalKind::BadRequest,
            401 => RefusalKind::Unauthorized,
            402 => RefusalKind::PaymentRequired,
            404 => RefusalKind::NotFound,
            422 => RefusalKind::Invalid,
            429 => RefusalKind::TooManyRequests,
            other => panic!("no kind for {other}"),
        };
        assert_eq!(refusal.kind, kind, "{name}");
        // Every text of the sample is told, as words, as a field or as a code that is known.
        let shown = format!("{refusal} {:?}", refusal.problems);
        match serde_json::from_slice::<Value>(bytes) {
            Ok(sample) => {
                for text in texts(&sample) {
                    let code = Code::named(&text);
                    let is_known = !matches!(code, Code::Other(_)) && refusal.has(&code);
                    assert!(is_known || shown.contains(&text), "{name}: {text}");
                }
            }
            Err(_) => assert_eq!(refusal.to_string(), "HTTP 429: Retry later"),
        }
        read += 1;
    }
    assert!(read > 0);
}

/// The texts and names of fields in a refusal.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(elements) => elements.iter().flat_map(texts).collect(),
        Value::Object(members) => {
            let names = members
                .keys()
                .filter(|name| !["error", "symbolic", "details", "value"].contains(&name.as_str()));
            names
                .cloned()
                .chain(members.values().flat_map(texts))
                .collect()
        }
        _ => vec![],
    }
}

fn administration() -> AdministrationId {
    AdministrationId::parse("123").unwrap()
}

fn has_body(request: &Request, sample: &[u8]) {
    let sample: Value = serde_json::from_slice(sample).unwrap();
    let body: Value = serde_json::from_slice(request.body.as_deref().unwrap()).unwrap();
    assert_eq!(with_ids_as_texts(body), with_ids_as_texts(sample));
}

#[test]
fn bodies_of_requests() {
    let Some(samples) = samples() else { return };
    let span = Span::new(
        "2026-08-21T13:48:00Z".parse().unwrap(),
        "2026-08-21T14:48:00Z".parse().unwrap(),
    );
    // The ids of the sample are not those of its answer: they have been doubles once.
    let create = CreateTimeEntry::new(
        administration(),
        UserId::parse("496081346724103300").unwrap(),
        span.unwrap(),
        Text::new("Test").unwrap(),
    )
    .with_contact(ContactId::parse("496081425156539500").unwrap())
    .with_project(ProjectId::parse("496081425160733800").unwrap())
    .with_billable(false);
    has_body(
        &create.request(),
        &samples["req-create-create-abasic-time-entry.json"],
    );
    let created: TimeEntry =
        serde_json::from_slice(&samples["res-create-201-create-abasic-time-entry.json"]).unwrap();
    let create = CreateTimeEntry::new(
        administration(),
        created.user_id.clone(),
        span.unwrap(),
        Text::new("Test").unwrap(),
    )
    .with_contact(created.contact_id.clone().unwrap())
    .with_project(created.project_id.clone().unwrap())
    .with_billable(false);
    assert!(create.is_made(&created));
    assert!(!create.with_billable(true).is_made(&created));

    let id = TimeEntryId::parse("1").unwrap();
    let description = Change::Description(Text::new("Updated description").unwrap());
    let update = UpdateTimeEntry::new(administration(), id.clone(), description);
    has_body(
        &update.request(),
        &samples["req-update-updating-the-time-entry-description.json"],
    );
    let note = AddNote::new(administration(), id, Text::new("Text of the note").unwrap())
        .to_do_for(UserId::parse("496081423193606100").unwrap());
    has_body(&note.request(), &samples["req-note-create-anote.json"]);
}

/// Method, path and query of a sample with a head.
fn head(bytes: &[u8]) -> (String, String, BTreeMap<String, String>) {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut words = text.split_ascii_whitespace();
    let method = words.next().unwrap().to_owned();
    let url = url::Url::parse(words.next().unwrap()).unwrap();
    let path = url.path().strip_prefix("/api/v2").unwrap().to_owned();
    (method, path, url.query_pairs().into_owned().collect())
}

fn terms(filter: &str) -> BTreeSet<String> {
    filter.split(',').map(str::to_owned).collect()
}

/// What a list that was left at its defaults asks for beyond the sample: the period that the server
/// documents as its default, the first page, and the size of the pages.
#[track_caller]
fn is_list(request: &Request, sample: &[u8], more: &[(&str, &str)]) {
    let (sample_method, path, sample_query) = head(sample);
    assert_eq!(
        (request.method.as_str(), &request.path),
        (&*sample_method, &path)
    );
    let mut query: BTreeMap<_, _> = request
        .query
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    for (name, value) in more {
        if *name == "filter" {
            let mut filter = terms(&query["filter"]);
            assert!(filter.remove(*value), "{filter:?}");
            query.insert("filter".to_owned(), Vec::from_iter(filter).join(","));
        } else {
            assert_eq!(query.remove(*name).as_deref(), Some(*value));
        }
    }
    query.retain(|_, value| !value.is_empty());
    let filters = |query: &BTreeMap<String, String>| query.get("filter").map(|text| terms(text));
    assert_eq!(filters(&query), filters(&sample_query));
    query.remove("filter");
    let mut sample_query = sample_query;
    sample_query.remove("filter");
    assert_eq!(query, sample_query);
}

#[test]
fn heads_of_requests() {
    let Some(samples) = samples() else { return };
    let list = |filter| ListTimeEntries::new(administration(), filter);
    let first_page = [("page", "1"), ("per_page", "100")];
    let this_year = [first_page[0], first_page[1], ("filter", "period:this_year")];

    let this_month = Filter::new(Period::Named(Relative::This, Unit::Month));
    is_list(
        &list(this_month).request(),
        &samples["req-list-period.http"],
        &first_page,
    );
    let year = Filter::new(Period::THIS_YEAR);
    is_list(
        &list(year.clone()).with_query("Custom").request(),
        &samples["req-list-query.http"],
        &this_year,
    );
    is_list(
        &list(year.with_state(State::NonBillable)).request(),
        &samples["req-list-state.http"],
        &this_year,
    );
    let day = |day| NaiveDate::from_ymd_opt(2026, 8, day).unwrap();
    let filter = Filter::new(Period::days(day(1), day(31)).unwrap())
        .with_state(State::Open)
        .with_state(State::NonBillable)
        .with_active()
        .with_user(UserId::parse("496081346724103269").unwrap());
    is_list(
        &list(filter)
            .with_page(NonZeroU32::new(2).unwrap())
            .request(),
        &samples["req-list-multi-filter.http"],
        &[],
    );

    let id = TimeEntryId::parse("496081424898589795").unwrap();
    let stop = StopTimeEntry::new(administration(), id).request();
    let (sample_method, path, query) = head(&samples["req-stop.http"]);
    assert_eq!((stop.method.as_str(), &stop.path), (&*sample_method, &path));
    assert!(query.is_empty() && stop.query.is_empty() && stop.body.is_none());
}

fn headers(bytes: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect()
}

#[test]
fn headers_of_answers() {
    let Some(samples) = samples() else { return };
    let response = Response {
        status: 200,
        headers: headers(&samples["headers-list-link.http"]),
        body: b"[]".to_vec(),
    };
    let list = ListAdministrations::new().with_page(NonZeroU32::new(2).unwrap());
    let page = list.decode(&response).unwrap();
    assert_eq!(page.next.map(NonZeroU32::get), Some(3));
    assert_eq!(page.total, Some(3));

    // The moment at which the headers were seen is in the notes on the samples.
    let headers = headers(&samples["headers-ratelimit-observed.http"]);
    let find = |name: &str| {
        let found = headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    };
    let limit = RateLimit::read(find, 1_786_108_940);
    assert_eq!((limit.limit, limit.requests_left), (Some(150), Some(143)));
    assert_eq!(limit.resets_in.map(|span| span.as_secs()), Some(160));
}

/// A sample that nothing reads is noticed.
#[test]
fn no_sample_is_left_out() {
    let Some(samples) = samples() else { return };
    let read = [
        "openapi-time-entries-subset.json",
        "headers-list-link.http",
        "headers-ratelimit-observed.http",
        "req-create-create-abasic-time-entry.json",
        "req-update-updating-the-time-entry-description.json",
        "req-note-create-anote.json",
        "req-list-period.http",
        "req-list-query.http",
        "req-list-state.http",
        "req-list-multi-filter.http",
        "req-stop.http",
    ];
    for name in samples.keys() {
        let is_read = name.starts_with("res-") || name.starts_with("err-");
        assert!(is_read || read.contains(&name.as_str()), "{name}");
    }
}
