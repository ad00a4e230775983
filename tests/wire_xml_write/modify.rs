//! `Modify` and `ModifyOnCondition`.

use suiteprojects::api::{Doubt, Modify, ModifyOnCondition, Outcome, Refusal};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::Record;
use suiteprojects::task::{Change, CustomField, Entry, Field, TaskPatch};
use suiteprojects::time::date;
use suiteprojects::validate::{CheckedEntry, Command};

use super::{answer, checked, done, id, outlines, request_is};

fn records() -> [Record; 3] {
    let customer = || Record::new("Customer").unwrap();
    [
        customer()
            .with_field("id", "37")
            .with_field("name", "Eagle & Sons"),
        customer().with_field("id", "38").with_field("tier__c", ""),
        Record::new("Invoice")
            .unwrap()
            .with_field("id", "38")
            .with_field("externalid", "A-1"),
    ]
}

#[test]
fn keep_clear_and_set() {
    let mut patch = TaskPatch::of(id(5512));
    patch.date = Change::Set(date::parse("2026-01-06").unwrap());
    patch.notes = Change::Clear;
    patch.start_time = Change::Clear;
    patch.end_time = Change::Clear;
    patch.custom.push(CustomField {
        name: "reason__c".to_owned(),
        text: String::new(),
    });
    let entry = Entry::from(&patch);
    // The server sets the duration to zero with both times, so an engine would send it, too.
    let entries = [CheckedEntry::trust_without_checking(
        Command::Modify,
        &entry,
    )];
    let modify = Modify::tasks(&entries).unwrap();
    request_is(&modify, "modify/one-task");
    assert_eq!(
        outlines(answer(&modify, "modify/one-task").unwrap()),
        [done(5512)]
    );
}

#[test]
fn records_of_two_types() {
    let records = records();
    let modify = Modify::records(&records).unwrap();
    request_is(&modify, "modify/three-records");
    let refused = |code| Outcome::Refused(Refusal::new(ErrorCode::new(code)));
    assert_eq!(
        outlines(answer(&modify, "modify/three-records").unwrap()),
        [done(37), refused(601), refused(3999)]
    );
    // The ids 38 and 40 are not in their places, so no place counts; 38 is the id of two of the
    // records, but there is one result for it.
    assert_eq!(
        outlines(answer(&modify, "modify/three-records-of-others").unwrap()),
        [
            Outcome::Unknown(Doubt::OtherRecord),
            Outcome::Unknown(Doubt::Ambiguous),
            Outcome::Unknown(Doubt::Ambiguous),
        ]
    );
}

/// Which of two results is that of the one record cannot be told.
#[test]
fn a_result_twice() {
    let records = records();
    let modify = Modify::records(&records).unwrap();
    assert_eq!(
        outlines(answer(&modify, "modify/three-records-doubled").unwrap()),
        [
            Outcome::Unknown(Doubt::Ambiguous),
            Outcome::Unknown(Doubt::OtherRecord),
            Outcome::Unknown(Doubt::OtherRecord),
        ]
    );
}

/// A record of another type in a refusal says nothing about whose refusal it is.
#[test]
fn a_refusal_about_another_type() {
    let records = records();
    let modify = Modify::records(&records).unwrap();
    let mut refusal = Refusal::new(ErrorCode::new(601));
    refusal.text = Some("no such invoice".to_owned());
    assert_eq!(
        outlines(answer(&modify, "modify/three-records-and-a-project").unwrap()),
        [
            Outcome::Refused(Refusal::new(ErrorCode::new(862))),
            done(38),
            Outcome::Refused(refusal),
        ]
    );
}

#[test]
fn together_by_type() {
    let records = records();
    let modify = Modify::records(&records).unwrap().together();
    request_is(&modify, "modify/together");
}

#[test]
fn custom_equal_to() {
    let records = [Record::new("Customer").unwrap().with_field("id", "37")];
    let modify = Modify::records(&records).unwrap().custom_equal_to();
    request_is(&modify, "modify/custom-equal-to");
}

#[test]
fn on_condition() {
    let read_at = date::parse_date_time("2026-01-06 09:15:02").unwrap();
    let [mut first, mut second] = [Entry::new(), Entry::new()];
    first.set(Field::Id, "5512").set(Field::Notes, "late");
    second.set(Field::Id, "5513").set(Field::Notes, "late");
    let entries = [
        checked(Command::Modify, &first),
        checked(Command::Modify, &second),
    ];
    let modify = ModifyOnCondition::tasks(&entries, read_at).unwrap();
    request_is(&modify, "modify-on-condition/tasks");
    assert_eq!(
        outlines(answer(&modify, "modify-on-condition/tasks").unwrap()),
        [
            done(5512),
            Outcome::Refused(Refusal::new(ErrorCode::CONDITION_NOT_MET))
        ]
    );
}

#[test]
fn on_condition_together() {
    let invoice = |id| Record::new("Invoice").unwrap().with_field("id", id);
    let records = [
        invoice("476").with_field("externalid", "123456789"),
        invoice("477").with_field("externalid", ""),
    ];
    let moment = date::parse_date_time("2026-03-14 08:35:43").unwrap();
    let modify = ModifyOnCondition::records(&records, moment)
        .unwrap()
        .together();
    request_is(&modify, "modify-on-condition/records-together");
}

#[test]
fn what_cannot_be_modified() {
    let records = [
        Record::new("Slip").unwrap().with_field("id", "1"),
        Record::new("Slip").unwrap().with_field("notes", "x"),
    ];
    insta::assert_snapshot!(
        Modify::records(&records).unwrap_err(),
        @"the object at place 1 has no internal id, expected one for Modify"
    );
    let moment = date::parse_date_time("2026-03-14 08:35:43").unwrap();
    insta::assert_snapshot!(
        ModifyOnCondition::records(&records, moment).unwrap_err(),
        @"the object at place 1 has no internal id, expected one for ModifyOnCondition"
    );
    let entry = Entry::new();
    let trusted = [CheckedEntry::trust_without_checking(
        Command::Modify,
        &entry,
    )];
    insta::assert_snapshot!(
        Modify::tasks(&trusted).unwrap_err(),
        @"the object at place 0 has no internal id, expected one for Modify"
    );
}
