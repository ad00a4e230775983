//! Submit and Reject.

use suiteprojects::api::{Add, Approval, Read, Reject, Submit};
use suiteprojects::record::Timesheet;
use suiteprojects::task::{Id, Task};
use suiteprojects::validate::Command;
use suiteprojects_emulator::{Emulator, Options};

use crate::support::{codes, entry, ids, unchecked};
use crate::{Driver, WIRES};

fn state(driver: &Driver, sheet: Id) -> String {
    let found = driver.send(&Read::<Timesheet>::by_id(sheet)).unwrap();
    found[0].as_ref().unwrap().status.clone().unwrap()
}

/// Reject of a time entry needs its timesheet submitted, else 1001, and sends the sheet back.
#[test]
fn a_rejected_entry_sends_its_timesheet_back() {
    for wire in WIRES {
        let emulator = Emulator::start(Options::default()).unwrap();
        let driver = Driver::to(wire, &emulator);
        let entries = [entry(&[
            ("date", "2026-01-05"),
            ("userid", "7"),
            ("hours", "8"),
        ])];
        let added = ids(driver.send(&Add::tasks(&unchecked(Command::Add, &entries)).unwrap()))[0];
        let task = driver.send(&Read::<Task>::by_id(added)).unwrap();
        let sheet = task[0].as_ref().unwrap().timesheetid.unwrap();
        let named = [entry(&[("id", &added.to_string())])];
        let named = unchecked(Command::Reject, &named);
        let reject = || {
            let approval = Approval::default().with_notes("Monday is missing");
            Reject::tasks(&named).unwrap().with_approval(approval)
        };
        assert_eq!(codes(&driver.send(&reject())), [1001]);
        let sheets = [sheet];
        let submit = Submit::ids("Timesheet", &sheets).unwrap();
        assert_eq!(codes(&driver.send(&submit)), [0]);
        assert_eq!(state(&driver, sheet), "S");
        assert_eq!(codes(&driver.send(&submit)), [1001]);
        assert_eq!(codes(&driver.send(&reject())), [0]);
        assert_eq!(state(&driver, sheet), "R");
    }
}
