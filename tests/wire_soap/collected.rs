//! Entries collected one by one: the same requests as for the commands.

use suiteprojects::api::{Add, Delete, MOST_OBJECTS, Modify, Reject};
use suiteprojects::soap::exchange::{self, EncodeError, SoapCommand};
use suiteprojects::soap::task::Collector;
use suiteprojects::soap::{Binding, Operation, Service};
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::{CheckedEntry, Command};

use super::{checked, golden, keyed, literal};

fn collected(service: Service, entries: &[CheckedEntry<'_>]) -> Result<String, EncodeError> {
    let mut collector = Collector::new(service);
    for entry in entries {
        collector.push(entry).unwrap();
    }
    Ok(collector.finish()?.expose().to_owned())
}

#[track_caller]
fn same<C: SoapCommand>(command: &C, entries: &[CheckedEntry<'_>]) {
    for service in [Service::rpc_encoded(), literal()] {
        let expected = exchange::encode(&service, None, command);
        let found = collected(service, entries);
        assert_eq!(found, expected.map(|request| request.expose().to_owned()));
    }
}

#[test]
fn each_command() {
    let (first, mut second) = (keyed("PB-1", "2026-01-05"), keyed("PB-2", "2026-01-06"));
    second.set_named("reason__c", "x");
    let entries = [
        checked(Command::Add, &first),
        checked(Command::Add, &second),
    ];
    same(&Add::tasks(&entries).unwrap(), &entries);
    same(&Add::tasks(&entries[..0]).unwrap(), &[]);

    let mut change = Entry::new();
    change.set(Field::Id, "5512").set(Field::Notes, "");
    let mut custom = change.clone();
    custom.set_named("reason__c", "");
    let entries = [
        checked(Command::Modify, &change),
        checked(Command::Modify, &custom),
    ];
    same(&Modify::tasks(&entries).unwrap(), &entries);
    same(&Modify::tasks(&entries[..1]).unwrap(), &entries[..1]);

    let mut named = Entry::new();
    named.set(Field::Id, "5512");
    let entries = [checked(Command::Delete, &named)];
    same(&Delete::tasks(&entries).unwrap(), &entries);
    let entries = [checked(Command::Reject, &named)];
    same(&Reject::tasks(&entries).unwrap(), &entries);
    let error = collected(literal(), &entries).unwrap_err();
    assert!(matches!(
        error,
        EncodeError::NotInBinding {
            operation: Operation::Reject,
            binding: Binding::DocumentLiteral,
            ..
        }
    ));
}

#[test]
fn what_does_not_go_together_is_refused_and_leaves_nothing() {
    let entry = keyed("PB-1", "2026-01-05");
    let mut change = Entry::new();
    change.set(Field::Id, "5512").set(Field::Notes, "");
    let mut collector = Collector::new(Service::rpc_encoded());
    collector.push(&checked(Command::Add, &entry)).unwrap();
    let error = collector
        .push(&checked(Command::Modify, &change))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the entry at place 1 was checked for Modify, expected Add"
    );
    let mut hostile = entry.clone();
    hostile.set(Field::Notes, "\0");
    let hostile = CheckedEntry::trust_without_checking(Command::Add, &hostile);
    collector.push(&hostile).unwrap_err();
    let expected = collected(Service::rpc_encoded(), &[checked(Command::Add, &entry)]).unwrap();
    assert_eq!(collector.finish().unwrap().expose(), expected);

    let mut collector = Collector::new(Service::rpc_encoded());
    let entry = checked(Command::Add, &entry);
    for _ in 0..MOST_OBJECTS {
        collector.push(&entry).unwrap();
    }
    assert_eq!(
        collector.push(&entry).unwrap_err().to_string(),
        "found 1001 objects, expected at most 1000 in one request"
    );
    let nameless = CheckedEntry::trust_without_checking(Command::Delete, entry.entry());
    let mut collector = Collector::new(Service::rpc_encoded());
    assert_eq!(
        collector.push(&nameless).unwrap_err().to_string(),
        "the object at place 0 has no internal id, expected one for Delete"
    );
    assert!(!golden("add/nothing.request.xml").is_empty());
}
