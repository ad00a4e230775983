//! Time entries: added, read back, changed, removed, refused.

use suiteprojects::api::{Add, Delete, Modify, Read};
use suiteprojects::record::FromRecord as _;
use suiteprojects::task::{Field, Task};
use suiteprojects::validate::{Command, Settings};
use suiteprojects_emulator::{Emulator, Options};

use crate::support::{codes, entry, ids, unchecked};
use crate::{Driver, WIRES, seeded};

const MONDAY: (&str, &str) = ("date", "2026-01-05");
const ADA: (&str, &str) = ("userid", "251");

fn read(driver: &Driver, id: suiteprojects::task::Id) -> Task {
    let found = driver.send(&Read::<Task>::by_id(id)).unwrap();
    let [task] = <[_; 1]>::try_from(found).unwrap();
    task.unwrap()
}

#[test]
fn a_time_entry_lives() {
    for wire in WIRES {
        let emulator = Emulator::start(seeded()).unwrap();
        let driver = Driver::to(wire, &emulator);
        let entries = [entry(&[
            MONDAY,
            ADA,
            ("projectid", "5521"),
            ("projecttaskid", "88231"),
            ("hours", "5.5"),
            ("minutes", "6"),
            ("notes", "a < b & \"c\" é 😀 ]]>"),
        ])];
        let added = unchecked(Command::Add, &entries);
        let added = ids(driver.send(&Add::tasks(&added).unwrap()));
        let task = read(&driver, added[0]);
        // Validation rules, section 4: 5.5 hours and 6 minutes are 5:36, which are 5.60 hours.
        let texts = [Field::Hours, Field::Minutes, Field::DecimalHours].map(|field| {
            let text = task.text(field).unwrap_or_default();
            text.into_owned()
        });
        assert_eq!(texts, ["5", "36", "5.60"]);
        assert_eq!(task.notes.as_deref(), Some("a < b & \"c\" é 😀 ]]>"));
        // The reference file: timesheet 998 holds that Monday, project 5521 is one of customer 77.
        assert_eq!(task.timesheetid.unwrap().get(), 998);
        assert_eq!(task.customerid.unwrap().get(), 77);
        assert!(task.created.is_some() && task.created == task.updated);

        let id = added[0].to_string();
        let change = [entry(&[
            ("id", &id),
            ("notes", ""),
            ("hours", "4"),
            ("minutes", "0"),
        ])];
        let change = unchecked(Command::Modify, &change);
        assert_eq!(ids(driver.send(&Modify::tasks(&change).unwrap())), added);
        let task = read(&driver, added[0]);
        assert_eq!(task.notes, None);
        assert_eq!(task.text(Field::DecimalHours).as_deref(), Some("4.00"));

        let named = [entry(&[("id", &id)])];
        let named = unchecked(Command::Delete, &named);
        let outcomes = driver.send(&Delete::tasks(&named).unwrap());
        assert_eq!(codes(&outcomes), [0]);
        let outcomes = driver.send(&Delete::tasks(&named).unwrap());
        assert_eq!(codes(&outcomes), [601]);
        let found = driver.send(&Read::<Task>::by_id(added[0]));
        assert!(found.is_ok_and(|found| found.is_empty()));
    }
}

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
fn settings_switch_rules_on() {
    for wire in WIRES {
        let mut settings = Settings::default();
        settings.start_end_times = true;
        settings.restrict_to_task_dates = true;
        let emulator = Emulator::start(seeded().with_settings(settings)).unwrap();
        let driver = Driver::to(wire, &emulator);
        let times = |start, end| {
            [
                MONDAY,
                ADA,
                ("hours", "8"),
                ("start_time", start),
                ("end_time", end),
            ]
        };
        let outside = [
            ("date", "2026-02-02"),
            ADA,
            ("projectid", "5521"),
            ("projecttaskid", "88231"),
        ];
        let entries = [
            entry(&times("9:00", "17:00")),
            entry(&times("9", "17:00")),
            entry(&times("17:00", "9:00")),
            entry(&times("9:00", "17:30")),
            entry(&outside),
        ];
        let added = unchecked(Command::Add, &entries);
        let outcomes = driver.send(&Add::tasks(&added).unwrap());
        assert_eq!(codes(&outcomes), [0, 1404, 1405, 1407, 888]);
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
