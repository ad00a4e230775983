//! `Delete`.

use suiteprojects::api::{Delete, Dependent, Outcome, Refusal};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::Command;

use super::{answer, checked, id, outlines, request_is};

#[test]
fn tasks() {
    let [mut first, mut second] = [Entry::new(), Entry::new()];
    first.set(Field::Id, "5512");
    second.set(Field::Id, "5513").set(Field::Notes, "not sent");
    let entries = [
        checked(Command::Delete, &first),
        checked(Command::Delete, &second),
    ];
    let delete = Delete::tasks(&entries).unwrap();
    request_is(&delete, "delete/tasks");

    let mut refusal = Refusal::new(ErrorCode::TIMESHEET_NOT_OPEN);
    refusal.text = Some("The timesheet is not open".to_owned());
    assert_eq!(
        outlines(answer(&delete, "delete/tasks").unwrap()),
        [Outcome::Done((None, None)), Outcome::Refused(refusal)]
    );
}

#[test]
fn together() {
    let delete = Delete::ids("Slip", &[id(1428), id(1429)])
        .unwrap()
        .together();
    request_is(&delete, "delete/together");
}

/// The record itself is none of those that stand in its way.
#[test]
fn dependents() {
    let delete = Delete::ids("Customer", &[id(37)]).unwrap();
    request_is(&delete, "delete/with-dependents");
    let mut refusal = Refusal::new(ErrorCode::new(701));
    refusal.dependents = vec![
        Dependent::new("Project", Some(id(77))),
        Dependent::new("Invoice", Some(id(476))),
        Dependent::new("Customer", Some(id(38))),
        Dependent::new("Brandnewtype", None),
    ];
    assert_eq!(
        outlines(answer(&delete, "delete/with-dependents").unwrap()),
        [Outcome::Refused(refusal)]
    );
}

#[test]
fn what_cannot_be_deleted() {
    insta::assert_snapshot!(
        Delete::ids("time entry", &[id(1)]).unwrap_err(),
        @r#"Delete is not for time entry: expected the name of an object type such as "Customer""#
    );
    let many = vec![id(1); 1_001];
    insta::assert_snapshot!(
        Delete::ids("Slip", &many).unwrap_err(),
        @"found 1001 objects, expected at most 1000 in one request"
    );
    let mut entry = Entry::new();
    entry.set(Field::Id, "5512");
    let rejected = [checked(Command::Reject, &entry)];
    insta::assert_snapshot!(
        Delete::tasks(&rejected).unwrap_err(),
        @"the entry at place 0 was checked for Reject, expected Delete"
    );
}
