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

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn id(number: u64) -> Id {
    Id::new(number).unwrap()
}

fn error(code: &str, text: &str) -> ErrorText {
    let mut error = ErrorText::default();
    error.code = some(code);
    error.text = some(text);
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
    result.log = some(log);
    result
}

fn refused_approval() -> ApprovalResult {
    let mut result = ApprovalResult::default();
    result.id = Some(id(34));
    result.errors_text = some("not submitted");
    result.errors = vec![error("1002", "approval error")];
    result
}

/// An answer to each operation, and what a client is to make of it: what was put into it, without what
/// is nil or empty.
fn cases() -> Vec<(Reply, Value)> {
    let mut version = NewestVersion::default();
    version.number = some("1.1");
    let mut url = UrlResult::default();
    url.url = some("https://example.com/?a=1&b=2");
    let mut no_url = UrlResult::default();
    no_url.errors = vec![error("601", "no such record")];
    let update =
        |id: &str, status: &str| json!({"type": "UpdateResult", "id": id, "status": status});
    let error_of =
        |code: &str, text: &str| json!([{"type": "oaError", "code": code, "text": text}]);
    let refused_update = json!({
        "type": "UpdateResult",
        "status": "-1",
        "errors": error_of("910", "No match"),
    });
    let refusal = || UpdateResult::refused(None, vec![error("910", "No match")]);
    let step = |of: &str, id: &str, log: &str| json!({"type": of, "id": id, "log": log});
    let refused_step = |of: &str| {
        json!({
            "type": of,
            "id": "34",
            "approval_errors": "not submitted",
            "errors": error_of("1002", "approval error"),
            "status": "-1",
        })
    };
    let mut rejected = approval(5512, "rejected");
    rejected.approval_status = some("R");
    let customer = record(
        "Customer",
        &[("id", "7"), ("name", "Eagle & Sons"), ("notes", "")],
    );
    vec![
        (
            Reply::Add(vec![UpdateResult::added(id(5514)), refusal()]),
            json!([update("5514", "A"), refused_update]),
        ),
        (
            Reply::Approve(vec![approval(33, "approved"), refused_approval()]),
            json!([
                step("ApproveResult", "33", "approved"),
                refused_step("ApproveResult")
            ]),
        ),
        (
            Reply::CreateUser(UpdateResult::added(id(252))),
            update("252", "A"),
        ),
        (
            Reply::Delete(vec![UpdateResult::deleted(id(5512))]),
            json!([update("5512", "D")]),
        ),
        (
            Reply::Login {
                session: Secret::from("s<1>"),
                url: "https://acme.app.netsuitesuiteprojectspro.com".to_owned(),
            },
            json!({
                "type": "LoginResult",
                "sessionId": "s<1>",
                "url": "https://acme.app.netsuitesuiteprojectspro.com",
            }),
        ),
        (Reply::Logout("OK".to_owned()), json!("OK")),
        (
            Reply::MakeUrl(vec![url, no_url]),
            json!([
                {"type": "MakeURLResult", "url": "https://example.com/?a=1&b=2"},
                {
                    "type": "MakeURLResult",
                    "errors": error_of("601", "no such record"),
                    "status": "-1",
                },
            ]),
        ),
        (
            Reply::Modify(vec![UpdateResult::updated(id(5512))]),
            json!([update("5512", "U")]),
        ),
        (
            Reply::Read(vec![
                ReadResult::found(vec![task(), Received::Other(customer)]),
                ReadResult::found(Vec::new()),
                ReadResult::refused(vec![error("601", "no such record")]),
            ]),
            json!([
                {
                    "type": "ReadResult",
                    "objects": [
                        {
                            "type": "oaTask",
                            "id": "5512",
                            "date": "2026-11-20",
                            "start_time": "09:00:00",
                            "end_time": "10:30:00",
                            "hours": "1",
                            "minutes": "30",
                            "notes": ODD_TEXT,
                        },
                        {"type": "oaCustomer", "id": "7", "name": "Eagle & Sons"},
                    ],
                },
                {"type": "ReadResult"},
                {"type": "ReadResult", "errors": error_of("601", "no such record")},
            ]),
        ),
        (
            Reply::Reject(vec![rejected, refused_approval()]),
            json!([
                {
                    "type": "RejectResult",
                    "id": "5512",
                    "log": "rejected",
                    "approval_status": "R",
                },
                refused_step("RejectResult"),
            ]),
        ),
        (
            Reply::ServerTime(date::parse_date_time("2026-01-05 09:15:02").unwrap()),
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
            Reply::Submit(vec![approval(33, "submitted"), refused_approval()]),
            json!([
                step("SubmitResult", "33", "submitted"),
                refused_step("SubmitResult")
            ]),
        ),
        (
            Reply::Unapprove(vec![approval(33, "taken back")]),
            json!([step("UnapproveResult", "33", "taken back")]),
        ),
        (
            Reply::Upsert(vec![UpdateResult::updated(id(5512)), refusal()]),
            json!([update("5512", "U"), refused_update]),
        ),
        (
            Reply::Version(version),
            json!({"type": "VersionResult", "number": "1.1"}),
        ),
        (
            Reply::Whoami(record(
                "User",
                &[("id", "17"), ("name", "Dœ, Jane"), ("generic", "")],
            )),
            json!({"type": "oaUser", "id": "17", "name": "Dœ, Jane"}),
        ),
    ]
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
