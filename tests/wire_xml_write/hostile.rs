//! Answers that nobody in good faith sends.

use suiteprojects::api::{Delete, MOST_OBJECTS};
use suiteprojects::xml::exchange::{self, AnswerError, Response};
use suiteprojects::xml::{Limits, tree};

use super::id;

fn parse(body: &str, limits: Limits) -> Result<Response, AnswerError> {
    Response::parse(body.as_bytes(), limits)
}

#[track_caller]
fn is_beyond_a_limit(body: &str, limits: Limits) {
    match parse(body, limits) {
        Err(AnswerError::Unreadable(error)) => assert!(error.is_limit(), "{error}"),
        other => panic!("{:?}", other.map(|response| response.results.len())),
    }
}

fn nested(before: &str, levels: usize, behind: &str) -> String {
    format!(
        "<response>{before}{}{}{behind}</response>",
        "<A>".repeat(levels),
        "</A>".repeat(levels)
    )
}

/// Deep trees are dropped, compared and shown level by level: more levels than the stack holds must
/// not come about even where the caller raises the limit.
#[test]
fn a_thousand_levels() {
    let places = [
        ("<Auth>", "</Auth>"),
        ("<Read status='0'>", "</Read>"),
        ("<Read status='0'><Task><id>", "</id></Task></Read>"),
        ("<Read status='0'><errors>", "</errors></Read>"),
    ];
    for (before, behind) in places {
        for levels in [1_000, 200_000] {
            let body = nested(before, levels, behind);
            is_beyond_a_limit(&body, Limits::default());
            is_beyond_a_limit(&body, Limits::default().with_depth(usize::MAX));
        }
        let body = nested(before, tree::MAX_DEPTH - 5, behind);
        let response = parse(&body, Limits::default().with_depth(usize::MAX)).unwrap();
        assert_eq!(response.clone(), response);
        assert!(!format!("{response:?}").is_empty());
    }
}

#[test]
fn a_text_of_fifty_megabytes() {
    let text = "x".repeat(50_000_000);
    for body in [
        format!("<response>{text}</response>"),
        format!("<response><Auth>{text}</Auth></response>"),
        format!("<response><Add status='1'><errors>{text}</errors></Add></response>"),
        format!("<response><Read status='0'><Task><notes>{text}</notes></Task></Read></response>"),
        format!("<response status='{text}'/>"),
    ] {
        is_beyond_a_limit(&body, Limits::default());
    }
    // Just long enough: kept, but not shown in full.
    let text = "x".repeat(16 << 20);
    let body = format!("<response><Auth status='401'>{text}</Auth></response>");
    let delete = Delete::ids("Slip", &[id(1)]).unwrap();
    let error = exchange::decode(&delete, body.as_bytes(), Limits::default()).unwrap_err();
    assert!(error.to_string().len() < 300);
}

/// Seven bytes of an empty record take several hundred in memory.
#[test]
fn very_many_records() {
    let body = |record: &str, count: usize| {
        format!(
            "<response><Auth status='0'/><Read status='0'>{}</Read><Read status='0'>{record}</Read></response>",
            record.repeat(count - 1)
        )
    };
    for record in ["<Task/>", "<Slip/>"] {
        let full = parse(&body(record, Response::MOST_RECORDS), Limits::default()).unwrap();
        assert_eq!(full.results[0].records.len(), 100 * MOST_OBJECTS - 1);
        let error = parse(&body(record, Response::MOST_RECORDS + 1), Limits::default());
        insta::allow_duplicates! {
            insta::assert_snapshot!(
                error.unwrap_err(),
                @"the answer has more than 100000 records, expected at most that many"
            );
        }
    }
}

/// Each takes some thirty times its bytes.
#[test]
fn very_many_elements() {
    let many = "<a/>".repeat(Response::MOST_ELEMENTS);
    is_beyond_a_limit(
        &format!("<response><Auth>{many}</Auth></response>"),
        Limits::default().with_elements(usize::MAX),
    );
}

/// An answer that says two things is believed in neither.
#[test]
fn contradictions() {
    let delete = Delete::ids("Slip", &[id(1)]).unwrap();
    let error = |body: &str| {
        exchange::decode(&delete, body.as_bytes(), Limits::default())
            .unwrap_err()
            .to_string()
    };
    insta::assert_snapshot!(
        error("<response><Auth status='401'/><Auth status='0'/><Delete status='0'/></response>"),
        @"the answer has a second Auth, expected one"
    );
    insta::assert_snapshot!(
        error("<response><Auth status='401'/><Delete status='0'/></response>"),
        @"the answer has a refused login and a successful Delete, expected one or the other"
    );
    insta::assert_snapshot!(
        error("<response status='505'><Auth status='0'/><Delete status='0'/></response>"),
        @"the answer has results and the status 505 (key-namespace-mismatch), expected one or the other"
    );
    insta::assert_snapshot!(
        error("<response status='five'><Auth status='0'/><Delete status='0'/></response>"),
        @r#"the answer has the status "five", expected a number"#
    );
    insta::assert_snapshot!(
        error("<html><body>maintenance</body></html>"),
        @"the answer has <html>, expected <response>"
    );
    // What follows is still read, so that an answer that was cut off is told as that.
    assert!(error("<response><Auth/><Auth/>").contains("cannot be read"));
    assert!(error("<response status='x'>").contains("cannot be read"));
    assert!(error("<html>").contains("cannot be read"));
}
