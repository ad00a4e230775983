//! The same through XML and through REST, both ways.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use suiteprojects::api::{Add, Application, Outcome, Read, Refusal};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{FromRecord as _, Received};
use suiteprojects::rest::server::{Answer, Call, CreateCall, ListCall};
use suiteprojects::rest::{Create, List, Reply, RestCommand, access};
use suiteprojects::task::{Access, Entry, Field, Kind, Task, Wire};
use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects::xml::task::Found;
use suiteprojects::xml::{self, Limits};

use super::{checked, id, keyed};

/// Texts with all that needs care in JSON or XML.
fn text() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "a", "Z9", " ", "&", "<", "\"", "'", "\\", "\\u0041", "\n", "\t", "é", "😀", "0", "null",
        "{", "]",
    ]);
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// A text that fits the field, in canonical form.
fn value(field: Field) -> BoxedStrategy<String> {
    match field.kind() {
        Kind::Clock => (0..24_u32, 0..60_u32, 0..60_u32)
            .prop_map(|(h, m, s)| format!("{h:02}:{m:02}:{s:02}"))
            .boxed(),
        Kind::Date => (1970..2100_u32, 1..13_u32, 1..29_u32)
            .prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
            .boxed(),
        Kind::DateTime => (1970..2100_u32, 1..13_u32, 0..24_u32)
            .prop_map(|(y, m, h)| format!("{y}-{m:02}-28 {h:02}:30:05"))
            .boxed(),
        Kind::Decimal | Kind::Money => (any::<i64>(), 0..100_u32)
            .prop_map(|(whole, part)| format!("{whole}.{part:02}"))
            .boxed(),
        Kind::Id => (1..=u64::MAX).prop_map(|id| id.to_string()).boxed(),
        Kind::Whole => any::<i64>().prop_map(|number| number.to_string()).boxed(),
        _ => text().boxed(),
    }
}

fn entry(is_ours: fn(Field) -> bool) -> impl Strategy<Value = Entry<'static>> {
    let both = |field: &Field| field.name(Wire::Rest).is_some() && field.name(Wire::Xml).is_some();
    let fields: Vec<Field> = Field::ALL
        .iter()
        .copied()
        .filter(|field| both(field) && is_ours(*field))
        .collect();
    let chosen = subsequence(fields.clone(), 1..fields.len());
    let values = chosen.prop_flat_map(|fields| {
        let values = fields.into_iter().map(|field| (Just(field), value(field)));
        values.collect::<Vec<_>>()
    });
    let customs = subsequence(vec!["reason__c", "A_1__c", "zz__c"], 0..3);
    (values, customs, text()).prop_map(|(values, customs, custom)| {
        let mut entry = Entry::new();
        for (field, text) in values {
            entry.set(field, text);
        }
        for name in customs {
            entry.set_named(name, custom.clone());
        }
        entry
    })
}

fn is_set_over_rest(field: Field) -> bool {
    matches!(access(field), Access::ReadWrite | Access::AddOnly)
}

fn created(body: &str) -> CreateCall<'_> {
    let call = Call::parse("POST", "/rest/v1/time-entries/", "", body.as_bytes()).unwrap();
    let Call::Create(call) = call else { panic!() };
    call
}

fn listed() -> ListCall {
    let Ok(Call::List(call)) = Call::parse("GET", "/rest/v1/time-entries/", "", b"") else {
        panic!()
    };
    call
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn entries_that_are_sent(entries in prop::collection::vec(entry(is_set_over_rest), 1..4)) {
        let checked: Vec<_> = entries
            .iter()
            .map(|entry| CheckedEntry::trust_without_checking(Command::Add, entry))
            .collect();
        let application = Application::new("a", "1", "k");
        let add = Add::tasks(&checked).unwrap();
        let in_xml = xml::exchange::encode(&application, None, &add).unwrap();
        let mut expected = Vec::new();
        xml::task::read_entries(in_xml.expose().as_bytes(), Limits::default(), |found| {
            if let Found::Entry { entry, .. } = found {
                expected.push(Task::try_from(entry.unwrap()).unwrap());
            }
        })
        .unwrap();
        let body = Create::tasks(&checked).unwrap().request().body.unwrap();
        let found: Vec<Task> = created(&body)
            .entries
            .iter()
            .map(|entry| Task::try_from(entry).unwrap())
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn entries_that_are_read(entries in prop::collection::vec(entry(|_| true), 1..4)) {
        let tasks: Vec<Task> = entries.iter().map(|entry| Task::try_from(entry).unwrap()).collect();
        let mut in_xml = String::from("<response><Auth status='0'/><Read status='0'>");
        for task in &tasks {
            in_xml += &xml::task::to_string(task).unwrap();
        }
        in_xml += "</Read></response>";
        let read = Read::<Task>::all();
        let expected = xml::exchange::decode(&read, in_xml.as_bytes(), Limits::default()).unwrap();
        let answer = Answer::page(&listed(), &tasks, tasks.len() as u64, "https://acme.example/");
        let reply = Reply::new(answer.status, answer.body.as_bytes());
        let page = List::new().read(&reply).unwrap();
        prop_assert!(!page.has_more);
        let found: Vec<_> = page
            .records
            .into_iter()
            .map(|record| Task::from_record(Received::Task(Box::new(record))))
            .collect();
        prop_assert_eq!(Ok(found), expected);
    }

    #[test]
    fn what_became_of_objects(results in prop::collection::vec(prop_oneof![
        (1..1_000_000_u64).prop_map(Ok),
        (1..2_000_u32, "[a-z]{1,9}").prop_map(Err),
    ], 1..5)) {
        let entry = keyed("PB-1", "2026-01-05");
        let entries = vec![checked(&entry); results.len()];
        let create = Create::tasks(&entries).unwrap();
        let body = create.request().body.unwrap();
        let written: Vec<Result<Task, Refusal>> = results
            .iter()
            .map(|result| match result {
                Ok(number) => {
                    let mut task = Task::default();
                    task.id = Some(id(*number));
                    Ok(task)
                }
                Err((code, text)) => {
                    let mut refusal = Refusal::new(ErrorCode::new(*code));
                    refusal.text = Some(text.clone());
                    Err(refusal)
                }
            })
            .collect();
        let answer = Answer::created(&created(&body), &written);
        // Who asks is refused as a whole.
        prop_assume!(!matches!(answer.status, 401 | 403 | 405 | 429));
        let outcomes = create.read(&Reply::new(answer.status, answer.body.as_bytes())).unwrap();
        for (outcome, result) in outcomes.into_iter().zip(written) {
            match (outcome, result) {
                (Outcome::Done(stored), Ok(task)) => prop_assert_eq!(stored.id, task.id),
                (Outcome::Refused(found), Err(refusal)) => prop_assert_eq!(found, refusal),
                (outcome, result) => prop_assert!(false, "{outcome:?} is not {result:?}"),
            }
        }
    }
}
