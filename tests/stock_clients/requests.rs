//! Requests that stock clients write and the library reads. Expected values: `CALLS` in
//! `tests/oracles/stock_clients.py`.

use std::collections::{BTreeMap, BTreeSet};

use suiteprojects::api::{Application, Login};
use suiteprojects::element::Element;
use suiteprojects::soap::server::{ApprovalCall, Call, Object, Request};
use suiteprojects::soap::{Operation, Session};
use suiteprojects::task::{Entry, Field, LookupBy};
use suiteprojects::xml::Limits;

use super::{CLIENTS, CUSTOM_FIELD, made};

/// Checks what each client wrote for this call.
#[track_caller]
fn each(name: &str, check: impl Fn(Request)) {
    let Some(made) = made() else { return };
    for client in CLIENTS {
        let text = &made.requests[&(client.to_owned(), name.to_owned())];
        let request = match Request::parse(text, Limits::default()) {
            Ok(request) => request,
            Err(error) => panic!(
                "{client} {name}: {error}\n{}",
                String::from_utf8_lossy(text)
            ),
        };
        let operation = name.split('-').next().unwrap();
        assert_eq!(request.call.operation().as_str(), operation, "{client}");
        let session = match &request.session {
            None => "",
            Some(Session::Id(id)) => id.expose(),
            Some(Session::AccessToken(token)) => token.expose(),
            Some(other) => panic!("{other:?}"),
        };
        let expected = match name {
            "login" | "version" => "",
            "whoami" => "token of the test",
            _ => "session of the test",
        };
        assert_eq!(session, expected, "{client} {name}");
        check(request);
    }
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = expected
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    owned.collect()
}

/// All fields and texts of an entry, by the names on the wire.
fn texts<'e>(entry: &'e Entry<'_>) -> BTreeMap<String, &'e str> {
    assert_eq!(entry.unknown(), []);
    let known = entry
        .fields()
        .map(|(field, text)| (field.to_string(), text));
    let custom = entry
        .custom()
        .iter()
        .map(|field| (field.name.to_string(), &*field.text));
    known.chain(custom).collect()
}

#[track_caller]
fn task_is(object: &Object, expected: &[(&str, &str)]) {
    let entry = object.as_task().unwrap();
    let expected = expected
        .iter()
        .map(|(name, text)| ((*name).to_owned(), *text));
    assert_eq!(texts(entry), expected.collect());
}

/// A record with these texts; the order of the fields is that of the WSDL, not of the call.
#[track_caller]
fn record_is(record: &Element, object_type: &str, expected: &[(&str, &str)]) {
    assert_eq!(&*record.name.local, object_type);
    let found: BTreeMap<String, String> = record
        .elements()
        .map(|field| (field.name.local.clone(), field.text().into_owned()))
        .collect();
    assert_eq!(found, pairs(expected).into_iter().collect());
}

#[test]
fn all_calls_are_here() {
    let Some(made) = made() else { return };
    let named: BTreeSet<&str> = made
        .requests
        .keys()
        .map(|(_, name)| name.split('-').next().unwrap())
        .collect();
    assert_eq!(
        named,
        Operation::ALL
            .iter()
            .map(|operation| operation.as_str())
            .collect()
    );
}

#[test]
fn login() {
    each("login", |request| {
        let Call::Login {
            application, login, ..
        } = request.call
        else {
            panic!("a login");
        };
        let Application {
            client,
            client_version,
            namespace,
            key,
            ..
        } = application;
        assert_eq!(
            [&*client, &*client_version, &*namespace],
            ["stock", "1.0", "default"]
        );
        assert_eq!(key.expose(), "key of the test");
        let Login::Password {
            company,
            user,
            password,
            ..
        } = login
        else {
            panic!("a password");
        };
        assert_eq!([&*company, &*user], ["Eagle Ltd", "mcollins"]);
        assert_eq!(password.expose(), "p<&>w");
    });
}

#[test]
fn calls_without_parts() {
    each("logout", |request| {
        assert!(matches!(request.call, Call::Logout));
    });
    each("whoami", |request| {
        assert!(matches!(request.call, Call::Whoami));
        assert!(matches!(request.session, Some(Session::AccessToken(_))));
    });
    each("servertime", |request| {
        assert!(matches!(request.call, Call::ServerTime));
    });
}

#[test]
fn version() {
    each("version", |request| {
        let Call::Version(version) = request.call else {
            panic!("a version");
        };
        assert_eq!(
            [version.name(), version.number()],
            ["offline client", "1.0"]
        );
    });
}

#[test]
fn add() {
    each("add", |request| {
        let Call::Add(objects) = request.call else {
            panic!("an add");
        };
        let [first, second] = &objects[..] else {
            panic!("two objects");
        };
        task_is(
            first,
            &[
                ("date", "2026-11-20"),
                ("userid", "17"),
                ("projectid", "88"),
                ("start_time", "09:00:00"),
                ("end_time", "10:30:00"),
                ("hours", "1"),
                ("minutes", "30"),
                ("notes", "5 < 6 & \"7\" > 'ä'\nsecond line 😀 ]]>"),
            ],
        );
        task_is(
            second,
            &[
                ("date", "2026-11-21"),
                ("userid", "17"),
                ("decimal_hours", "7.25"),
                (CUSTOM_FIELD, "urgent"),
            ],
        );
    });
    each("add-customer", |request| {
        let Call::Add(objects) = request.call else {
            panic!("an add");
        };
        let [Object::Other(customer)] = &objects[..] else {
            panic!("a customer");
        };
        assert_eq!(&*customer.name.local, "Customer");
        let name = customer.child("name").map(|name| name.text().into_owned());
        assert_eq!(name.as_deref(), Some("Eagle & Sons"));
        // Addresses are flat in SOAP alone.
        let address = customer
            .child("addr")
            .and_then(|addr| addr.child("Address"))
            .unwrap();
        assert_eq!(address.child("city").unwrap().text(), "Köln");
    });
}

#[test]
fn read() {
    each("read", |request| {
        let Call::Read(reads) = request.call else {
            panic!("a read");
        };
        let [read] = &reads[..] else {
            panic!("one read");
        };
        assert_eq!([&*read.method, &*read.object_type], ["equal to", "Task"]);
        assert_eq!(read.fields, ["id", "date", "hours", "minutes"]);
        let attributes = [
            ("limit", "0,1000"),
            ("filter", "newer-than,older-than"),
            ("field", "date,date"),
        ];
        assert_eq!(read.attributes, pairs(&attributes));
        let [task, from, to] = &read.objects[..] else {
            panic!("three objects");
        };
        record_is(task, "Task", &[("userid", "17")]);
        record_is(
            from,
            "Date",
            &[("year", "2026"), ("month", "11"), ("day", "01")],
        );
        record_is(
            to,
            "Date",
            &[("year", "2026"), ("month", "12"), ("day", "01")],
        );
    });
    each("read-all", |request| {
        let Call::Read(reads) = request.call else {
            panic!("a read");
        };
        let [read] = &reads[..] else {
            panic!("one read");
        };
        assert_eq!([&*read.method, &*read.object_type], ["all", "User"]);
        assert_eq!(read.attributes, pairs(&[("limit", "1")]));
        assert!(read.fields.is_empty() && read.objects.is_empty());
    });
}

#[test]
fn modify() {
    each("modify", |request| {
        let Call::Modify {
            attributes,
            objects,
            ..
        } = request.call
        else {
            panic!("a modify");
        };
        assert_eq!(attributes, pairs(&[("update_custom", "1")]));
        let [task] = &objects[..] else {
            panic!("one object");
        };
        // The empty text is kept: it clears the field.
        let fields = [
            ("id", "5512"),
            ("notes", ""),
            ("hours", "2"),
            ("minutes", "0"),
            (CUSTOM_FIELD, "later"),
        ];
        task_is(task, &fields);
    });
}

#[test]
fn upsert() {
    each("upsert", |request| {
        let Call::Upsert {
            attributes,
            objects,
            ..
        } = request.call
        else {
            panic!("an upsert");
        };
        let expected = [("lookup", "thin_client_id"), ("update_custom", "1")];
        assert_eq!(attributes, pairs(&expected));
        let [task] = &objects[..] else {
            panic!("one object");
        };
        task_is(
            task,
            &[
                ("date", "2026-11-20"),
                ("userid", "17"),
                ("projectid", "PRJ-9"),
                ("start_time", "09:00:00"),
                ("end_time", "10:30:00"),
                ("hours", "1"),
                ("minutes", "30"),
                ("thin_client_id", "row-7"),
            ],
        );
        let lookup = task.as_task().unwrap().lookup(Field::ProjectId).unwrap();
        assert_eq!(
            (lookup.by, &*lookup.object_type),
            (LookupBy::External, "Project")
        );
    });
}

#[test]
fn delete() {
    each("delete", |request| {
        let Call::Delete(objects) = request.call else {
            panic!("a delete");
        };
        let [first, second] = &objects[..] else {
            panic!("two objects");
        };
        task_is(first, &[("id", "5512")]);
        task_is(second, &[("id", "5513")]);
    });
}

#[test]
fn reject() {
    each("reject", |request| {
        let Call::Reject(requests) = request.call else {
            panic!("a reject");
        };
        let [request] = &requests[..] else {
            panic!("one request");
        };
        assert_eq!(request.attributes, pairs(&[("submit_warning", "1")]));
        task_is(&request.object, &[("id", "5512")]);
        let approval = request.approval.as_ref().unwrap();
        assert_eq!(approval.cc.as_deref(), Some("lead@example.com"));
        assert_eq!(approval.notes.as_deref(), Some("Wrong project"));
    });
}

#[track_caller]
fn timesheet_is(requests: &[ApprovalCall]) {
    let [request] = requests else {
        panic!("one request");
    };
    let Object::Other(timesheet) = &request.object else {
        panic!("a timesheet");
    };
    record_is(timesheet, "Timesheet", &[("id", "33")]);
    assert!(request.attributes.is_empty() && request.approval.is_none());
}

#[test]
fn other_approvals() {
    each("submit", |request| match request.call {
        Call::Submit(requests) => timesheet_is(&requests),
        other => panic!("{other:?}"),
    });
    each("approve", |request| match request.call {
        Call::Approve(requests) => timesheet_is(&requests),
        other => panic!("{other:?}"),
    });
    each("unapprove", |request| match request.call {
        Call::Unapprove(requests) => timesheet_is(&requests),
        other => panic!("{other:?}"),
    });
}

#[test]
fn create_user() {
    each("createUser", |request| {
        let Call::CreateUser { user, company, .. } = request.call else {
            panic!("a user");
        };
        assert_eq!(user.child("name").unwrap().text(), "Doe, Jane");
        let address = user
            .child("addr")
            .and_then(|addr| addr.child("Address"))
            .unwrap();
        assert_eq!(address.child("email").unwrap().text(), "jane@example.com");
        record_is(&company, "Company", &[("nickname", "Eagle Ltd")]);
    });
}

#[test]
fn make_url() {
    each("makeURL", |request| {
        let Call::MakeUrl(requests) = request.call else {
            panic!("an address");
        };
        let [request] = &requests[..] else {
            panic!("one request");
        };
        assert_eq!(request.uid.expose(), "17");
        assert_eq!(
            [&*request.page, &*request.application],
            ["grid-timesheet", "ta"]
        );
        record_is(
            request.argument.as_ref().unwrap(),
            "Timesheet",
            &[("id", "33")],
        );
    });
}
