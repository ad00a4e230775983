//! What is answered.

use chrono::FixedOffset;
use suiteprojects::api::{Method, Read, Time, Version, Whoami};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Customer, ErrorText, RecordError, User};
use suiteprojects::task::Task;

use super::exchange_support::{answer, id};
use super::{day, moment};

#[track_caller]
fn records<T: suiteprojects::record::FromRecord>(
    read: &Read<T>,
    name: &str,
) -> Vec<Result<T, RecordError>> {
    answer(read, name).unwrap().unwrap()
}

/// Nothing found is an empty list, however the server says it.
#[test]
fn nothing_found() {
    for name in ["read/none-601", "read/none-0", "read/none-bare"] {
        assert_eq!(records(&Read::<User>::all(), name), [], "{name}");
    }
}

#[test]
fn users() {
    let users = records(&Read::<User>::all(), "read/users");
    let [Ok(first), Ok(second)] = &users[..] else {
        panic!("{users:?}")
    };
    assert_eq!(first.id, Some(id(1445)));
    assert_eq!(first.name.as_deref(), Some("O'Neill, \"Bo\" & Søn"));
    assert_eq!(first.updated, Some(moment(day(2018, 2, 6), 9, 29, 13)));
    assert_eq!(first.active, Some(true));
    assert_eq!(first.generic, Some(false));
    assert_eq!(first.locked, Some(false));
    assert_eq!(first.externalid, None);
    assert_eq!(first.departmentid, None, "0 is no record");
    assert_eq!(first.nickname, None);
    assert_eq!(first.created, None);
    let text = |name: &str, text: &str| Element::new(name).with_text(text);
    let address = Element::new("Address")
        .with_child(text("email", "bo@example.com"))
        .with_child(text("id", "-1"))
        .with_child(Element::new("salutation"));
    assert_eq!(
        first.other,
        [
            text("te_approver", "-1"),
            Element::new("addr").with_child(address),
            text("skills__c", "a, b"),
        ]
    );
    assert_eq!(second.id, Some(id(1446)));
    assert_eq!(second.name.as_deref(), Some(" <none> "));
    assert_eq!(second.active, Some(false));
    assert_eq!(second.generic, Some(true));
    assert_eq!(second.locked, None);
    assert_eq!(second.other, []);
}

#[test]
fn tasks() {
    let tasks = records(&Read::<Task>::all(), "read/tasks");
    let [Ok(task)] = &tasks[..] else {
        panic!("{tasks:?}")
    };
    assert_eq!(task.id, Some(id(5512)));
    assert_eq!(task.userid, Some(id(251)));
    assert_eq!(task.date, Some(day(2026, 1, 5)));
    assert_eq!(task.acct_date, None);
    assert_eq!(
        task.hours.map(|hours| hours.to_string()).as_deref(),
        Some("2")
    );
    assert_eq!(task.minutes, Some(30));
    let decimal_hours = task.decimal_hours.map(|hours| hours.to_string());
    assert_eq!(decimal_hours.as_deref(), Some("2.50"));
    let start = task.start_time.map(|time| time.to_string());
    assert_eq!(start.as_deref(), Some("09:00:00"));
    assert_eq!(task.end_time, None);
    assert_eq!(task.slipid, None);
    assert_eq!(task.notes.as_deref(), Some("R&D <1>\nsecond line"));
    assert_eq!(task.created, Some(moment(day(2016, 9, 21), 2, 14, 48)));
    let named = |fields: &[suiteprojects::task::CustomField]| -> Vec<(String, String)> {
        let fields = fields.iter();
        fields
            .map(|field| (field.name.clone(), field.text.clone()))
            .collect()
    };
    assert_eq!(named(&task.unknown), [("new_in_2030".into(), "x".into())]);
    assert_eq!(
        named(&task.custom),
        [
            ("ticket__c".into(), "A-1".into()),
            ("empty__c".into(), String::new())
        ]
    );
}

/// As a generic record a time entry has the same fields, in the order of the table.
#[test]
fn tasks_as_generic_records() {
    let read = Read::of("Task", Method::All).unwrap();
    let tasks = records(&read, "read/tasks");
    let [Ok(task)] = &tasks[..] else {
        panic!("{tasks:?}")
    };
    let text = |name: &str, text: &str| Element::new(name).with_text(text);
    let date = |parts: &[(&str, &str)]| {
        let parts = parts.iter();
        parts.fold(Element::new("Date"), |date, (name, part)| {
            date.with_child(text(name, part))
        })
    };
    let day = [("year", "2026"), ("month", "01"), ("day", "05")];
    let created = [
        ("year", "2016"),
        ("month", "09"),
        ("day", "21"),
        ("hour", "02"),
        ("minute", "14"),
        ("second", "48"),
    ];
    let expected = Element::new("Task")
        .with_child(Element::new("created").with_child(date(&created)))
        .with_child(Element::new("date").with_child(date(&day)))
        .with_child(text("decimal_hours", "2.50"))
        .with_child(text("hours", "2"))
        .with_child(text("id", "5512"))
        .with_child(text("minutes", "30"))
        .with_child(text("notes", "R&D <1>\nsecond line"))
        .with_child(text("start_time", "09:00:00"))
        .with_child(text("userid", "251"))
        .with_child(text("ticket__c", "A-1"))
        .with_child(Element::new("empty__c"))
        .with_child(text("new_in_2030", "x"));
    assert_eq!(task, &expected);
}

#[test]
fn records_without_a_type_of_their_own() {
    let slips = records(&Read::of("Slip", Method::All).unwrap(), "read/slips");
    let expected = Element::new("Slip")
        .with_child(Element::new("id").with_text("1"))
        .with_child(Element::new("invoiceid"))
        .with_child(Element::new("total").with_text("99.00"));
    assert_eq!(slips, [Ok(expected)]);
}

/// The ids of those that can be understood, and what is wrong with the others, in their places.
fn outcome<T>(
    records: &[Result<T, RecordError>],
    id: impl Fn(&T) -> Option<suiteprojects::task::Id>,
) -> Vec<String> {
    let records = records.iter().map(|record| match record {
        Ok(record) => id(record).map_or_else(String::new, |id| id.to_string()),
        Err(error) => {
            let source = std::error::Error::source(error);
            let source = source.map_or_else(String::new, |source| format!(": {source}"));
            format!("{error}{source}")
        }
    });
    records.collect()
}

#[test]
fn a_bad_record_does_not_take_the_others_with_it() {
    let users = records(&Read::<User>::all(), "read/bad-values");
    assert_eq!(
        outcome(&users, |user| user.id),
        [
            "1",
            "the field `active` of User 2 is \"yes\", expected 1, 0 or nothing",
            "the field `id` of User (no id) is \"x\": an id consists of digits only",
            "the field `updated` of User 4 is \"2026-13-01\": the date is wrong",
            "the field `id` of User 5 is there twice",
            "found a record of type \"Customer\", expected User",
            "the field `name` of User 8 is a tree of elements, expected text",
            "the field `created` of User 9 is a <Date> with two <year>",
            "10",
        ]
    );
    let tasks = records(&Read::<Task>::all(), "read/bad-tasks");
    assert_eq!(
        outcome(&tasks, |task| task.id),
        [
            "1",
            "the time entry 2 cannot be understood: \"eight\" does not fit the field `hours`, which holds a value of kind decimal",
            "the time entry 3 cannot be understood: the field `hours` stands twice in one record",
            "the time entry 4 cannot be understood: the field `notes` holds elements, expected text",
            "5",
        ]
    );
}

#[test]
fn refusals() {
    let refusal = |name| answer(&Read::<User>::all(), name).unwrap().unwrap_err();
    let no_such_field = refusal("read/refused-602");
    assert_eq!(no_such_field.code, ErrorCode::new(602));
    assert_eq!(
        no_such_field.text.as_deref(),
        Some("no such field: projectt")
    );
    let limit = refusal("read/refused-605");
    assert_eq!((limit.code, limit.text), (ErrorCode::new(605), None));
    // Which of the two it means cannot be told.
    let both = refusal("read/601-with-a-record");
    assert_eq!(both.code, ErrorCode::NO_RECORD);
    let whoami = answer(&Whoami::new(), "whoami/refused").unwrap();
    assert_eq!(whoami.unwrap_err().code, ErrorCode::new(413));
    let version = answer(&Version::new("a", "1"), "version/refused").unwrap();
    let version = version.unwrap_err();
    assert_eq!(version.code, ErrorCode::new(7));
    assert_eq!(version.text.as_deref(), Some("too old"));
}

/// Nothing was carried out, and the answer says so.
#[test]
fn refusals_of_the_whole_request() {
    let refusal = |name| {
        let error = answer(&Read::<User>::all(), name).unwrap_err();
        error.refusal().unwrap().clone()
    };
    let login = refusal("read/login-refused");
    assert_eq!((login.code, login.bare), (ErrorCode::new(401), false));
    let key = refusal("read/request-refused");
    assert_eq!((key.code, key.bare), (ErrorCode::new(505), true));
    assert_eq!(
        key.text.as_deref(),
        Some("The namespace and key do not match")
    );
}

#[test]
fn answers_to_something_else() {
    let message = |name| {
        let error = answer(&Read::<Task>::all(), name).unwrap_err();
        assert!(error.refusal().is_none());
        error.to_string()
    };
    let no_status = "the answer has a result of Read without a status, expected one with a status";
    assert_eq!(message("read/no-status"), no_status);
    assert_eq!(message("read/no-number"), no_status);
    assert_eq!(
        message("read/no-result"),
        "the answer has no further result, expected a result of Read"
    );
    assert_eq!(
        message("whoami/plain"),
        "the answer has a result of Whoami, expected a result of Read"
    );
    assert_eq!(
        message("read/several"),
        "the answer has a further result of Read, expected one result for each command"
    );
}

#[test]
fn several_commands() {
    let customer = |number| Read::<Customer>::by_id(id(number));
    let commands = (customer(1), customer(2), Whoami::new(), Time);
    let (first, second, user, time) = answer(&commands, "read/several").unwrap();
    let first = first.unwrap();
    let [Ok(customer)] = &first[..] else {
        panic!("{first:?}")
    };
    assert_eq!(customer.name.as_deref(), Some("Customer 1"));
    assert_eq!(second.unwrap_err().code, ErrorCode::new(602));
    assert_eq!(user.unwrap().unwrap().id, Some(id(251)));
    let time = time.unwrap().unwrap();
    assert_eq!(time.local, moment(day(2020, 12, 3), 22, 53, 43));
    let error = answer(&commands, "read/several-out-of-order").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the answer has a result of Whoami, expected a result of Read"
    );
}

#[test]
fn error_texts() {
    let read = Read::error_text(ErrorCode::new(201));
    let texts = records(&read, "read/error-text");
    let [Ok(text)] = &texts[..] else {
        panic!("{texts:?}")
    };
    let text: &ErrorText = text;
    assert_eq!(text.error_code(), Some(ErrorCode::new(201)));
    assert_eq!(text.text.as_deref(), Some("Invalid user"));
    assert_eq!(text.comment.as_deref(), Some("The company is missing."));
}

#[test]
fn whoami() {
    let user = answer(&Whoami::new(), "whoami/plain").unwrap();
    let user = user.unwrap().unwrap();
    assert_eq!(user.id, Some(id(251)));
    assert_eq!(user.nickname.as_deref(), Some("jdoe"));
    assert_eq!(user.other.len(), 1, "the flags");
    let unreadable = answer(&Whoami::new(), "whoami/unreadable").unwrap();
    assert_eq!(unreadable.unwrap().unwrap_err().id(), Some(id(251)));
    let nobody = answer(&Whoami::new(), "whoami/nobody").unwrap_err();
    assert_eq!(
        nobody.to_string(),
        "the answer has a result of Whoami with 0 records, expected one record"
    );
}

#[test]
fn time() {
    let time = |name| answer(&Time, name).unwrap().unwrap();
    let plain = time("time/plain").unwrap();
    assert_eq!(plain.local, moment(day(2020, 12, 3), 22, 53, 43));
    assert_eq!(plain.offset, FixedOffset::west_opt(5 * 3_600));
    let no_zone = time("time/no-zone").unwrap();
    assert_eq!(no_zone.local, moment(day(2026, 1, 5), 0, 0, 0));
    assert_eq!(no_zone.offset, None);
    let odd = time("time/odd-zone").unwrap_err();
    assert_eq!(
        odd.to_string(),
        "the field `timezone` of Time (no id) is \"EST\", expected -0500"
    );
    let empty = time("time/empty").unwrap_err();
    assert_eq!(
        empty.to_string(),
        "the field `Date` of Time (no id) is empty, expected a day and a time"
    );
}

#[test]
fn version() {
    let version = |name| {
        let answer = answer(&Version::new("offline timesheets", "1.0"), name);
        answer.unwrap().unwrap()
    };
    let newest = version("version/plain");
    assert_eq!(newest.number.as_deref(), Some("1.2"));
    let url = "https://downloads.example.com/client?a=1&b=2";
    assert_eq!(newest.url.as_deref(), Some(url));
    assert_eq!(newest.size.as_deref(), Some("1048576"));
    assert_eq!(version("version/bare").number, None);
}
