//! Reads: methods, filters, order, pages, fields.

use suiteprojects::api::{Add, Delete, Deleted, Direction, Filter, PageSize, Read, Search};
use suiteprojects::record::{ProjectTask, User};
use suiteprojects::task::{Id, Task};
use suiteprojects::time::NaiveDate;
use suiteprojects::validate::Command;
use suiteprojects_emulator::{Emulator, Options};

use crate::support::{entry, ids, request, unchecked};
use crate::{Driver, WIRES, seeded};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, day).unwrap()
}

/// The days of the entries that a Read finds.
fn days(driver: &Driver, read: &Read<Task>) -> Vec<u32> {
    use chrono::Datelike as _;
    let found = driver.send(read).unwrap();
    let day = |task: Result<Task, _>| task.unwrap().date.unwrap().day();
    found.into_iter().map(day).collect()
}

#[test]
fn questions() {
    for wire in WIRES {
        let emulator = Emulator::start(Options::default()).unwrap();
        let driver = Driver::to(wire, &emulator);
        let entries: Vec<_> = (5..15)
            .map(|day| {
                let user = if day % 2 == 0 { "8" } else { "7" };
                entry(&[
                    ("date", &format!("2026-01-{day:02}")),
                    ("userid", user),
                    ("hours", "1"),
                ])
            })
            .collect();
        let added = ids(driver.send(&Add::tasks(&unchecked(Command::Add, &entries)).unwrap()));
        let all = Read::<Task>::all;
        assert!(days(&driver, &all()).into_iter().eq(5..15));
        let seven = Id::new(7).unwrap();
        assert_eq!(days(&driver, &Read::of_user(seven)), [5, 7, 9, 11, 13]);
        let search = || Search::new().with_field("userid", "7");
        assert_eq!(days(&driver, &Read::equal_to(search())), [5, 7, 9, 11, 13]);
        assert_eq!(
            days(&driver, &Read::not_equal_to(search())),
            [6, 8, 10, 12, 14]
        );
        let on_day = Search::new().with_date("date", day(9));
        assert_eq!(days(&driver, &Read::equal_to(on_day)), [9]);
        let between = all()
            .with_filter(Filter::newer_than("date", day(6)))
            .with_filter(Filter::older_than("date", day(9)));
        assert_eq!(days(&driver, &between), [7, 8]);
        let descending = all().with_order("date", Direction::Descending);
        let page = descending.with_page(2, PageSize::new(3).unwrap());
        assert_eq!(days(&driver, &page), [12, 11, 10]);
        let open = all().with_filter(Filter::OpenTimesheets);
        assert_eq!(days(&driver, &open).len(), 10);

        let some = all().with_fields(["id", "userid"]);
        let found = driver.send(&some).unwrap();
        let task = found[0].as_ref().unwrap();
        assert!(task.userid.is_some() && task.date.is_none() && task.hours.is_none());

        let gone = [entry(&[("id", &added[0].to_string())])];
        driver.send(&Delete::tasks(&unchecked(Command::Delete, &gone)).unwrap());
        assert_eq!(days(&driver, &all().with_deleted(Deleted::Only)), [5]);
        assert_eq!(
            days(&driver, &all().with_deleted(Deleted::Included)).len(),
            10
        );
        assert_eq!(days(&driver, &all()).len(), 9);
    }
}

/// The records of the reference file come back typed, dates as dates.
#[test]
fn seeds_are_read() {
    for wire in WIRES {
        let emulator = Emulator::start(seeded()).unwrap();
        let driver = Driver::to(wire, &emulator);
        let users = driver.send(&Read::<User>::all()).unwrap();
        let names: Vec<_> = users
            .into_iter()
            .map(|user| user.unwrap().name.unwrap())
            .collect();
        assert_eq!(names, ["Ada Quist", "Berto Lund", "Dov Ambler"]);
        let build = driver
            .send(&Read::<ProjectTask>::by_id(Id::new(88_231).unwrap()))
            .unwrap();
        let build = build[0].as_ref().unwrap();
        assert_eq!(build.calculated_finishes, Some(day(31)));
        assert_eq!(build.projectid, Id::new(5_521));
    }
}

#[test]
fn custom_fields_come_back() {
    for wire in WIRES {
        let emulator = Emulator::start(Options::default()).unwrap();
        let driver = Driver::to(wire, &emulator);
        let entries = [entry(&[
            ("date", "2026-01-05"),
            ("userid", "7"),
            ("ticket__c", "A-1"),
        ])];
        let added = unchecked(Command::Add, &entries);
        let id = ids(driver.send(&Add::tasks(&added).unwrap()))[0];
        let found = driver
            .send(&Read::<Task>::by_id(id).with_custom_fields(true))
            .unwrap();
        let task = found[0].as_ref().unwrap();
        assert_eq!(task.custom.len(), 1);
        assert_eq!(task.custom[0].text, "A-1");
        let wsdl = request(emulator.address(), "GET", "/wsdl.pl", b"");
        assert!(wsdl.contains("name=\"ticket__c\""), "{wsdl:.900}");
        let by_ticket = Search::new().with_field("ticket__c", "A-1");
        let found = driver.send(&Read::<Task>::equal_to(by_ticket)).unwrap();
        assert_eq!(found.len(), 1);
    }
}
