//! Laws of requests and answers. What is well-formed, and which texts a request holds, is decided
//! by `roxmltree`.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use suiteprojects::api::{Add, Delete, Modify, Outcome, Reject, Stored};
use suiteprojects::element::Element;
use suiteprojects::record::{Received, Record};
use suiteprojects::task::{Entry, Field, Value};
use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{self, Response, XmlCommand};

use super::xml_support::objects::{entry, record};
use super::xml_support::{cases, oracle};
use super::{application, folder, id, token};

/// The commands of a request, as the independent parser sees them.
fn commands_of<C: XmlCommand + ?Sized>(command: &C) -> Vec<Element> {
    let request = exchange::encode(&application(), Some(&token()), command).unwrap();
    let root = oracle(request.expose()).unwrap();
    let commands: Vec<Element> = root
        .elements()
        .filter(|element| !element.name.is_plain("Auth"))
        .cloned()
        .collect();
    assert_eq!(commands.len(), command.elements());
    commands
}

/// What has to arrive of an entry.
fn expected(entry: &Entry<'_>, command: Command) -> Element {
    let mut element = Element::new("Task");
    for field in [
        Field::Description,
        Field::Id,
        Field::Notes,
        Field::ProjectId,
    ] {
        let text = match entry.value(field) {
            Value::Text(text) => text,
            Value::Empty if command == Command::Modify => "",
            Value::Empty | Value::Absent => continue,
        };
        let mut child = Element::new(field.to_string());
        if let Some(lookup) = entry.lookup(field).filter(|_| !text.is_empty()) {
            child = child.with_attribute(lookup.by.as_str(), lookup.object_type.clone());
        }
        element = element.with_child(with_text(child, text));
    }
    for custom in entry.custom() {
        if command == Command::Modify || !custom.text.is_empty() {
            element = element.with_child(with_text(Element::new(&*custom.name), &custom.text));
        }
    }
    element
}

fn with_text(element: Element, text: &str) -> Element {
    if text.is_empty() {
        element
    } else {
        element.with_text(text)
    }
}

/// An answer to a command on records of type `Slip`, drawn from a few ids, so that results are
/// missing, doubled, out of order and about others.
#[derive(Clone, Debug)]
struct Answered {
    name: &'static str,
    status: Option<u32>,
    records: Vec<Option<u64>>,
}

const DONE: u32 = 0;

fn answered(name: &'static str) -> impl Strategy<Value = Answered> {
    let name = prop_oneof![20 => Just(name), 1 => Just("Report")];
    let status = prop_oneof![
        10 => Just(Some(DONE)),
        5 => select(vec![1_u32, 601, 701, 9999]).prop_map(Some),
        1 => Just(None)
    ];
    let id = option::weighted(0.8, 1_u64..5);
    let records = prop_oneof![
        5 => vec(id.clone(), 1..2),
        2 => Just(Vec::new()),
        1 => vec(id, 0..5)
    ];
    (name, status, records).prop_map(|(name, status, records)| Answered {
        name,
        status,
        records,
    })
}

fn body(results: &[Answered], key: &str, object_type: &str) -> String {
    let mut body = "<response><Auth status='0'/>".to_owned();
    for result in results {
        body += &format!("<{}", result.name);
        if let Some(status) = result.status {
            body += &format!(" status='{status}'");
        }
        body += ">";
        for record in &result.records {
            body += &match record {
                Some(id) => format!("<{object_type}><{key}>{id}</{key}></{object_type}>"),
                None => format!("<{object_type}><notes>x</notes></{object_type}>"),
            };
        }
        body += &format!("</{}>", result.name);
    }
    body + "</response>"
}

/// What the law wants of the outcomes of objects that were sent in an element each, if the key of
/// each is known: no success and no refusal that the answer does not have for this very object.
fn justified(sent: &[u64], results: &[Answered], outcomes: &[Outcome<Stored>], is_delete: bool) {
    assert_eq!(outcomes.len(), sent.len());
    let is_done = |result: &Answered| result.status == Some(DONE);
    let shows = |result: &Answered, id: u64| result.records.contains(&Some(id));
    let shows_another = |result: &Answered, id: u64| {
        (is_done(result) || !is_delete) && result.records.iter().flatten().any(|shown| *shown != id)
    };
    // Places count only if there are as many as objects and none is contradicted.
    let in_order = results.len() == sent.len()
        && !results
            .iter()
            .zip(sent)
            .any(|(result, id)| shows_another(result, *id));
    for (place, (outcome, &id)) in outcomes.iter().zip(sent).enumerate() {
        let result = results.get(place).filter(|_| in_order);
        match outcome {
            Outcome::Done(_) => assert!(
                result.is_some_and(is_done)
                    || results
                        .iter()
                        .any(|result| is_done(result) && shows(result, id)),
                "{id} is not done"
            ),
            Outcome::Refused(refusal) => {
                let refuses = |result: &Answered| {
                    !is_done(result) && result.status == Some(refusal.code.get())
                };
                assert!(
                    result.is_some_and(refuses)
                        || results
                            .iter()
                            .any(|result| refuses(result) && shows(result, id) && !is_delete),
                    "{id} is not refused"
                );
            }
            Outcome::Unknown(_) => {}
        }
        // And nothing is left in doubt that the place says plainly.
        if let Some(result) = result {
            assert_eq!(
                matches!(outcome, Outcome::Unknown(_)),
                result.status.is_none()
            );
        }
    }
}

fn shown_id(stored: &Stored) -> Option<u64> {
    stored.id.map(suiteprojects::task::Id::get)
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn entries_arrive_as_they_are(entries in vec(entry(), 1..4), modifies: bool, together: bool) {
        let command = if modifies { Command::Modify } else { Command::Add };
        let checked: Vec<CheckedEntry<'_>> = entries
            .iter()
            .map(|entry| CheckedEntry::trust_without_checking(command, entry))
            .collect();
        let commands = match (modifies, together) {
            (false, false) => commands_of(&Add::tasks(&checked).unwrap()),
            (false, true) => commands_of(&Add::tasks(&checked).unwrap().together()),
            (true, false) => commands_of(&Modify::tasks(&checked).unwrap()),
            (true, true) => commands_of(&Modify::tasks(&checked).unwrap().together()),
        };
        for element in &commands {
            prop_assert!(element.name.is_plain(command.as_str()));
            prop_assert_eq!(element.attribute("type"), Some("Task"));
            let custom = element
                .elements()
                .any(|task| task.elements().any(|field| field.name.local.ends_with("__c")));
            if custom {
                prop_assert_eq!(element.attribute("enable_custom"), Some("1"));
            }
        }
        let arrived: Vec<&Element> = commands.iter().flat_map(Element::elements).collect();
        let expected: Vec<Element> =
            entries.iter().map(|entry| expected(entry, command)).collect();
        prop_assert_eq!(arrived, expected.iter().collect::<Vec<_>>());
    }

    #[test]
    fn records_arrive_as_they_are(records in vec(record(), 1..6), together: bool) {
        let modify = Modify::records(&records).unwrap();
        let commands = commands_of(&if together { modify.together() } else { modify });
        for element in &commands {
            let object_type = element.attribute("type").unwrap();
            prop_assert!(element.elements().all(|record| record.name.is_plain(object_type)));
        }
        if !together {
            prop_assert_eq!(commands.len(), records.len());
        }
        let arrived: Vec<&Element> = commands.iter().flat_map(Element::elements).collect();
        let sent: Vec<&Element> = records.iter().map(Record::element).collect();
        prop_assert_eq!(arrived, sent);
    }

    #[test]
    fn a_modify_is_done_only_where_its_id_allows(
        sent in vec(1_u64..4, 0..5),
        results in vec(answered("Modify"), 0..6),
    ) {
        let records: Vec<Record> = sent
            .iter()
            .map(|id| Record::new("Slip").unwrap().with_field("id", &id.to_string()))
            .collect();
        let modify = Modify::records(&records).unwrap();
        let body = body(&results, "id", "Slip");
        if let Ok(outcomes) = exchange::decode(&modify, body.as_bytes(), Limits::default()) {
            justified(&sent, &results, &outcomes, false);
            for (outcome, id) in outcomes.iter().zip(&sent) {
                if let Outcome::Done(stored) = outcome {
                    prop_assert!(shown_id(stored).is_none_or(|shown| shown == *id));
                }
            }
        }
        // All together, what is done still shows no other id.
        let modify = modify.together();
        if let Ok(outcomes) = exchange::decode(&modify, body.as_bytes(), Limits::default()) {
            prop_assert_eq!(outcomes.len(), sent.len());
            for (outcome, id) in outcomes.iter().zip(&sent) {
                if let Outcome::Done(stored) = outcome {
                    prop_assert!(results.iter().any(|result| result.status == Some(DONE)));
                    prop_assert!(shown_id(stored).is_none_or(|shown| shown == *id));
                }
            }
        }
    }

    #[test]
    fn an_add_is_done_only_where_its_key_allows(
        sent in vec(1_u64..4, 0..5),
        results in vec(answered("Add"), 0..6),
        together: bool,
    ) {
        let entries: Vec<Entry<'_>> = sent
            .iter()
            .map(|key| {
                let mut entry = Entry::new();
                entry.set(Field::ThinClientId, key.to_string());
                entry
            })
            .collect();
        let entries: Vec<CheckedEntry<'_>> = entries
            .iter()
            .map(|entry| CheckedEntry::trust_without_checking(Command::Add, entry))
            .collect();
        let add = Add::tasks(&entries).unwrap();
        let add = if together { add.together() } else { add };
        let body = body(&results, "thin_client_id", "Task");
        if let Ok(outcomes) = exchange::decode(&add, body.as_bytes(), Limits::default()) {
            prop_assert_eq!(outcomes.len(), sent.len());
            if !together {
                justified(&sent, &results, &outcomes, false);
            }
            for (outcome, key) in outcomes.iter().zip(&sent) {
                if let Outcome::Done(Stored { record: Some(Received::Task(record)), .. }) = outcome {
                    let shown = record.task.thin_client_id.as_deref();
                    prop_assert!(shown.is_none_or(|shown| shown == key.to_string()));
                }
            }
        }
    }

    #[test]
    fn a_delete_is_done_only_where_its_id_allows(
        sent in vec(1_u64..4, 0..5),
        results in vec(answered("Delete"), 0..6),
    ) {
        let ids: Vec<_> = sent.iter().map(|number| id(*number)).collect();
        let delete = Delete::ids("Slip", &ids).unwrap();
        let body = body(&results, "id", "Slip");
        if let Ok(outcomes) = exchange::decode(&delete, body.as_bytes(), Limits::default()) {
            justified(&sent, &results, &outcomes, true);
        }
    }

    /// Several commands of one name: the results that one lacks are never taken from another.
    #[test]
    fn commands_do_not_take_results_of_others(
        first in vec(1_u64..4, 0..3),
        second in vec(4_u64..7, 0..3),
        results in vec(answered("Reject"), 0..6),
    ) {
        let ids = |numbers: &[u64]| numbers.iter().map(|number| id(*number)).collect::<Vec<_>>();
        let commands = (
            Reject::ids("Slip", &ids(&first)).unwrap(),
            Reject::ids("Slip", &ids(&second)).unwrap(),
        );
        let body = body(&results, "id", "Slip");
        if let Ok((one, other)) = exchange::decode(&commands, body.as_bytes(), Limits::default()) {
            prop_assert_eq!((one.len(), other.len()), (first.len(), second.len()));
            for (outcome, id) in one.iter().zip(&first).chain(other.iter().zip(&second)) {
                if let Outcome::Done(stored) = outcome {
                    prop_assert!(shown_id(stored).is_none_or(|shown| shown == *id));
                    let total = first.len() + second.len();
                    let is_shown = shown_id(stored).is_some();
                    prop_assert!(is_shown || results.len() == total);
                }
            }
        }
    }

    /// Cut off anywhere, an answer is none.
    #[test]
    fn no_beginning_of_an_answer_counts(results in vec(answered("Delete"), 0..4)) {
        let body = body(&results, "id", "Slip");
        for end in 0..body.len() {
            prop_assert!(Response::parse(&body.as_bytes()[..end], Limits::default()).is_err());
        }
    }
}

/// The same for every answer of the files.
#[test]
fn no_beginning_of_a_file_counts() {
    let mut seen = 0;
    for command in std::fs::read_dir(folder()).unwrap() {
        let command = command.unwrap().path();
        if !command.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(command).unwrap() {
            let path = file.unwrap().path();
            if !path.to_str().unwrap().ends_with(".response.xml") {
                continue;
            }
            let body = std::fs::read(&path).unwrap();
            assert!(Response::parse(&body, Limits::default()).is_ok());
            // Behind the last bracket the answer is complete.
            let last = body.iter().rposition(|byte| *byte == b'>').unwrap();
            for end in 0..=last {
                let beginning = Response::parse(&body[..end], Limits::default());
                assert!(beginning.is_err(), "{} at {end}", path.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 20);
}
