//! `Submit`, `Approve`, `Reject` and `Unapprove`.

use suiteprojects::api::{Approval, Approve, Doubt, Outcome, Refusal, Reject, Submit, Unapprove};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::Command;

use super::{answer, checked, done, id, outlines, request_is};

#[test]
fn reject_tasks() {
    let mut entry = Entry::new();
    entry.set(Field::Id, "5512");
    let approval = Approval::default()
        .copied_to("lead@example.com")
        .with_notes("Monday & Tuesday are missing");
    let reject = Reject::tasks(&[checked(Command::Reject, &entry)])
        .unwrap()
        .with_approval(approval);
    request_is(&reject, "reject/tasks");
    assert_eq!(
        outlines(answer(&reject, "reject/tasks").unwrap()),
        [done(5512)]
    );
}

/// The codes 1002 and 1003 come with their reasons inside the record.
#[test]
fn submit_timesheets() {
    let approval = Approval::default()
        .copied_to("lead@example.com")
        .with_notes("week 2");
    let submit = Submit::ids("Timesheet", &[id(1111), id(1112), id(1113)])
        .unwrap()
        .with_approval(approval)
        .in_spite_of_warnings();
    request_is(&submit, "submit/timesheets");
    let refused = |code, text: &str| {
        let mut refusal = Refusal::new(ErrorCode::new(code));
        refusal.text = Some(text.to_owned());
        Outcome::Refused(refusal)
    };
    assert_eq!(
        outlines(answer(&submit, "submit/timesheets").unwrap()),
        [
            refused(1002, "Tuesday has 25 hours"),
            Outcome::Done((Some(1112), Some("Friday is empty".to_owned()))),
            refused(1003, "Friday is empty"),
        ]
    );
    request_is(
        &Submit::ids("Timesheet", &[id(1111)]).unwrap(),
        "submit/plain",
    );
}

/// The server speaks of one of two records and says that all is well.
#[test]
fn approve_together() {
    let approve = Approve::ids("Envelope", &[id(12), id(13)])
        .unwrap()
        .with_approval(Approval::default().with_notes("seen"))
        .together();
    request_is(&approve, "approve/together");
    assert_eq!(
        outlines(answer(&approve, "approve/together").unwrap()),
        [Outcome::Unknown(Doubt::Ambiguous), done(13)]
    );
}

#[test]
fn unapprove_one() {
    let unapprove = Unapprove::ids("Invoice", &[id(476)])
        .unwrap()
        .with_approval(Approval::default());
    request_is(&unapprove, "unapprove/one");
    assert_eq!(
        outlines(answer(&unapprove, "unapprove/one").unwrap()),
        [Outcome::Refused(Refusal::new(ErrorCode::new(1001)))]
    );
}

#[test]
fn a_time_entry_can_only_be_rejected() {
    let ids = [id(5512)];
    insta::assert_snapshot!(
        Submit::ids("Task", &ids).unwrap_err(),
        @"Submit is not for Task: a time entry can only be rejected"
    );
    assert!(Approve::ids("Task", &ids).is_err());
    assert!(Unapprove::ids("Task", &ids).is_err());
    assert!(Reject::ids("Task", &ids).is_ok());
}
