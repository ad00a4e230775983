//! Answers that are written mean what was read.

use suiteprojects::api::CommandResult;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::Received;
use suiteprojects::xml::exchange::{AuthResult, Response};
use suiteprojects::xml::{Document, Limits};

use crate::all;

/// What a client understands of an answer comes back when it is written and read again. A time entry is
/// written with the fields that the wire has.
#[test]
fn answers_come_back() {
    let mut count = 0;
    for (path, bytes) in all("response") {
        let Ok(mut response) = Response::parse(&bytes, Limits::default()) else {
            continue;
        };
        for record in response
            .results
            .iter_mut()
            .flat_map(|result| &mut result.records)
        {
            if let Received::Task(record) = record {
                record.task.unknown.clear();
                record.problem = None;
            }
        }
        let written = response.to_document().unwrap();
        let again = Response::parse(written.as_bytes(), Limits::default()).unwrap();
        assert_eq!(again, response, "{}\n{written}", path.display());
        count += 1;
    }
    assert!(count > 20, "{count}");
}

/// By hand after section 1.6 of the notes: the whole text.
#[test]
fn refusals_look_as_the_real_server_writes_them() {
    let declared = |content: &str| {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{content}")
    };
    let code = |number| ErrorCode::new(number);
    let refused = Response::refused(code(505), "The namespace and key do not match");
    assert_eq!(
        refused.to_document().unwrap(),
        declared("<response status=\"505\">The namespace and key do not match</response>")
    );
    let mut auth = AuthResult::default();
    auth.status = Some(code(401));
    let mut read = CommandResult::default();
    read.name = "Read".to_owned();
    read.status = Some(code(2));
    let mut response = Response::default();
    response.auth = Some(auth);
    response.results.push(read);
    let written = response.to_document().unwrap();
    assert_eq!(
        written,
        declared("<response><Auth status=\"401\"></Auth><Read status=\"2\"></Read></response>")
    );
    let shown = Document::parse(written.as_bytes(), Limits::default()).unwrap();
    assert_eq!(shown.commands[1].status(), Some(2));
}
