//! The same through XML and through SOAP, in both bindings and both ways.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use suiteprojects::api::{Add, Application, Outcome, Read};
use suiteprojects::record::{Received, TaskRecord};
use suiteprojects::soap::server::{ReadResult, Reply, UpdateResult};
use suiteprojects::soap::{Service, exchange, task};
use suiteprojects::task::{Entry, Field, Id, Kind, Lookup, LookupBy, Task, Wire};
use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects::xml::task::Found;
use suiteprojects::xml::{self, Limits};

use super::{error, keyed, literal};

/// Texts with all that needs care in XML; a line end is read as it was written only if it was escaped.
fn text() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "a", "Z9", " ", "&", "<", ">", "\"", "'", "]]>", "\r", "\n", "\t", "é", "😀", "#", "0",
    ]);
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// A text that fits the field.
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
        Kind::Decimal | Kind::Money => (0..1000_u32, 0..100_u32)
            .prop_map(|(whole, part)| format!("{whole}.{part:02}"))
            .boxed(),
        Kind::Id => (1..1_000_000_u64).prop_map(|id| id.to_string()).boxed(),
        Kind::Whole => (0..60_u32).prop_map(|number| number.to_string()).boxed(),
        _ => text().boxed(),
    }
}

fn entry() -> impl Strategy<Value = Entry<'static>> {
    let fields: Vec<Field> = Field::ALL
        .iter()
        .copied()
        .filter(|field| field.name(Wire::Soap).is_some())
        .collect();
    let chosen = subsequence(fields.clone(), 1..fields.len());
    let values = chosen.prop_flat_map(|fields| {
        let values = fields.into_iter().map(|field| (Just(field), value(field)));
        values.collect::<Vec<_>>()
    });
    let lookups = prop::collection::vec(any::<bool>(), 2);
    let customs = subsequence(vec!["reason__c", "A_1__c", "zz__c"], 0..3);
    (values, lookups, customs, text()).prop_map(|(values, lookups, customs, custom)| {
        let mut entry = Entry::new();
        for (field, text) in values {
            let lookup = match field {
                Field::ProjectId if lookups[0] => Some((LookupBy::External, "Project")),
                Field::UserId if lookups[1] => Some((LookupBy::Name, "User")),
                _ => None,
            };
            match lookup {
                Some((by, object_type)) => {
                    entry.set_lookup(field, text, Lookup::new(by, object_type))
                }
                None => entry.set(field, text),
            };
        }
        for name in customs {
            entry.set_named(name, custom.clone());
        }
        entry
    })
}

/// All that an entry says.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Said {
    command: Option<Command>,
    fields: Vec<(Field, String, Option<Lookup<'static>>)>,
    custom: Vec<(String, String)>,
}

fn said(found: Found<'_, '_>) -> Option<Said> {
    let Found::Entry { command, entry, .. } = found else {
        return None;
    };
    let entry = entry.unwrap();
    assert!(entry.unknown().is_empty(), "{:?}", entry.unknown());
    let mut fields: Vec<_> = entry
        .fields()
        .map(|(field, text)| {
            let lookup = entry.lookup(field);
            let lookup =
                lookup.map(|lookup| Lookup::new(lookup.by, lookup.object_type.to_string()));
            (field, text.to_owned(), lookup)
        })
        .collect();
    fields.sort_by_key(|(field, ..)| *field);
    let custom = entry.custom().iter();
    Some(Said {
        command,
        fields,
        custom: custom
            .map(|text| (text.name.to_string(), text.text.to_string()))
            .collect(),
    })
}

fn through_xml(message: &str) -> Vec<Said> {
    let mut all = Vec::new();
    xml::task::read_entries(message.as_bytes(), Limits::default(), |found| {
        all.extend(said(found));
    })
    .unwrap();
    all
}

pub(super) fn through_soap(message: &str) -> Vec<Said> {
    let mut all = Vec::new();
    task::read_entries(message.as_bytes(), Limits::default(), |found| {
        all.extend(said(found));
    })
    .unwrap();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn entries_that_are_sent(entries in prop::collection::vec(entry(), 1..4)) {
        let checked: Vec<_> = entries
            .iter()
            .map(|entry| CheckedEntry::trust_without_checking(Command::Add, entry))
            .collect();
        let add = Add::tasks(&checked).unwrap();
        let application = Application::new("a", "1", "k");
        let in_xml = xml::exchange::encode(&application, None, &add).unwrap();
        let expected = through_xml(in_xml.expose());
        prop_assert_eq!(expected.len(), entries.len());
        for service in [Service::rpc_encoded(), literal()] {
            let in_soap = exchange::encode(&service, None, &add).unwrap();
            prop_assert_eq!(&through_soap(in_soap.expose()), &expected);
        }
    }

    #[test]
    fn entries_that_are_read(entries in prop::collection::vec(entry(), 0..4)) {
        let tasks: Vec<Task> = entries
            .iter()
            .map(|entry| {
                // Look-ups and texts that stand in for a number are not read back from a server.
                let mut plain = Entry::new();
                for (field, text) in entry.fields().filter(|(field, _)| entry.lookup(*field).is_none()) {
                    plain.set(field, text.to_owned());
                }
                for custom in entry.custom() {
                    plain.set_named(custom.name.to_string(), custom.text.to_string());
                }
                Task::try_from(&plain).unwrap()
            })
            .collect();
        let mut in_xml = String::from("<response><Auth status='0'/><Read status='0'>");
        for task in &tasks {
            in_xml += &xml::task::to_string(task).unwrap();
        }
        in_xml += "</Read></response>";
        let read = Read::<Task>::all();
        let expected = xml::exchange::decode(&read, in_xml.as_bytes(), Limits::default()).unwrap();
        let records = tasks.into_iter().map(|task| {
            let mut record = TaskRecord::default();
            record.task = task;
            Received::Task(Box::new(record))
        });
        let reply = Reply::Read(vec![ReadResult::found(records.collect())]);
        for service in [Service::rpc_encoded(), literal()] {
            let in_soap = reply.to_envelope(&service).unwrap();
            let found = exchange::decode(&read, in_soap.as_bytes(), Limits::default()).unwrap();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(found.unwrap().len(), entries.len());
        }
    }

    #[test]
    fn what_became_of_objects(results in prop::collection::vec(prop_oneof![
        (1..1_000_000_u64).prop_map(Ok),
        (1..2_000_u32, text()).prop_map(Err),
    ], 1..5)) {
        let entry = keyed("PB-1", "2026-01-05");
        let checked: Vec<_> = results
            .iter()
            .map(|_| CheckedEntry::trust_without_checking(Command::Modify, &entry))
            .collect();
        let without_ids = checked.iter().map(|_| CheckedEntry::trust_without_checking(Command::Add, &entry));
        let without_ids: Vec<_> = without_ids.collect();
        let add = Add::tasks(&without_ids).unwrap();
        let mut in_xml = String::from("<response><Auth status='0'/>");
        let mut in_soap = Vec::new();
        for result in &results {
            match result {
                Ok(id) => {
                    in_xml += &format!("<Add status='0'><Task><id>{id}</id></Task></Add>");
                    in_soap.push(UpdateResult::added(Id::new(*id).unwrap()));
                }
                Err((code, text)) => {
                    let errors = suiteprojects::element::Element::new("errors").with_text(text);
                    let errors = xml::tree::to_string(&errors).unwrap();
                    in_xml += &format!("<Add status='{code}'>{errors}</Add>");
                    let errors = vec![error(&code.to_string(), Some(text), None)];
                    in_soap.push(UpdateResult::refused(None, errors));
                }
            }
        }
        in_xml += "</response>";
        let told = |outcomes: Vec<Outcome<suiteprojects::api::Stored>>| -> Vec<_> {
            outcomes.into_iter().map(|outcome| outcome.map(|stored| stored.id)).collect()
        };
        let expected = xml::exchange::decode(&add, in_xml.as_bytes(), Limits::default()).unwrap();
        let expected = told(expected);
        let reply = Reply::Add(in_soap);
        for service in [Service::rpc_encoded(), literal()] {
            let in_soap = reply.to_envelope(&service).unwrap();
            let found = exchange::decode(&add, in_soap.as_bytes(), Limits::default()).unwrap();
            prop_assert_eq!(&told(found), &expected);
        }
    }
}
