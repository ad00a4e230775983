//! Submitting a timesheet and rejecting its entries: the local server's reading is that Reject of a Task
//! needs its timesheet submitted (else 1001), keeps the notes, and sets the timesheet to R.

use suiteprojects::api::{Method, Read, Search};
use suiteprojects::record::Timesheet;
use suiteprojects::task::{Entry, Field};

use crate::{both, code, entry, id, text};

#[test]
fn an_entry_is_rejected_once_its_timesheet_is_submitted() {
    both(|client| {
        let added = client.add(&[entry(
            "2026-01-06",
            &[(Field::Hours, "8"), (Field::Notes, "mine")],
        )]);
        let stored = id(&added[0]);
        let timesheet = client.task(stored).timesheetid.unwrap();
        assert_eq!(code(&client.reject(&[stored], "why?")[0]), 1001);

        assert_eq!(id(&client.submit(timesheet)[0]), timesheet);
        let status = || {
            let by_id = Method::EqualTo(Search::id(timesheet).into());
            let found = client.read(Read::<Timesheet>::new(by_id));
            found[0].status.clone()
        };
        assert_eq!(status().as_deref(), Some("S"));
        assert_eq!(code(&client.submit(timesheet)[0]), 1001);
        // It cannot be changed meanwhile.
        let mut change = Entry::new();
        change
            .set(Field::Id, stored.to_string())
            .set(Field::Hours, "7");
        assert_eq!(code(&client.modify(std::slice::from_ref(&change))[0]), 821);

        let outcomes = client.reject(&[stored], "why?");
        assert!(outcomes[0].clone().done().is_some(), "{outcomes:?}");
        assert_eq!(status().as_deref(), Some("R"));
        assert_eq!(text(&client.task(stored), Field::Notes), "mine");
        assert_eq!(id(&client.modify(&[change])[0]), stored);
    });
}
