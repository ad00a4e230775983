//! Answers, written as a server writes them: in the form that stock clients read.

use suiteprojects::api::{NewestVersion, Secret};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Received, TaskRecord};
use suiteprojects::soap::server::{
    ApprovalResult, ReadResult, Reply, Request, UpdateResult, UrlResult,
};
use suiteprojects::soap::{Fault, Service};
use suiteprojects::task::{Entry, Field, Task};
use suiteprojects::time::date;
use suiteprojects::xml::Limits;

use super::{error, golden, id};

#[track_caller]
fn reply_is(reply: &Reply, case: &str) {
    let written = reply.to_envelope(&Service::rpc_encoded()).unwrap();
    assert_eq!(
        format!("{written}\n"),
        golden(&format!("{case}.response.xml"))
    );
}

#[test]
fn single_values() {
    let login = Reply::Login {
        session: Secret::from("SESSION"),
        url: "https://acme.app.netsuitesuiteprojectspro.com".to_owned(),
    };
    reply_is(&login, "login/password");
    assert!(!format!("{login:?}").contains("SESSION"));
    reply_is(&Reply::Logout("OK".to_owned()), "logout/session");
    let time = date::parse_date_time("2026-01-05 09:15:02").unwrap();
    reply_is(&Reply::ServerTime(time), "servertime/session");
    let mut version = NewestVersion::default();
    version.number = Some("1.1".to_owned());
    version.url = Some("https://example.com/offline".to_owned());
    reply_is(&Reply::Version(version), "version/offline-client");
    let text = |name: &str, text: &str| Element::new(name).with_text(text);
    let address = Element::new("Address")
        .with_child(text("city", "Köln"))
        .with_child(text("email", "ann@example.com"));
    let user = Element::new("User")
        .with_child(text("id", "251"))
        .with_child(text("name", "Mouse, Ann"))
        .with_child(text("nickname", "ann"))
        .with_child(text("active", "1"))
        .with_child(Element::new("generic"))
        .with_child(Element::new("addr").with_child(address));
    reply_is(&Reply::Whoami(user), "whoami/token");
}

#[test]
fn updates() {
    reply_is(
        &Reply::Add(vec![UpdateResult::added(id(5512))]),
        "add/one-task",
    );
    let comment = "projectid: no record with this external id";
    let refused = vec![
        error("910", Some("No match"), Some(comment)),
        error("601", None, None),
    ];
    let results = vec![
        UpdateResult::updated(id(5512)),
        UpdateResult::refused(None, refused),
    ];
    reply_is(&Reply::Upsert(results), "upsert/two-tasks");
    reply_is(
        &Reply::Modify(vec![UpdateResult::updated(id(5512))]),
        "modify/clear-notes",
    );
    let refused = vec![error("701", Some("Delete failed"), None)];
    let results = vec![
        UpdateResult::deleted(id(5512)),
        UpdateResult::refused(Some(id(5513)), refused),
    ];
    reply_is(&Reply::Delete(results), "delete/two-tasks");
    let created = UpdateResult::added(id(252));
    reply_is(&Reply::CreateUser(created), "create-user/user-of-company");
}

fn approval(number: u64) -> ApprovalResult {
    let mut result = ApprovalResult::default();
    result.id = Some(id(number));
    result
}

#[test]
fn approvals() {
    let some = |text: &str| Some(text.to_owned());
    let (mut first, mut second) = (approval(1111), approval(1112));
    first.approval_status = some("R");
    first.log = some("rejected");
    second.errors_text = some("not submitted");
    second.errors = vec![error("1001", None, None)];
    reply_is(&Reply::Reject(vec![first, second]), "reject/two-tasks");

    let mut first = approval(1111);
    first.warnings = some("Monday is empty");
    first.log = some("submitted");
    let results = vec![first, approval(1112)];
    reply_is(&Reply::Submit(results), "submit/in-spite-of-warnings");

    let (mut first, mut second) = (approval(1111), approval(1112));
    first.approval_status = some("A");
    second.errors_text = some("no approver");
    reply_is(&Reply::Approve(vec![first, second]), "approve/timesheets");

    let (mut first, mut second) = (approval(1111), approval(1112));
    first.approval_status = some("O");
    second.approval_status = some("O");
    reply_is(
        &Reply::Unapprove(vec![first, second]),
        "unapprove/timesheets",
    );
}

#[test]
fn addresses() {
    let mut made = UrlResult::default();
    made.url = Some("https://example.com/page?uid=UID".to_owned());
    reply_is(&Reply::MakeUrl(vec![made]), "make-url/timesheet");
    let mut refused = UrlResult::default();
    refused.errors = vec![error("9", Some("Logged out"), None)];
    reply_is(&Reply::MakeUrl(vec![refused]), "make-url/page");
}

#[test]
fn records() {
    let mut entry = Entry::new();
    entry
        .set(Field::Id, "5512")
        .set(Field::Date, "2026-01-05")
        .set(Field::Hours, "5")
        .set(Field::Minutes, "30")
        .set(Field::Notes, "site & visit")
        .set(Field::UserId, "251")
        .set(Field::Created, "2026-01-06 09:15:02")
        .set_named("ticket__c", "A-1");
    let mut record = TaskRecord::default();
    record.task = Task::try_from(&entry).unwrap();
    let found = ReadResult::found(vec![Received::Task(Box::new(record))]);
    reply_is(&Reply::Read(vec![found]), "read/all");
    let refused = vec![error("602", Some("Invalid field"), None)];
    let results = vec![ReadResult::found(Vec::new()), ReadResult::refused(refused)];
    reply_is(&Reply::Read(results), "read/two-reads");
}

#[test]
fn faults() {
    let fault_is = |fault: &Fault, case: &str| {
        let written = fault.to_envelope().unwrap();
        assert_eq!(
            format!("{written}\n"),
            golden(&format!("{case}.response.xml"))
        );
    };
    let fault = Fault::of_code(ErrorCode::SESSION_EXPIRED, "Logged out");
    fault_is(&fault, "fault/logged-out");
    let error = Request::parse(
        b"<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><fly/></e:Body></e:Envelope>",
        Limits::default(),
    );
    fault_is(&Fault::of_error(&error.unwrap_err()), "fault/client");
}
