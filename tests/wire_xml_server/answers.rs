//! What a server answers is what a client understands, in every style. The oracle is what the answer was made from.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use suiteprojects::api::{
    Add, CommandResult, Delete, Dependent, Login, MakeUrl, Method, Outcome, Read, Refusal,
    RemoteAuth,
};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Received, Record, TaskRecord};
use suiteprojects::task::{CustomField, Entry, Field, Id, Task};
use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{self, AnswerError, AuthResult, Response, XmlCommand};
use suiteprojects::xml::server::Style;

use crate::xml_support::objects::record;
use crate::xml_support::{cases, text};

fn styles() -> [Style; 2] {
    let mut whole = Style::default();
    whole.has_empty_fields = true;
    [Style::default(), whole]
}

fn answered(results: Vec<CommandResult>) -> Response {
    let mut auth = AuthResult::default();
    auth.status = Some(ErrorCode::OK);
    let mut response = Response::default();
    response.auth = Some(auth);
    response.results = results;
    response
}

fn result(name: &str, status: ErrorCode) -> CommandResult {
    let mut result = CommandResult::default();
    name.clone_into(&mut result.name);
    result.status = Some(status);
    result
}

fn with_records(mut result: CommandResult, records: Vec<Received>) -> CommandResult {
    result.records = records;
    result
}

/// What a client makes of the answer.
fn understood<C: XmlCommand + ?Sized>(
    command: &C,
    response: &Response,
    style: Style,
) -> Result<C::Answer, AnswerError> {
    let document = response.to_document_in(style).unwrap();
    assert_eq!(document, response.to_document_in(style).unwrap());
    exchange::decode(command, document.as_bytes(), Limits::default())
}

fn id() -> impl Strategy<Value = Id> {
    (1_u64..=u64::MAX).prop_map(|number| Id::new(number).unwrap())
}

/// A text that is a value. Blanks alone are none, as the reader of records has it.
fn value() -> impl Strategy<Value = String> {
    text().prop_filter("blank", |text| !text.trim().is_empty())
}

fn task() -> impl Strategy<Value = Task> {
    let hours =
        option::of((-9_999_i64..9_999, 0_u32..3).prop_map(|(n, scale)| Decimal::new(n, scale)));
    (
        option::of(id()),
        option::of(value()),
        hours,
        option::of(0_i64..60),
        vec(value(), 0..3),
    )
        .prop_map(|(id, notes, hours, minutes, custom)| {
            let mut task = Task::default();
            task.id = id;
            task.notes = notes;
            task.decimal_hours = hours;
            task.minutes = minutes;
            let custom = custom.into_iter().enumerate();
            let custom = custom.map(|(number, text)| CustomField {
                name: format!("field_{number}__c"),
                text,
            });
            task.custom = custom.collect();
            task
        })
}

fn received(task: &Task) -> Received {
    let mut record = TaskRecord::default();
    record.task = task.clone();
    Received::Task(Box::new(record))
}

fn refused() -> impl Strategy<Value = (ErrorCode, Option<String>)> {
    (
        select(vec![1_u32, 601, 821, 888, 9_999]),
        option::of(value()),
    )
        .prop_map(|(code, text)| (ErrorCode::new(code), text))
}

fn refusal(code: ErrorCode, text: Option<&str>) -> Refusal {
    let mut refusal = Refusal::new(code);
    refusal.text = text.map(str::to_owned);
    refusal
}

fn errors(text: Option<&str>) -> Vec<Element> {
    let text = text.into_iter();
    text.map(|text| Element::new("errors").with_text(text))
        .collect()
}

proptest! {
    #![proptest_config(cases(128))]

    /// Each object of its own: what was stored, or why not.
    #[test]
    fn objects_that_were_added(fates in vec(prop_oneof![task().prop_map(Ok), refused().prop_map(Err)], 1..5)) {
        let entries: Vec<Entry<'_>> = (0..fates.len())
            .map(|number| {
                let mut entry = Entry::new();
                entry.set(Field::ThinClientId, format!("PB-{number}"));
                entry
            })
            .collect();
        let entries: Vec<CheckedEntry<'_>> = entries
            .iter()
            .map(|entry| CheckedEntry::trust_without_checking(Command::Add, entry))
            .collect();
        let add = Add::tasks(&entries).unwrap();
        let mut stored = fates.clone();
        let results = stored.iter_mut().enumerate().map(|(number, fate)| match fate {
            Ok(task) => {
                task.thin_client_id = Some(format!("PB-{number}"));
                with_records(result("Add", ErrorCode::OK), vec![received(task)])
            }
            Err((code, text)) => {
                let mut result = result("Add", *code);
                result.remarks = errors(text.as_deref());
                result
            }
        });
        let response = answered(results.collect());
        for style in styles() {
            let outcomes = understood(&add, &response, style).unwrap();
            prop_assert_eq!(outcomes.len(), stored.len());
            for (outcome, fate) in outcomes.into_iter().zip(&stored) {
                match (outcome, fate) {
                    (Outcome::Done(done), Ok(task)) => {
                        prop_assert_eq!(done.id, task.id);
                        prop_assert_eq!(done.record, Some(received(task)));
                    }
                    (Outcome::Refused(found), Err((code, text))) => {
                        prop_assert_eq!(found, refusal(*code, text.as_deref()));
                    }
                    (outcome, fate) => panic!("{outcome:?}: {fate:?}"),
                }
            }
        }
    }

    #[test]
    fn records_that_were_read(tasks in vec(task(), 0..5), records in vec(record(), 0..5)) {
        let slips: Vec<Element> = records.iter().map(Record::element).cloned().collect();
        let response = answered(vec![
            with_records(result("Read", ErrorCode::OK), tasks.iter().map(received).collect()),
            with_records(result("Read", ErrorCode::OK), slips.iter().cloned().map(Received::Other).collect()),
            result("Read", ErrorCode::NO_RECORD),
        ]);
        let reads = (
            Read::<Task>::all(),
            Read::of("Slip", Method::All).unwrap(),
            Read::<Task>::all(),
        );
        for style in styles() {
            let (found, others, none) = understood(&reads, &response, style).unwrap();
            let found: Result<Vec<Task>, _> = found.unwrap().into_iter().collect();
            prop_assert_eq!(found.unwrap(), tasks.clone());
            let others: Result<Vec<Element>, _> = others.unwrap().into_iter().collect();
            prop_assert_eq!(others.unwrap(), slips.clone());
            prop_assert_eq!(none, Ok(Vec::new()));
        }
    }

    /// Nothing of a request that was refused as a whole counts, whether at the key or at the login.
    #[test]
    fn requests_that_were_refused((code, said) in refused(), at_login: bool) {
        let response = if at_login {
            let mut response = answered(vec![result("Delete", ErrorCode::NOT_LOGGED_IN)]);
            if let Some(auth) = &mut response.auth {
                auth.status = Some(code);
                auth.text = said.clone().unwrap_or_default();
            }
            response
        } else {
            Response::refused(code, said.clone().unwrap_or_default())
        };
        let delete = Delete::ids("Slip", &[Id::new(1).unwrap()]).unwrap();
        for style in styles() {
            let error = understood(&delete, &response, style).unwrap_err();
            let refusal = error.refusal().unwrap();
            prop_assert_eq!((refusal.code, refusal.bare), (code, !at_login));
            // A login is told in a line of its own, the words of the whole as they stand.
            let words = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
            prop_assert_eq!(words(&refusal.text), words(&said));
        }
    }

    #[test]
    fn addresses_and_dependents(url in "https://[a-z]{1,9}\\.example/\\?[a-z=&;]{0,9}", dependents in vec(id(), 0..4)) {
        let login = Login::access_token("t");
        let commands = (
            MakeUrl::new("s", "ta", "grid-timesheet"),
            RemoteAuth::new(&login),
            Delete::ids("Project", &[Id::new(77).unwrap()]).unwrap(),
        );
        let mut made = result("MakeURL", ErrorCode::OK);
        made.text.clone_from(&url);
        let mut remote = result("RemoteAuth", ErrorCode::OK);
        remote.text.clone_from(&url);
        let of_type = |id: &Id| {
            let id = Element::new("id").with_text(id.to_string());
            Received::Other(Element::new("Invoice").with_child(id))
        };
        let deleted = with_records(
            result("Delete", ErrorCode::new(701)),
            dependents.iter().map(of_type).collect(),
        );
        let response = answered(vec![made, remote, deleted]);
        for style in styles() {
            let (made, remote, deleted) = understood(&commands, &response, style).unwrap();
            for address in [made, remote] {
                let address = address.done().unwrap();
                prop_assert_eq!(address.expose(), &url);
            }
            let refusal = deleted[0].refusal().unwrap();
            prop_assert_eq!(refusal.code, ErrorCode::new(701));
            let expected: Vec<Dependent> =
                dependents.iter().map(|id| Dependent::new("Invoice", Some(*id))).collect();
            prop_assert_eq!(&refusal.dependents, &expected);
        }
    }
}
