//! Replies, read.

use std::time::Duration;

use suiteprojects::api::{Doubt, Outcome, PageSize, Stored};
use suiteprojects::record::Received;
use suiteprojects::rest::{
    Create, Delete, Discover, Get, List, Reply, ReplyError, RestCommand, read_task,
};
use suiteprojects::task::{Field, Id};

use super::{checked, golden, id, keyed};

fn read<C: RestCommand>(command: &C, status: u16, body: &str) -> Result<C::Answer, ReplyError> {
    command.read(&Reply::new(status, body.as_bytes()))
}

/// What a reply says became of two entries, or one.
fn created(count: usize, status: u16, body: &str) -> Result<Vec<Outcome<Stored>>, ReplyError> {
    let (first, second) = (keyed("PB-1", "2026-01-05"), keyed("PB-2", "2026-01-06"));
    let entries = [checked(&first), checked(&second)];
    read(&Create::tasks(&entries[..count]).unwrap(), status, body)
}

fn shown(outcome: &Outcome<Stored>) -> String {
    match outcome {
        Outcome::Done(stored) => format!("done {:?}", stored.id.map(Id::get)),
        Outcome::Refused(refusal) => format!("refused {refusal}"),
        Outcome::Unknown(doubt) => format!("unknown: {doubt}"),
    }
}

#[test]
fn created_alone() {
    for status in [200, 201] {
        let outcomes = created(1, status, &golden("created.response.json")).unwrap();
        assert_eq!(shown(&outcomes[0]), "done Some(5512)");
    }
    let outcomes = created(1, 200, &golden("created-object.response.json")).unwrap();
    let Outcome::Done(stored) = &outcomes[0] else {
        panic!()
    };
    let Some(Received::Task(record)) = &stored.record else {
        panic!()
    };
    assert_eq!(
        record.task.hours.map(|hours| hours.to_string()),
        Some("7.5".into())
    );
    for (status, file, expected) in [
        (
            400,
            "refused.response.json",
            "refused 1404 (invalid-time): start_time is no time",
        ),
        (
            400,
            "refused-fields.response.json",
            "refused 1 (unspecified-failure): Validation error; date: is required; userId: [\"is unknown\"]",
        ),
    ] {
        let outcomes = created(1, status, &golden(file)).unwrap();
        let found = shown(&outcomes[0]);
        let words = |text: &str| text.split_once(": ").unwrap().1.to_owned();
        assert_eq!(words(&found), words(expected));
        assert!(
            found.starts_with(&expected[..expected.find('(').unwrap()]),
            "{found}"
        );
    }
    // A reply of success that is about another entry.
    let other = r#"{"data":[{"id":1,"thinClientId":"PB-2"}],"message":"success"}"#;
    let outcomes = created(1, 201, other).unwrap();
    assert_eq!(outcomes, [Outcome::Unknown(Doubt::OtherRecord)]);
    let none = r#"{"data":[],"message":"success"}"#;
    assert_eq!(
        created(1, 201, none).unwrap(),
        [Outcome::Unknown(Doubt::NoResult)]
    );
}

#[test]
fn created_several() {
    let outcomes = created(2, 207, &golden("created-some.response.json")).unwrap();
    assert_eq!(shown(&outcomes[0]), "done Some(5512)");
    assert_eq!(
        outcomes[1].refusal().map(|refusal| refusal.code.get()),
        Some(829)
    );
    // One result for two entries says nothing of either, unless it names its entry.
    let outcomes = created(2, 207, r#"{"data":[{"id":1,"message":"success"}]}"#).unwrap();
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Outcome::Unknown(_)))
    );
    // A result without a word about how it went.
    let outcomes = created(2, 207, r#"{"data":[{"id":1},{"id":2,"status":201}]}"#).unwrap();
    assert_eq!(shown(&outcomes[0]), "unknown: its result has no status");
    assert_eq!(shown(&outcomes[1]), "done Some(2)");
    // Whatever is said of all, what is said of one counts for it.
    let mixed = r#"{"data":[{"id":1},{"status":400,"message":"no"}],"message":"success"}"#;
    let outcomes = created(2, 200, mixed).unwrap();
    assert_eq!(shown(&outcomes[0]), "done Some(1)");
    assert!(outcomes[1].refusal().is_some(), "{outcomes:?}");
    // What is refused as a whole is refused for all.
    let error = created(2, 400, &golden("refused.response.json")).unwrap_err();
    assert_eq!(
        error.refusal().map(|refusal| refusal.code.get()),
        Some(1404)
    );
}

#[test]
fn one() {
    let Outcome::Done(stored) =
        read(&Get::new(id(5512)), 200, &golden("one.response.json")).unwrap()
    else {
        panic!()
    };
    let Some(Received::Task(record)) = stored.record else {
        panic!()
    };
    assert_eq!(record.problem, None);
    for (field, text) in [
        (Field::ProjectTaskId, Some("31")),
        (Field::ProjectTaskTypeId, Some("4")),
        (Field::DecimalHours, Some("7.50")),
        (Field::HoursRemaining, Some("12.25")),
        (Field::Created, Some("2026-01-05 10:30:00")),
        (Field::StartTime, Some("09:30:00")),
        (Field::ThinClientId, Some("007")),
        (Field::CustomerId, None),
    ] {
        assert_eq!(record.task.text(field).as_deref(), text, "{field}");
    }
    assert_eq!(record.task.custom[0].text, "5");
    let odd = read(&Get::new(id(5512)), 200, &golden("one-odd.response.json")).unwrap();
    let Outcome::Done(stored) = odd else { panic!() };
    let Some(Received::Task(record)) = stored.record else {
        panic!()
    };
    assert_eq!(record.problem, None);
    let task = record.task;
    assert_eq!(task.text(Field::Hours).as_deref(), Some("7.10"));
    assert_eq!((task.minutes, task.customerid), (None, None));
    assert_eq!(
        task.text(Field::Created).as_deref(),
        Some("2026-01-05 10:30:00")
    );
    assert_eq!(
        task.text(Field::Updated).as_deref(),
        Some("2026-01-06 00:00:00")
    );
    let custom: Vec<_> = task
        .custom
        .iter()
        .map(|field| field.text.as_str())
        .collect();
    assert_eq!(custom, ["1", "0.10"]);
    let unknown: Vec<_> = task
        .unknown
        .iter()
        .map(|field| field.text.as_str())
        .collect();
    assert_eq!(unknown, [r#"[{"id":1}]"#, "TimeEntry"]);
    let gone = read(&Get::new(id(5512)), 404, r#"{"message":"not found"}"#).unwrap();
    assert_eq!(gone.refusal().map(|refusal| refusal.code.get()), Some(601));
    let other = read(&Get::new(id(1)), 200, &golden("one.response.json")).unwrap();
    assert_eq!(other, Outcome::Unknown(Doubt::OtherRecord));
}

#[test]
fn a_record_that_does_not_fit_is_told_and_loses_no_other() {
    let body =
        r#"{"data":[{"id":1,"hour":{"a":1}},{"id":2,"date":"soon"},{"id":3,"id":4},{"id":5}]}"#;
    let page = read(&List::new(), 200, body).unwrap();
    let problems: Vec<String> = page
        .records
        .iter()
        .map(|record| {
            record
                .problem
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(
        problems,
        [
            "the time entry 1 cannot be understood: found an object, expected a string or number",
            "the time entry 2 cannot be understood",
            "the time entry 3 cannot be understood: the field `id` stands twice in one record",
            "",
        ]
    );
    assert!(read_task("[]").is_err());
}

#[test]
fn pages() {
    let list = List::new()
        .with_page_size(PageSize::new(2).unwrap())
        .at_page(1);
    let page = read(&list, 200, &golden("list-middle.response.json")).unwrap();
    assert_eq!(
        (page.records.len(), page.total_rows, page.has_more),
        (2, Some(7), true)
    );
    for (body, expected) in [
        // The link counts, then the number of all, then whether the page is full.
        (
            r#"{"data":[{},{}],"meta":{"links":[{"rel":"prev"}],"totalRows":4}}"#,
            false,
        ),
        (r#"{"data":[{},{}],"meta":{"totalRows":5}}"#, true),
        (r#"{"data":[{},{}],"meta":{"totalRows":4}}"#, false),
        (r#"{"data":[{},{}],"meta":{"links":[]}}"#, false),
        (r#"{"data":[{},{}]}"#, true),
        (r#"{"data":[{}]}"#, false),
        (
            r#"{"data":[],"meta":{"totalRows":99,"links":[{"rel":"next"}]}}"#,
            false,
        ),
        (r#"{"data":null}"#, false),
    ] {
        assert_eq!(read(&list, 200, body).unwrap().has_more, expected, "{body}");
    }
    assert!(read(&list, 200, r#"{"message":"success"}"#).is_err());
}

#[test]
fn removed() {
    let delete = Delete::new(id(5512));
    for (status, body) in [
        (200, golden("deleted.response.json")),
        (204, String::new()),
        (200, r#"{"message":"success"}"#.to_owned()),
        (207, golden("deleted-numbered.response.json")),
    ] {
        let outcome = read(&delete, status, &body).unwrap();
        let is_ours = matches!(&outcome, Outcome::Done(stored) if stored.id == Some(id(5512)));
        assert!(is_ours || status == 207, "{outcome:?}");
    }
    let numbered = golden("deleted-numbered.response.json");
    let outcome = read(&Delete::new(id(5513)), 207, &numbered).unwrap();
    assert_eq!(
        outcome
            .refusal()
            .and_then(|refusal| refusal.text.as_deref()),
        Some("Not found")
    );
    let other = read(&Delete::new(id(7)), 200, &golden("deleted.response.json")).unwrap();
    assert_eq!(other, Outcome::Unknown(Doubt::OtherRecord));
}

#[test]
fn refusals_as_a_whole() {
    for (status, code) in [(401, 9), (403, 803), (405, 5), (429, 556)] {
        let reply = Reply::new(status, b"<html>no JSON at all").with_retry_after(Some("30"));
        let error = Get::new(id(1)).read(&reply).unwrap_err();
        let ReplyError::Refused {
            status: found,
            refusal,
            retry_after,
            ..
        } = error
        else {
            panic!()
        };
        assert_eq!((found, refusal.code.get()), (status, code));
        assert_eq!(retry_after, Some(Duration::from_secs(30)));
    }
    for status in [400, 404, 418] {
        let error = read(&Get::new(id(1)), status, "<html>").unwrap_err();
        assert!(matches!(error, ReplyError::Status { status: found, .. } if found == status));
    }
    let error = read(&Get::new(id(1)), 418, r#"{"message":"no"}"#).unwrap_err();
    assert_eq!(error.refusal().map(|refusal| refusal.code.get()), Some(1));
    for status in [100, 303, 500, 503] {
        let error = read(&Get::new(id(1)), status, "{}").unwrap_err();
        assert!(matches!(error, ReplyError::Status { status: found, .. } if found == status));
    }
}

#[test]
fn what_the_resource_has() {
    let reply =
        Reply::new(200, br#"{"openapi":"3.0.0"}"#).with_allowed_methods(Some("GET, POST,OPTIONS"));
    let discovered = Discover::new().read(&reply).unwrap();
    assert_eq!(discovered.methods, ["GET", "POST", "OPTIONS"]);
    assert_eq!(discovered.description, r#"{"openapi":"3.0.0"}"#);
}
