//! Reading page after page.

use suiteprojects::api::{Direction, PageSize, Read};
use suiteprojects::client::PageError;
use suiteprojects::task::Task;

use crate::client::{BOTH, Driver, config};
use crate::server::{Server, Step, xml};

fn page(ids: &[&str]) -> Step {
    let tasks: String = ids
        .iter()
        .map(|id| format!("<Task><id>{id}</id></Task>"))
        .collect();
    Step::answers(xml(&format!(
        "<response><Auth status='0'/><Read status='0'>{tasks}</Read></response>"
    )))
}

fn status(code: u32) -> Step {
    Step::answers(xml(&format!(
        "<response><Auth status='0'/><Read status='{code}'/></response>"
    )))
}

fn read(size: usize) -> Read<Task> {
    Read::all()
        .with_order("id", Direction::Ascending)
        .with_page(0, PageSize::new(size).unwrap())
}

/// The attributes `limit` of the requests.
fn limits(server: &Server) -> Vec<String> {
    let limit = |body: &str| {
        let from = body.find(" limit=\"").unwrap() + 8;
        body[from..].split('"').next().unwrap().to_owned()
    };
    server.seen().iter().map(|seen| limit(&seen.body)).collect()
}

/// What was read, in short: the id, or what went wrong.
fn short(record: &Result<Task, PageError>) -> String {
    match record {
        Ok(task) => task.id.map(|id| id.to_string()).unwrap_or_default(),
        Err(PageError::Call(error)) => format!("call: {error}"),
        Err(PageError::Refused(refusal)) => format!("refused: {}", refusal.code.get()),
        Err(PageError::Record(_)) => "record".to_owned(),
        Err(PageError::Incomplete(why)) => format!("incomplete: {why}"),
        Err(error) => error.to_string(),
    }
}

fn check(script: &[Step], size: usize, expected: &[&str], expected_limits: &[&str]) {
    for kind in BOTH {
        let server = Server::new(script.iter().cloned());
        let driver = Driver::new(kind, config(&server.url()));
        let records = driver.pages(read(size));
        let found: Vec<String> = records.iter().map(short).collect();
        assert_eq!(found, expected, "{kind:?}");
        assert_eq!(limits(&server), expected_limits, "{kind:?}");
        assert_eq!(server.left(), 0, "{kind:?}");
    }
}

#[test]
fn a_short_page_is_the_last_one() {
    let script = [page(&["1", "2"]), page(&["3", "4"]), page(&["5"])];
    check(
        &script,
        2,
        &["1", "2", "3", "4", "5"],
        &["0,2", "2,2", "4,2"],
    );
}

/// 601 and an empty result both mean that nothing is left.
#[test]
fn nothing_is_left() {
    let script = [page(&["1", "2"]), status(601)];
    check(&script, 2, &["1", "2"], &["0,2", "2,2"]);
    check(&[page(&[])], 2, &[], &["0,2"]);
}

#[test]
fn a_record_that_moved_is_given_once() {
    let script = [page(&["1", "2"]), page(&["2", "3"]), page(&[])];
    check(&script, 2, &["1", "2", "3"], &["0,2", "2,2", "4,2"]);
}

#[test]
fn a_server_that_repeats_itself_is_not_asked_for_ever() {
    let script = [page(&["1", "2"]), page(&["1", "2"])];
    let why = "incomplete: the page of 2 records after the first 2 had none that did not come before, expected further ones or a shorter page";
    check(&script, 2, &["1", "2", why], &["0,2", "2,2"]);
}

#[test]
fn an_account_with_smaller_pages_is_read_in_smaller_pages() {
    let script = [status(605), status(605), page(&["1"]), page(&[])];
    check(&script, 4, &["1"], &["0,4", "0,2", "0,1", "1,1"]);
}

#[test]
fn a_refusal_ends_the_records() {
    check(&[status(602)], 2, &["refused: 602"], &["0,2"]);
    let script = [page(&["1", "2"]), status(605)];
    check(&script, 2, &["1", "2", "refused: 605"], &["0,2", "2,2"]);
}

#[test]
fn a_record_that_cannot_be_understood_does_not_end_them() {
    let script = [page(&["1", "x"]), page(&["3"])];
    check(&script, 2, &["1", "record", "3"], &["0,2", "2,2"]);
}

#[test]
fn a_failed_call_ends_them() {
    let refused = Step::refuses(xml("<response><Auth status='416'/></response>"));
    let script = [page(&["1", "2"]), refused];
    let why = "call: the server refused the request: 416 (user-locked): The user is locked out; nothing was carried out";
    check(&script, 2, &["1", "2", why], &["0,2", "2,2"]);
}

/// A page that is lost is read again; a Read changes nothing.
#[test]
fn a_lost_page_is_read_again() {
    let script = [
        page(&["1", "2"]),
        Step::breaks_off(Vec::new()),
        page(&["3"]),
    ];
    check(&script, 2, &["1", "2", "3"], &["0,2", "2,2", "2,2"]);
}
