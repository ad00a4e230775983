//! Time entries in large and mixed commands, and records of other types.

use suiteprojects::api::{Add, Delete, Modify, Read};
use suiteprojects::record::FromRecord as _;
use suiteprojects::task::{Field, Task};
use suiteprojects::validate::Command;
use suiteprojects_emulator::{Emulator, Options};

use crate::support::{codes, config, entry, ids, password, unchecked};
use crate::{Driver, WIRES, seeded};

const MONDAY: (&str, &str) = ("date", "2026-01-05");
const ADA: (&str, &str) = ("userid", "251");

/// Validation rules, section 5. The refused ones change nothing for the others.
#[test]
fn refusals_have_the_codes_of_the_rules() {
    for wire in WIRES {
        let emulator = Emulator::start(seeded()).unwrap();
        let driver = Driver::to(wire, &emulator);
        let entries = [
            entry(&[MONDAY, ADA, ("hours", "8")]),
            entry(&[ADA, ("hours", "8")]),
            entry(&[MONDAY, ("userid", "999"), ("hours", "8")]),
            entry(&[MONDAY, ADA, ("projectid", "1")]),
            entry(&[MONDAY, ADA, ("projecttaskid", "1")]),
            entry(&[MONDAY, ADA, ("timesheetid", "1")]),
            entry(&[("date", "2026-01-01"), ADA]),
            entry(&[MONDAY, ADA, ("start_time", "9:00"), ("hours", "1")]),
            entry(&[MONDAY, ADA, ("minutes", "30.5")]),
            entry(&[MONDAY, ADA, ("hours", "1")]),
        ];
        let added = unchecked(Command::Add, &entries);
        let outcomes = driver.send(&Add::tasks(&added).unwrap());
        let expected = [0, 826, 829, 813, 815, 809, 821, 1406, 1, 0];
        assert_eq!(codes(&outcomes), expected);
    }
}

#[test]
fn a_thousand_entries_go_into_one_call() {
    for wire in WIRES {
        let emulator = Emulator::start(Options::default()).unwrap();
        let driver = Driver::to(wire, &emulator);
        let entries: Vec<_> = (0..1_000)
            .map(|number| entry(&[MONDAY, ("userid", "7"), ("minutes", &number.to_string())]))
            .collect();
        let added = unchecked(Command::Add, &entries);
        let added = ids(driver.send(&Add::tasks(&added).unwrap()));
        assert_eq!(added.len(), 1_000);
        let found = driver.send(&Read::<Task>::all()).unwrap();
        let found: Vec<Task> = found.into_iter().map(Result::unwrap).collect();
        let minutes = |task: &Task| -> u64 {
            let whole = |field| task.text(field).unwrap().parse::<u64>().unwrap();
            whole(Field::Hours) * 60 + whole(Field::Minutes)
        };
        assert!(found.iter().map(minutes).eq(0..1_000));
        assert!(found.iter().map(|task| task.id.unwrap()).eq(added));
    }
}

#[test]
fn records_of_other_types_are_stored_and_read() {
    use suiteprojects::element::Element;
    use suiteprojects::record::{Customer, Record};
    for wire in WIRES {
        let emulator = Emulator::start(Options::default()).unwrap();
        let driver = Driver::to(wire, &emulator);
        let customers = [Record::new("Customer")
            .unwrap()
            .with_field("name", "Heron & Sons")
            .with_field("active", "1")];
        let outcomes = driver.send(&Add::records(&customers).unwrap());
        let added = ids(outcomes);
        let found = driver.send(&Read::<Customer>::all()).unwrap();
        let customer = found[0].as_ref().unwrap();
        assert_eq!(customer.name.as_deref(), Some("Heron & Sons"));
        assert_eq!((customer.id, customer.active), (Some(added[0]), Some(true)));
        assert!(customer.created.is_some());
        let generic = Read::of("Customer", suiteprojects::api::Method::All).unwrap();
        let found = driver.send(&generic).unwrap();
        let element: &Element = found[0].as_ref().unwrap();
        assert_eq!(element.child("name").unwrap().text(), "Heron & Sons");
        let _ =
            Customer::from_record(suiteprojects::record::Received::Other(element.clone())).unwrap();
    }
}

/// The binding document/literal has fewer operations, and is answered in its own namespace.
#[test]
fn document_literal_is_spoken_too() {
    use suiteprojects::client::{Soap, blocking::Client};

    let emulator = Emulator::start(seeded()).unwrap();
    let config = config(&emulator.url(), password());
    let soap = Soap::document_literal(&config.endpoint);
    let client = Client::over(soap, config).unwrap();
    let entries = [entry(&[MONDAY, ADA, ("hours", "8")]), entry(&[ADA])];
    let added = unchecked(Command::Add, &entries);
    let outcomes = client.send(&Add::tasks(&added).unwrap()).unwrap();
    assert_eq!(codes(&outcomes), [0, 826]);
    let id = ids(outcomes.into_iter().take(1).collect())[0];
    let change = [entry(&[("id", &id.to_string()), ("notes", "x")])];
    let change = unchecked(Command::Modify, &change);
    client.send(&Modify::tasks(&change).unwrap()).unwrap();
    let found = client.send(&Read::<Task>::by_id(id)).unwrap().unwrap();
    assert_eq!(found[0].as_ref().unwrap().notes.as_deref(), Some("x"));
    let gone = unchecked(Command::Delete, std::slice::from_ref(&entries[0]));
    assert!(Delete::tasks(&gone).is_err(), "it has no id");
    let outcomes = client.send(&Delete::ids("Task", &[id]).unwrap()).unwrap();
    assert_eq!(codes(&outcomes), [0]);
}
