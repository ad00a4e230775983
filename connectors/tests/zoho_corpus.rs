//! The samples of Zoho Billing, if the folder with them lies beside the checkout: every answer is read and
//! written again with the same meaning, every refusal has its code, every request is made.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "only tests are here"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use suiteprojects_connectors::zoho::{
    AnswerError, Call, Code, DeleteTimeEntries, DeleteTimeEntry, FilterBy, GetTimeEntry, Grant,
    ListOrganizations, ListTimeEntries, LogTime, LogTimeEntry, Meaning, Notes, OAuthClient, Period,
    ProjectId, Response, RunningTimer, SortColumn, StartTimer, StopTimer, TimeEntry,
    TimeEntryFields, TimeEntryId, TimeSpent, TokenRequest, UpdateTimeEntry,
};

/// Without its folder a sample cannot be looked at.
fn samples() -> Option<BTreeMap<String, String>> {
    let shared = std::env::var_os("SUITEPROJECTS_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    );
    let folder = shared.join("corpus/other-systems/zoho");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        // Not by `println`, which is hidden where a test passes.
        let message = format!("skipped: no samples at {}\n", folder.display());
        std::io::stderr().write_all(message.as_bytes()).unwrap();
        return None;
    };
    let files = entries.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read_to_string(&path).unwrap())
    });
    Some(files.collect())
}

fn is_of_kind(name: &str, kind: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|found| found == kind)
}

/// JSON without what stands for nothing: `null` and blank texts.
fn without_blanks(value: &Value) -> Value {
    let is_blank = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    };
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| !is_blank(value))
            .map(|(name, value)| (name.clone(), without_blanks(value)))
            .collect(),
        Value::Array(values) => values.iter().map(without_blanks).collect(),
        other => other.clone(),
    }
}

fn assert_same_entry(entry: &TimeEntry, sample: &Value, name: &str) {
    let written = serde_json::to_value(entry).unwrap();
    assert_eq!(without_blanks(&written), without_blanks(sample), "{name}");
    // Nothing of the documented fields is taken for unknown or odd.
    assert!(entry.other.is_empty(), "{name}: {:?}", entry.other);
    let debug = format!("{entry:?}");
    assert!(!debug.contains("Odd"), "{name}: {debug}");
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn time_entry_id() -> TimeEntryId {
    id("460000000044021")
}

fn read_entry(name: &str, body: &[u8]) -> Option<TimeEntry> {
    let entry = time_entry_id();
    Some(match name {
        "res-create.json" => LogTimeEntry::new(fields(true))
            .decode(&Response::new(201, body))
            .unwrap(),
        "res-update.json" => UpdateTimeEntry::new(entry, fields(true))
            .decode(&Response::new(200, body))
            .unwrap(),
        "res-get.json" => GetTimeEntry(entry)
            .decode(&Response::new(200, body))
            .unwrap(),
        "res-timer-start.json" => StartTimer(entry).decode(&Response::new(200, body)).unwrap(),
        "res-timer-stop.json" => StopTimer.decode(&Response::new(200, body)).unwrap(),
        "res-runningtimer-me.json" => RunningTimer
            .decode(&Response::new(200, body))
            .unwrap()
            .unwrap(),
        _ => return None,
    })
}

#[test]
fn every_answer_is_read() {
    let Some(samples) = samples() else { return };
    let mut read = BTreeSet::new();
    for (name, text) in samples.iter().filter(|(name, _)| is_of_kind(name, "json")) {
        let body = text.as_bytes();
        let json: Value = serde_json::from_str(text).unwrap();
        if let Some(entry) = read_entry(name, body) {
            assert_same_entry(&entry, &json["time_entry"], name);
        } else if name == "obj-time-entry-attributes.json" {
            assert_same_entry(&serde_json::from_str(text).unwrap(), &json, name);
        } else if name == "res-list.json" {
            let list = ListTimeEntries::new(FilterBy::All);
            let page = list.decode(&Response::new(200, body)).unwrap();
            assert_eq!(page.time_entries.len(), 1);
            assert_same_entry(&page.time_entries[0], &json["time_entries"][0], name);
        } else if name == "res-delete.json" {
            DeleteTimeEntry(time_entry_id())
                .decode(&Response::new(200, body))
                .unwrap();
        } else if name == "res-bulk-delete.json" {
            let delete = DeleteTimeEntries::new(time_entry_id());
            delete.decode(&Response::new(200, body)).unwrap();
        } else if name == "res-organizations.json" {
            let organizations = ListOrganizations.decode(&Response::new(200, body)).unwrap();
            assert_eq!(organizations[0].organization_id, id("10234695"));
            let zone = organizations[0].time_zone.value().map(String::as_str);
            assert_eq!(zone, Some("PST"));
        } else if name == "res-oauth-token.json" {
            let tokens = refresh().decode(200, body).unwrap();
            let access = json["access_token"].as_str().unwrap();
            assert_eq!(tokens.access_token.expose(), access);
            let domain = tokens.api_domain.as_deref();
            assert_eq!(domain, Some("https://www.zohoapis.com"));
        } else {
            let is_other = name.starts_with("err-") || name == "req-create-or-update-body.json";
            assert!(is_other, "{name} is not looked at");
            continue;
        }
        read.insert(name);
    }
    assert!(read.len() >= 12, "{read:?}");
}

#[test]
fn every_refusal_is_read() {
    let Some(samples) = samples() else { return };
    let mut meanings = BTreeSet::new();
    for (name, text) in samples.iter().filter(|(name, _)| name.starts_with("err-")) {
        let json: Value = serde_json::from_str(text).unwrap();
        let error = GetTimeEntry(time_entry_id()).decode(&Response::new(400, text.as_bytes()));
        let AnswerError::Refused(refusal) = error.unwrap_err() else {
            panic!("{name}");
        };
        assert_eq!(Some(refusal.code.number()), json["code"].as_i64(), "{name}");
        assert_eq!(Some(&*refusal.message), json["message"].as_str(), "{name}");
        assert_ne!(refusal.code.meaning(), Meaning::Unknown, "{name}");
        meanings.insert(refusal.code);
    }
    // All that the pages name and that a sample was found of.
    let expected = [44, 45, 57, 1000, 1002, 1038, 20050, 20054].map(Code::new);
    assert_eq!(meanings, BTreeSet::from(expected));
}

fn fields(between: bool) -> TimeEntryFields {
    let spent = if between {
        TimeSpent::between(id("10:00"), id("15:00"))
    } else {
        TimeSpent::log_time(LogTime::from_minutes(300))
    };
    let notes = if between { "Distribution analysis" } else { "" };
    TimeEntryFields::new(
        project(),
        id("460000000044009"),
        id("460000000024003"),
        id("2013-09-17"),
        spent.unwrap(),
    )
    .billable(true)
    .with_notes(Notes::new(notes).unwrap())
}

fn project() -> ProjectId {
    id("460000000044019")
}

fn refresh() -> TokenRequest {
    let client = OAuthClient::new("1000.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "z".repeat(42));
    let token = format!("1000.{}.{}", "x".repeat(32), "y".repeat(32));
    TokenRequest::new(client, Grant::refresh(token))
}

/// A sample of a request: verb, address, query, body.
fn parse(text: &str) -> (String, String, BTreeMap<String, String>, Value) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut line = head.lines().next().unwrap().split(' ');
    let verb = line.next().unwrap().to_owned();
    let mut url = url::Url::parse(line.next().unwrap()).unwrap();
    let query = url.query_pairs().into_owned().collect();
    url.set_query(None);
    let body = match body.trim() {
        "" => Value::Null,
        body => serde_json::from_str(body).unwrap(),
    };
    (verb, url.into(), query, body)
}

fn made(operation: &impl Call) -> (String, String, BTreeMap<String, String>, Value) {
    let request = operation.request();
    let query = request.query.iter();
    let query = query.map(|(name, value)| ((*name).to_owned(), value.clone()));
    let body = request.body.as_deref();
    (
        request.method.to_string(),
        format!("https://www.zohoapis.com/billing/v1{}", request.path),
        query.collect(),
        body.map_or(Value::Null, |body| serde_json::from_slice(body).unwrap()),
    )
}

#[test]
fn every_request_is_made() {
    let Some(samples) = samples() else { return };
    let entry = time_entry_id();
    let period = Period::new(id("2013-09-17"), id("2013-10-17")).unwrap();
    let mut requests = 0;
    for (name, text) in samples.iter().filter(|(name, _)| is_of_kind(name, "http")) {
        let made = match name.as_str() {
            "req-bulk-delete.http" => {
                made(&DeleteTimeEntries::new(entry).and(id("460000000044023")))
            }
            "req-create-begin-end.http" => made(&LogTimeEntry::new(fields(true))),
            "req-create-log-time.http" => made(&LogTimeEntry::new(fields(false))),
            "req-delete.http" => made(&DeleteTimeEntry(entry)),
            "req-get.http" => made(&GetTimeEntry(entry)),
            "req-list-filtered.http" => made(
                &ListTimeEntries::new(FilterBy::Unbilled)
                    .with_period(period)
                    .of_project(project())
                    .of_user(id("460000000024003"))
                    .sorted_by(SortColumn::CustomerName, None),
            ),
            "req-runningtimer-me.http" => made(&RunningTimer),
            "req-timer-start.http" => made(&StartTimer(entry)),
            "req-timer-stop.http" => made(&StopTimer),
            "req-update.http" => made(&UpdateTimeEntry::new(entry, fields(true))),
            "req-oauth-refresh.http" => {
                // The parameters of the sample are in the query, ours in the body.
                let request = refresh();
                let form = request.form();
                let form = url::form_urlencoded::parse(form.expose().as_bytes());
                (
                    "POST".to_owned(),
                    format!("https://accounts.zoho.com{}", request.path()),
                    form.into_owned().collect(),
                    Value::Null,
                )
            }
            _ => panic!("{name} is not made"),
        };
        assert_eq!(made, parse(text), "{name}");
        requests += 1;
    }
    assert_eq!(requests, 11);
}

/// The body on the vendor's page has the name of a project in the place of its id, and blanks for nothing. The
/// first cannot be written here, the second is left out.
#[test]
fn the_body_on_the_page_is_made_but_for_its_slips() {
    let Some(samples) = samples() else { return };
    let mut sample: Value =
        serde_json::from_str(&samples["req-create-or-update-body.json"]).unwrap();
    let name = sample["project_id"].take();
    assert!(serde_json::from_value::<ProjectId>(name).is_err());
    sample["project_id"] = json!(project().to_string());
    sample["task_id"] = json!("460000000044009");
    let mut fields = fields(true);
    fields.notes = None;
    let (.., body) = made(&LogTimeEntry::new(fields));
    assert_eq!(body, without_blanks(&sample));
}
