//! The other side: requests, read, and replies, written.

use suiteprojects::api::{Direction, Refusal};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::rest::server::{Answer, Call, CreateCall, ListCall};
use suiteprojects::rest::{
    Create, Delete, Discover, Get, List, Method, Reply, RestCommand, Selection, status_of,
};
use suiteprojects::task::{Entry, Field, Task};

use super::{checked, golden, id, keyed};

fn listed(query: &str) -> Result<ListCall, Answer> {
    match Call::parse("GET", "/rest/v1/time-entries/", query, b"")? {
        Call::List(call) => Ok(call),
        other => panic!("{other:?}"),
    }
}

fn creating<'a>(query: &str, body: &'a str) -> Result<CreateCall<'a>, Answer> {
    match Call::parse("POST", "/rest/v1/time-entries", query, body.as_bytes())? {
        Call::Create(call) => Ok(call),
        other => panic!("{other:?}"),
    }
}

#[test]
fn lists() {
    let call = listed("").unwrap();
    // The vendor's page on pagination: 100 unless told otherwise.
    assert_eq!((call.limit.get(), call.offset), (100, 0));
    let call = listed(
        "q=date%20ON_OR_AFTER+%272025-04-01%27&fields=id,%20notes&orderBy=+date&limit=50&offset=100",
    )
    .unwrap();
    assert_eq!(
        call.query.unwrap().to_string(),
        "date ON_OR_AFTER \"2025-04-01\""
    );
    assert_eq!(
        call.selection,
        Selection::new([Field::Id, Field::Notes]).ok()
    );
    let order = call.order.unwrap();
    assert_eq!(
        (order.field(), order.direction()),
        (Field::Date, Direction::Ascending)
    );
    assert_eq!((call.limit.get(), call.offset), (50, 100));
    for (query, expected) in [
        ("limit=0", "the parameter `limit` is not from 1 to 1000"),
        ("limit=1001", "the parameter `limit` is not from 1 to 1000"),
        ("limit=+5", "the parameter `limit` is no number"),
        (
            "limit=10&offset=5",
            "the parameter `offset` is no multiple of `limit`",
        ),
        (
            "orderBy=-hours",
            "the parameter `orderBy` is no attribute of time entries",
        ),
        (
            "orderBy=date,id",
            "the parameter `orderBy` is no attribute of time entries",
        ),
        ("limit=1&limit=2", "the parameter `limit` stands twice"),
        ("colour=1", "the parameter `colour` is not known here"),
        ("q=%ff", "the query string is not encoded as it should be"),
        (
            "q=userId",
            "the parameter `q` is no query: the query has nothing more at byte 6, expected an operator",
        ),
    ] {
        let answer = listed(query).unwrap_err();
        assert_eq!(answer.status, 400);
        assert!(answer.body.contains(expected), "{answer}");
    }
}

#[test]
fn paths_and_methods() {
    let parse = |method, path| Call::parse(method, path, "", b"");
    assert!(
        matches!(parse("GET", "/rest/v1/time-entries/5"), Ok(Call::Get { id: found, .. }) if found == id(5))
    );
    assert!(
        matches!(parse("DELETE", "/rest/v1/time-entries/5/"), Ok(Call::Delete(found)) if found == id(5))
    );
    assert!(matches!(
        parse("OPTIONS", "/rest/v1/time-entries"),
        Ok(Call::Discover)
    ));
    for (method, path, status) in [
        ("GET", "/rest/v1/time-entriesX", 404),
        ("GET", "/rest/v1/users", 404),
        ("GET", "/rest/v1/time-entries/five", 404),
        ("GET", "/rest/v1/time-entries/0", 404),
        ("GET", "/rest/v1/time-entries//", 404),
        ("PUT", "/rest/v1/time-entries/5", 405),
        ("PATCH", "/rest/v1/time-entries", 405),
        ("POST", "/rest/v1/time-entries/5", 405),
        ("DELETE", "/rest/v1/time-entries", 405),
        ("get", "/rest/v1/time-entries", 405),
    ] {
        let answer = parse(method, path).unwrap_err();
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(
            answer.headers.iter().any(|(name, _)| *name == "Allow"),
            status == 405
        );
    }
}

#[test]
fn entries_to_store() {
    let body = golden("create.request.json");
    let call = creating("return_object=1&fields=id", &body).unwrap();
    assert!(call.returns && call.selection.is_some());
    let [entry] = &call.entries[..] else { panic!() };
    for (field, text) in [
        (Field::ProjectTaskId, "31"),
        (Field::ProjectTaskTypeId, "4"),
        (Field::DecimalHours, "7.50"),
        (Field::Hours, "7"),
        (Field::StartTime, "09:30:00"),
        (Field::Notes, "one\ntwo"),
        (Field::Description, "R&D <b> \"x\" \\ é"),
    ] {
        assert_eq!(entry.text(field), Some(text), "{field}");
    }
    assert_eq!(entry.custom()[0].text, "5");
    let span = entry.span(&Field::Minutes.into()).unwrap();
    assert_eq!(&body[span.start..span.end], "30");
    assert!(!creating("return_object=0", &body).unwrap().returns);

    let body = golden("create-several.request.json");
    let call = creating("", &body).unwrap();
    let keys: Vec<_> = call
        .entries
        .iter()
        .map(|entry| entry.text(Field::ThinClientId))
        .collect();
    assert_eq!(keys, [Some("PB-1"), Some("PB-2")]);
    let span = call.entries[1].span(&Field::ThinClientId.into()).unwrap();
    assert_eq!(&body[span.start..span.end], "\"PB-2\"");

    // The names of other APIs are none here.
    let call = creating("", r#"{"hours": 7, "projecttaskid": 5, "done__c": true}"#).unwrap();
    let unknown: Vec<_> = call.entries[0]
        .unknown()
        .iter()
        .map(|text| text.name.to_string())
        .collect();
    assert_eq!(unknown, ["hours", "projecttaskid"]);
    assert_eq!(call.entries[0].custom()[0].text, "1");

    for body in [
        "",
        "[]",
        "7",
        "{",
        "[{]",
        "[[]]",
        r#"{"hour":{}}"#,
        r#"{"hour":true}"#,
        r#"{"hour":1,"hour":2}"#,
    ] {
        assert_eq!(creating("", body).unwrap_err().status, 400, "{body}");
    }
    let many = format!("[{}{{}}]", "{},".repeat(1_000));
    assert_eq!(creating("", &many).unwrap_err().status, 400);
    let broken = Call::parse("POST", "/rest/v1/time-entries", "", b"\xff").unwrap_err();
    assert_eq!(broken.status, 400);
}

fn stored() -> Task {
    let mut entry = Entry::new();
    for (field, text) in [
        (Field::CategoryId, "12"),
        (Field::Created, "2026-01-05 10:30:00"),
        (Field::Date, "2026-01-05"),
        (Field::DecimalHours, "7.50"),
        (Field::EndTime, "17:00:00"),
        (Field::Hours, "7"),
        (Field::Id, "5512"),
        (Field::Minutes, "30"),
        (Field::Notes, "R&D"),
        (Field::ProjectId, "77"),
        (Field::ProjectTaskTypeId, "4"),
        (Field::ProjectTaskId, "31"),
        (Field::StartTime, "09:30:00"),
        (Field::ThinClientId, "007"),
        (Field::TimesheetId, "90"),
        (Field::Updated, "2026-01-06 10:30:00"),
        (Field::UserId, "251"),
        (Field::HoursRemaining, "12.25"),
    ] {
        entry.set(field, text);
    }
    entry.set_named("reason__c", "5");
    Task::try_from(&entry).unwrap()
}

#[test]
fn replies() {
    assert_eq!(
        Answer::one(&stored(), None).body,
        golden("one.response.json")
    );
    assert_eq!(
        Answer::deleted(id(5512)).body,
        golden("deleted.response.json")
    );

    let entry = r#"{"date":"2026-01-05"}"#;
    let call = creating("", entry).unwrap();
    let answer = Answer::created(&call, &[Ok(stored())]);
    assert_eq!(
        (answer.status, answer.body),
        (200, golden("created.response.json"))
    );
    let mut small = Task::default();
    for (field, text) in [
        (Field::Id, "5512"),
        (Field::Hours, "7.5"),
        (Field::ThinClientId, "PB-1"),
    ] {
        small.set_text(field, text).unwrap();
    }
    let call = creating("return_object=1&fields=id,hour,thinClientId", entry).unwrap();
    let answer = Answer::created(&call, &[Ok(small)]);
    assert_eq!(answer.body, golden("created-object.response.json"));

    let mut refusal = Refusal::new(ErrorCode::new(1404));
    refusal.text = Some("start_time is no time".to_owned());
    let answer = Answer::created(&call, &[Err(refusal)]);
    assert_eq!(
        (answer.status, answer.body),
        (400, golden("refused.response.json"))
    );
    let mut refusal = Refusal::new(ErrorCode::new(829));
    refusal.text = Some("no such user".to_owned());
    let several = format!("[{entry},{entry}]");
    let call = creating("", &several).unwrap();
    let answer = Answer::created(&call, &[Ok(stored()), Err(refusal)]);
    assert_eq!(
        (answer.status, answer.body),
        (207, golden("created-some.response.json"))
    );
}

#[test]
fn pages() {
    let address = "https://acme.example/rest/v1/time-entries/";
    let tasks: Vec<Task> = [("3", "c"), ("4", "")]
        .into_iter()
        .map(|(id, notes)| {
            let mut task = Task::default();
            task.set_text(Field::Id, id).unwrap();
            task.set_text(Field::Notes, notes).unwrap();
            task
        })
        .collect();
    let query = "q=userId%20EQUAL%205&fields=id,notes&orderBy=-date&limit=2&offset=2";
    let answer = Answer::page(&listed(query).unwrap(), &tasks, 7, address);
    assert_eq!(answer.body, golden("list-middle.response.json"));
    let relations = |query: &str, total: u64| {
        let body = Answer::page(&listed(query).unwrap(), &tasks, total, address).body;
        let relations = body.split("\"rel\":\"").skip(1);
        let relations = relations.filter_map(|text| text.split('"').next().map(str::to_owned));
        relations.collect::<Vec<_>>().join(" ")
    };
    // The vendor's page on pagination: which links stand on the first and on the last page.
    assert_eq!(relations("limit=2", 7), "self next last");
    assert_eq!(relations("limit=2&offset=6", 7), "first prev self");
    assert_eq!(relations("limit=2", 2), "self");
    assert_eq!(relations("limit=2", 0), "self");
    assert_eq!(relations("limit=2&offset=100", 7), "first prev self");
}

#[test]
fn failures() {
    let unauthorized = Answer::unauthorized("no access token");
    assert_eq!(unauthorized.status, 401);
    assert_eq!(
        unauthorized.headers,
        [("WWW-Authenticate", "Bearer".to_owned())]
    );
    let later = Answer::too_many_requests(30);
    assert_eq!(
        (later.status, &later.headers[..]),
        (429, &[("Retry-After", "30".to_owned())][..])
    );
    for (code, status) in [
        (601, 404),
        (556, 429),
        (9, 401),
        (401, 401),
        (803, 403),
        (413, 403),
        (1404, 400),
        (1, 400),
        (99_999, 400),
    ] {
        assert_eq!(status_of(ErrorCode::new(code)), status, "{code}");
    }
    let answer = Answer::description();
    let reply = Reply::new(answer.status, answer.body.as_bytes());
    let methods = answer
        .headers
        .iter()
        .find(|(name, _)| *name == "Access-Control-Allow-Methods");
    let reply = reply.with_allowed_methods(methods.map(|(_, value)| value.as_str()));
    let discovered = Discover::new().read(&reply).unwrap();
    assert_eq!(
        discovered.methods,
        Method::ALL
            .iter()
            .map(|method| method.as_str())
            .collect::<Vec<_>>()
    );
    let description: serde_json::Value = serde_json::from_str(&discovered.description).unwrap();
    let attribute =
        &description["components"]["schemas"]["TimeEntry"]["properties"]["projectTaskId"];
    assert_eq!(attribute["type"], "integer");
}

/// What one side writes the other reads.
#[test]
fn both_sides() {
    let (first, second) = (keyed("PB-1", "2026-01-05"), keyed("PB-2", "2026-01-06"));
    let entries = [checked(&first), checked(&second)];
    for count in [1, 2] {
        let request = Create::tasks(&entries[..count])
            .unwrap()
            .returning()
            .request();
        let body = request.body.clone().unwrap();
        let target = request.target();
        let (path, query) = target.split_once('?').unwrap();
        let call = Call::parse(request.method.as_str(), path, query, body.as_bytes()).unwrap();
        let Call::Create(call) = call else { panic!() };
        assert!(call.returns && call.entries.len() == count);
    }
    let list = List::new().at_page(3).request();
    let target = list.target();
    let (path, query) = target.split_once('?').unwrap();
    let Call::List(call) = Call::parse("GET", path, query, b"").unwrap() else {
        panic!()
    };
    assert_eq!((call.limit.get(), call.offset), (1000, 3000));
    let target = Get::new(id(5)).request().target();
    assert!(matches!(
        Call::parse("GET", &target, "", b""),
        Ok(Call::Get { .. })
    ));
    let target = Delete::new(id(5)).request().target();
    assert!(matches!(
        Call::parse("DELETE", &target, "", b""),
        Ok(Call::Delete(_))
    ));
}
