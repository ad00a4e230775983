//! `Add`.

use chrono::NaiveDate;
use suiteprojects::api::{Add, Doubt, Outcome, Refusal};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Received, Record};
use suiteprojects::task::{CustomField, Entry, Field, Lookup, LookupBy};
use suiteprojects::time::date;
use suiteprojects::validate::{CheckedEntry, Command};

use super::{answer, checked, done, id, outlines, request_is};

fn entry(key: &'static str, day: &'static str) -> Entry<'static> {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, day)
        .set(Field::UserId, "251")
        .set(Field::Hours, "8")
        .set(Field::ThinClientId, key);
    entry
}

fn entries() -> [Entry<'static>; 2] {
    [entry("PB-1", "2026-01-05"), entry("PB-2", "2026-01-06")]
}

fn with_text(code: u32, text: &str) -> Refusal {
    let mut refusal = Refusal::new(ErrorCode::new(code));
    refusal.text = Some(text.to_owned());
    refusal
}

#[test]
fn one_task() {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-01-05")
        .set(Field::UserId, "251")
        .set(Field::ProjectId, "77")
        .set(Field::DecimalHours, "7.5")
        .set(Field::Notes, "Design review")
        .set(Field::ThinClientId, "PB-1");
    let entries = [checked(Command::Add, &entry)];
    let add = Add::tasks(&entries).unwrap();
    request_is(&add, "add/one-task");

    let outcomes = answer(&add, "add/one-task").unwrap();
    let [Outcome::Done(stored)] = &outcomes[..] else {
        panic!("{outcomes:?}");
    };
    assert_eq!(stored.id, Some(id(5512)));
    assert_eq!(stored.warnings, None);
    let Some(Received::Task(record)) = &stored.record else {
        panic!("{stored:?}");
    };
    assert_eq!(record.problem, None);
    let task = &record.task;
    assert_eq!(task.minutes, Some(30));
    assert_eq!(task.date, NaiveDate::from_ymd_opt(2026, 1, 5));
    let created = date::parse_date_time("2026-01-06 09:15:02").unwrap();
    assert_eq!((task.created, task.updated), (Some(created), Some(created)));
    assert_eq!(task.timesheetid, Some(id(310)));
    assert_eq!(task.slipid, None);
    let unknown = CustomField {
        name: "brand_new_field".to_owned(),
        text: "kept".to_owned(),
    };
    assert_eq!(task.unknown, [unknown]);
}

#[test]
fn every_form_of_text() {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-01-05")
        .set(Field::UserId, "251")
        .set(Field::Hours, "1")
        .set(Field::Description, "R&D <b> \"quoted\" 'single' ]]> &amp;")
        .set(Field::Notes, "tab\tline\nend\r😀é")
        .set_named("reason__c", "a < b & c");
    let entries = [checked(Command::Add, &entry)];
    request_is(&Add::tasks(&entries).unwrap(), "add/every-form-of-text");
}

#[test]
fn times() {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-01-05")
        .set(Field::UserId, "251")
        .set(Field::Hours, "8")
        .set(Field::StartTime, "9:0")
        .set(Field::EndTime, "17:00");
    let entries = [checked(Command::Add, &entry)];
    request_is(&Add::tasks(&entries).unwrap(), "add/times");
}

#[test]
fn looked_up() {
    let mut entry = entry("PB-1", "2026-01-05");
    let by = |by, object_type| Lookup::new(by, object_type);
    entry
        .set_lookup(Field::ProjectId, "EXT-1", by(LookupBy::External, "Project"))
        .set_lookup(
            Field::CustomerId,
            "Eagle & Sons",
            by(LookupBy::Name, "Customer"),
        )
        .set_lookup(
            Field::UserId,
            "Mouse, Ann \"M\"",
            by(LookupBy::Name, "User"),
        );
    let entries = [checked(Command::Add, &entry)];
    let add = Add::tasks(&entries).unwrap().with_lookup("thin_client_id");
    request_is(&add, "add/looked-up");
}

#[test]
fn each_task_has_its_own_result() {
    let [first, second] = entries();
    let entries = [
        checked(Command::Add, &first),
        checked(Command::Add, &second),
    ];
    let add = Add::tasks(&entries).unwrap();
    request_is(&add, "add/two-tasks");

    let refusal = with_text(1406, "Start and end times are not switched on");
    assert_eq!(
        outlines(answer(&add, "add/two-tasks").unwrap()),
        [Outcome::Refused(refusal), done(5513)]
    );
    // The keys say whose results these are.
    assert_eq!(
        outlines(answer(&add, "add/two-tasks-swapped").unwrap()),
        [done(5512), done(5513)]
    );
    assert_eq!(
        outlines(answer(&add, "add/two-tasks-one-result").unwrap()),
        [Outcome::Unknown(Doubt::NoResult), done(5513)]
    );
    // The result in the first place is the second task's, so the refusal may be anybody's.
    assert_eq!(
        outlines(answer(&add, "add/two-tasks-of-another").unwrap()),
        [Outcome::Unknown(Doubt::OtherRecord), done(5513)]
    );
}

/// Where an entry has no key, the key of another one still says whose result it is.
#[test]
fn a_task_without_a_key_is_not_stored_by_the_answer_to_another() {
    let [mut first, second] = entries();
    first.set(Field::ThinClientId, "");
    let entries = [
        checked(Command::Add, &first),
        checked(Command::Add, &second),
    ];
    let add = Add::tasks(&entries).unwrap();
    assert_eq!(
        outlines(answer(&add, "add/two-tasks-of-another").unwrap()),
        [Outcome::Unknown(Doubt::OtherRecord), done(5513)]
    );
    // With a key that nobody sent, or none, the place counts.
    assert_eq!(
        outlines(answer(&add, "add/key-of-nobody").unwrap()),
        [done(5512), done(5513)]
    );
}

#[test]
fn together() {
    let [first, second] = entries();
    let entries = [
        checked(Command::Add, &first),
        checked(Command::Add, &second),
    ];
    let add = Add::tasks(&entries).unwrap().together();
    request_is(&add, "add/together");
    assert_eq!(
        outlines(answer(&add, "add/together").unwrap()),
        [done(5512), done(5513)]
    );
    let grouped = || Outcome::Unknown(Doubt::Grouped);
    assert_eq!(
        outlines(answer(&add, "add/together-refused").unwrap()),
        [grouped(), grouped()]
    );
    // One task together with no other is as good as alone.
    let alone = [entries[0]];
    let add = Add::tasks(&alone).unwrap().together();
    assert_eq!(
        outlines(answer(&add, "add/together-refused").unwrap()),
        [Outcome::Refused(Refusal::new(ErrorCode::new(1)))]
    );
}

#[test]
fn records() {
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    let address = Record::new("Address")
        .unwrap()
        .with_field("email", "ann@example.com")
        .with_field("city", "Zürich");
    let customer = Record::new("Customer")
        .unwrap()
        .with_field("name", "Eagle Ltd")
        .with_record("addr", address)
        .with_field("tier__c", "gold");
    let project = Lookup::new(LookupBy::External, "Project");
    let user = Lookup::new(LookupBy::Name, "User");
    let slip = Record::new("Slip")
        .unwrap()
        .with_lookup("projectid", "EXT-1", &project)
        .with_lookup("userid", "Mouse, Ann", &user)
        .with_date("date", day)
        .with_date("due", date::parse_date_time("2026-02-05 09:05:00").unwrap())
        .with_field("notes", "");
    let records = [customer, slip];
    let add = Add::records(&records).unwrap();
    request_is(&add, "add/records");
    assert_eq!(
        outlines(answer(&add, "add/records").unwrap()),
        [
            done(37),
            Outcome::Refused(with_text(910, "No project with the external id EXT-1"))
        ]
    );
}

#[test]
fn what_cannot_be_added() {
    let user = [Record::new("User").unwrap()];
    insta::assert_snapshot!(
        Add::records(&user).unwrap_err(),
        @"Add is not for User: use CreateUser"
    );
    let many = vec![Record::new("Slip").unwrap(); 1_001];
    insta::assert_snapshot!(
        Add::records(&many).unwrap_err(),
        @"found 1001 objects, expected at most 1000 in one request"
    );
    let entry = Entry::new();
    let modified = [CheckedEntry::trust_without_checking(
        Command::Modify,
        &entry,
    )];
    insta::assert_snapshot!(
        Add::tasks(&modified).unwrap_err(),
        @"the entry at place 0 was checked for Modify, expected Add"
    );
}
