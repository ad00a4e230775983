//! Answers that the library writes and stock clients read.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use suiteprojects::api::{NewestVersion, Secret};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{ErrorText, Received, TaskRecord};
use suiteprojects::soap::server::{ApprovalResult, ReadResult, Reply, UpdateResult, UrlResult};
use suiteprojects::soap::{Fault, Operation, Service};
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::time::date;

use super::{CLIENTS, made};

const ODD_TEXT: &str = "5 < 6 & \"7\" > 'ä'\nsecond line 😀 ]]>";

fn id(number: u64) -> Id {
    Id::new(number).unwrap()
}

fn error(code: &str, text: &str) -> ErrorText {
    let mut error = ErrorText::default();
    error.code = Some(code.to_owned());
    error.text = Some(text.to_owned());
    error
}

fn record(object_type: &str, fields: &[(&str, &str)]) -> Element {
    fields
        .iter()
        .fold(Element::new(object_type), |record, (name, text)| {
            record.with_child(Element::new(*name).with_text(*text))
        })
}

fn task() -> Received {
    let mut entry = Entry::new();
    for (field, text) in [
        (Field::Id, "5512"),
        (Field::Date, "2026-11-20"),
        (Field::StartTime, "09:00:00"),
        (Field::EndTime, "10:30:00"),
        (Field::Hours, "1"),
        (Field::Minutes, "30"),
        (Field::Notes, ODD_TEXT),
        (Field::Description, ""),
    ] {
        entry.set(field, text);
    }
    let mut record = TaskRecord::default();
    record.task = Task::try_from(&entry).unwrap();
    Received::Task(Box::new(record))
}

fn approval(number: u64, log: &str) -> ApprovalResult {
    let mut result = ApprovalResult::default();
    result.id = Some(id(number));
    result.log = Some(log.to_owned());
    result
}

fn refused_approval() -> ApprovalResult {
    let mut result = ApprovalResult::default();
    result.id = Some(id(34));
    result.errors_text = Some("not submitted".to_owned());
    result.errors = vec![error("1002", "approval error")];
    result
}

fn refused_update() -> UpdateResult {
    UpdateResult::refused(None, vec![error("910", "No match")])
}

fn update_seen(id: &str, status: &str) -> Value {
    json!({"type": "UpdateResult", "id": id, "status": status})
}

fn errors_seen(code: &str, text: &str) -> Value {
    json!([{"type": "oaError", "code": code, "text": text}])
}

fn refused_update_seen() -> Value {
    json!({"type": "UpdateResult", "status": "-1", "errors": errors_seen("910", "No match")})
}

fn approval_seen(of: &str, id: &str, log: &str) -> Value {
    json!({"type": of, "id": id, "log": log})
}

fn refused_approval_seen(of: &str) -> Value {
    json!({
        "type": of,
        "id": "34",
        "approval_errors": "not submitted",
        "errors": errors_seen("1002", "approval error"),
        "status": "-1",
    })
}

fn updates() -> [(Reply, Value); 5] {
    [
        (
            Reply::Add(vec![UpdateResult::added(id(5514)), refused_update()]),
            json!([update_seen("5514", "A"), refused_update_seen()]),
        ),
        (
            Reply::CreateUser(UpdateResult::added(id(252))),
            update_seen("252", "A"),
        ),
        (
            Reply::Delete(vec![UpdateResult::deleted(id(5512))]),
            json!([update_seen("5512", "D")]),
        ),
        (
            Reply::Modify(vec![UpdateResult::updated(id(5512))]),
            json!([update_seen("5512", "U")]),
        ),
        (
            Reply::Upsert(vec![UpdateResult::updated(id(5512)), refused_update()]),
            json!([update_seen("5512", "U"), refused_update_seen()]),
        ),
    ]
}

fn approvals() -> [(Reply, Value); 4] {
    let mut rejected = approval(5512, "rejected");
    rejected.approval_status = Some("R".to_owned());
    let mut rejected_seen = approval_seen("RejectResult", "5512", "rejected");
    rejected_seen["approval_status"] = json!("R");
    [
        (
            Reply::Approve(vec![approval(33, "approved"), refused_approval()]),
            json!([
                approval_seen("ApproveResult", "33", "approved"),
                refused_approval_seen("ApproveResult"),
            ]),
        ),
        (
            Reply::Reject(vec![rejected, refused_approval()]),
            json!([rejected_seen, refused_approval_seen("RejectResult")]),
        ),
        (
            Reply::Submit(vec![approval(33, "submitted"), refused_approval()]),
            json!([
                approval_seen("SubmitResult", "33", "submitted"),
                refused_approval_seen("SubmitResult"),
            ]),
        ),
        (
            Reply::Unapprove(vec![approval(33, "taken back")]),
            json!([approval_seen("UnapproveResult", "33", "taken back")]),
        ),
    ]
}

fn read() -> (Reply, Value) {
    let customer = [("id", "7"), ("name", "Eagle & Sons"), ("notes", "")];
    let customer = record("Customer", &customer);
    let refusal = vec![error("601", "no such record")];
    let reply = Reply::Read(vec![
        ReadResult::found(vec![task(), Received::Other(customer)]),
        ReadResult::found(Vec::new()),
        ReadResult::refused(refusal),
    ]);
    let task_seen = json!({
        "type": "oaTask",
        "id": "5512",
        "date": "2026-11-20",
        "start_time": "09:00:00",
        "end_time": "10:30:00",
        "hours": "1",
        "minutes": "30",
        "notes": ODD_TEXT,
    });
    let customer_seen = json!({"type": "oaCustomer", "id": "7", "name": "Eagle & Sons"});
    let seen = json!([
        {"type": "ReadResult", "objects": [task_seen, customer_seen]},
        {"type": "ReadResult"},
        {"type": "ReadResult", "errors": errors_seen("601", "no such record")},
    ]);
    (reply, seen)
}

fn urls() -> (Reply, Value) {
    let mut url = UrlResult::default();
    url.url = Some("https://example.com/?a=1&b=2".to_owned());
    let mut no_url = UrlResult::default();
    no_url.errors = vec![error("601", "no such record")];
    let seen = json!([
        {"type": "MakeURLResult", "url": "https://example.com/?a=1&b=2"},
        {
            "type": "MakeURLResult",
            "errors": errors_seen("601", "no such record"),
            "status": "-1",
        },
    ]);
    (Reply::MakeUrl(vec![url, no_url]), seen)
}

fn single_values() -> [(Reply, Value); 5] {
    let address = "https://acme.app.netsuitesuiteprojectspro.com";
    let time = date::parse_date_time("2026-01-05 09:15:02").unwrap();
    let mut version = NewestVersion::default();
    version.number = Some("1.1".to_owned());
    let user = [("id", "17"), ("name", "Dœ, Jane"), ("generic", "")];
    [
        (
            Reply::Login {
                session: Secret::from("s<1>"),
                url: address.to_owned(),
            },
            json!({"type": "LoginResult", "sessionId": "s<1>", "url": address}),
        ),
        (Reply::Logout("OK".to_owned()), json!("OK")),
        (
            Reply::ServerTime(time),
            json!({
                "type": "oaDate",
                "year": "2026",
                "month": "01",
                "day": "05",
                "hour": "09",
                "minute": "15",
                "second": "02",
            }),
        ),
        (
            Reply::Version(version),
            json!({"type": "VersionResult", "number": "1.1"}),
        ),
        (
            Reply::Whoami(record("User", &user)),
            json!({"type": "oaUser", "id": "17", "name": "Dœ, Jane"}),
        ),
    ]
}

/// An answer to each operation, and what a client is to make of it: what was put into it, without what
/// is nil or empty.
fn cases() -> Vec<(Reply, Value)> {
    let mut cases = vec![read(), urls()];
    cases.extend(updates());
    cases.extend(approvals());
    cases.extend(single_values());
    cases
}

fn fault() -> Fault {
    Fault::of_code(ErrorCode::SESSION_EXPIRED, "Logged out")
}

/// Names and texts of the answers.
pub(super) fn written() -> Vec<(String, String)> {
    let service = Service::rpc_encoded();
    let mut written: Vec<(String, String)> = cases()
        .iter()
        .map(|(reply, _)| {
            let envelope = reply.to_envelope(&service).unwrap();
            (reply.operation().to_string(), envelope)
        })
        .collect();
    written.push(("read.fault".to_owned(), fault().to_envelope().unwrap()));
    written
}

#[test]
fn every_client_reads_every_answer() {
    let answered: BTreeSet<Operation> =
        cases().iter().map(|(reply, _)| reply.operation()).collect();
    assert_eq!(answered, Operation::ALL.iter().copied().collect());
    let Some(made) = made() else { return };
    for client in CLIENTS {
        for (reply, expected) in cases() {
            let name = reply.operation().to_string();
            let found = &made.results[&(client.to_owned(), name.clone())];
            assert_eq!(*found, expected, "{client} {name}");
        }
        let found = &made.results[&(client.to_owned(), "read.fault".to_owned())];
        assert_eq!(
            *found,
            json!({"fault": "soap:9", "text": "Logged out"}),
            "{client}"
        );
    }
}
