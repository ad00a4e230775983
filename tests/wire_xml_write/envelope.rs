//! The request around the commands, and what the server says of it as a whole.

use suiteprojects::api::{
    Application, Delete, Doubt, Login, MakeUrl, Modify, Outcome, Refusal, Secret,
};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::Record;
use suiteprojects::xml::exchange::AnswerError;

use super::{answer, application, done, id, outlines, request_by_is, request_is};

fn delete() -> Delete<'static> {
    Delete::ids("Slip", &[id(1)]).unwrap()
}

#[test]
fn logins() {
    let nothing: [Delete<'_>; 0] = [];
    let login = Login::password("ACME & Co", "jdoe", "<p&ss\"'>");
    request_by_is(&application(), Some(&login), &nothing, "envelope/password");
    let application = Application::new("a \"b\" & c\td", "1<2", "K&Y").in_namespace("own");
    request_by_is(&application, None, &delete(), "envelope/escaped");
}

#[test]
fn several_commands() {
    let customer = [Record::new("Customer")
        .unwrap()
        .with_field("id", "37")
        .with_field("name", "Eagle")];
    let commands = (
        Delete::ids("Slip", &[id(1428)]).unwrap(),
        Modify::records(&customer).unwrap(),
        MakeUrl::new("SESSION", "ma", "dashboard"),
        vec![
            Delete::ids("Slip", &[id(1429)]).unwrap(),
            Delete::ids("Slip", &[id(1430)]).unwrap(),
        ],
    );
    request_is(&commands, "envelope/several-commands");

    let refused = |code| vec![Outcome::Refused(Refusal::new(ErrorCode::new(code)))];
    let (first, second, third, rest) = answer(&commands, "envelope/several-commands").unwrap();
    assert_eq!(outlines(first), refused(601));
    assert_eq!(outlines(second), [done(37)]);
    assert_eq!(
        third.done().as_ref().map(Secret::expose),
        Some("https://company.example/")
    );
    let mut rest = rest.into_iter().map(outlines);
    assert_eq!(rest.next(), Some(vec![Outcome::Done((None, None))]));
    assert_eq!(rest.next(), Some(refused(702)));
    assert_eq!(rest.next(), None);
}

/// With one result too few, no place says anything: neither which Delete the first result belongs
/// to, nor that the address is that of this MakeURL.
#[test]
fn one_result_too_few() {
    let customer = [Record::new("Customer").unwrap().with_field("id", "37")];
    let commands = (
        Delete::ids("Slip", &[id(1428)]).unwrap(),
        Modify::records(&customer).unwrap(),
        MakeUrl::new("SESSION", "ma", "dashboard"),
        Delete::ids("Slip", &[id(1429), id(1430)]).unwrap(),
    );
    let (first, second, third, fourth) =
        answer(&commands, "envelope/several-commands-one-missing").unwrap();
    assert_eq!(outlines(first), [Outcome::Unknown(Doubt::Ambiguous)]);
    assert_eq!(outlines(second), [done(37)]);
    assert!(matches!(third, Outcome::Unknown(Doubt::NoResult)));
    assert_eq!(
        outlines(fourth),
        [Outcome::Unknown(Doubt::NoResult), done(1430)]
    );
}

#[track_caller]
fn refusal(case: &str) -> (u32, Option<String>, bool) {
    match answer(&delete(), case) {
        Err(AnswerError::Refused(refusal)) => (refusal.code.get(), refusal.text, refusal.bare),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_whole_request_is_refused() {
    let with = |text: &str| Some(text.to_owned());
    let mismatch = with("The namespace and key do not match");
    assert_eq!(refusal("envelope/key-refused"), (505, mismatch, true));
    let unclosed = with("unclosed token at line 1, column 322");
    assert_eq!(refusal("envelope/not-well-formed"), (1, unclosed, true));
    assert_eq!(refusal("envelope/login-refused"), (401, None, false));
    assert_eq!(refusal("envelope/user-locked"), (416, None, false));
    let invalid = with("invalid access token");
    assert_eq!(refusal("envelope/invalid-token"), (2, invalid, false));
}

/// Without an `Auth`, the status of the command is all there is.
#[test]
fn not_logged_in() {
    assert_eq!(
        outlines(answer(&delete(), "envelope/not-logged-in").unwrap()),
        [Outcome::Refused(Refusal::new(ErrorCode::new(2)))]
    );
}

#[test]
fn answers_that_are_none() {
    let message = |case| answer(&delete(), case).unwrap_err().to_string();
    insta::assert_snapshot!(
        message("envelope/login-without-status"),
        @"the answer has an Auth without a status, expected one with a status"
    );
    // One result more than elements in the request.
    insta::assert_snapshot!(
        message("delete/tasks"),
        @"the answer has a further result of Delete, expected one result for each command"
    );
    insta::assert_snapshot!(
        message("modify/one-task"),
        @"the answer has a further result of Modify, expected one result for each command"
    );
}
