//! What is added, changed and removed: sections 3 and 5 of the notes on the wire formats, and section 5 of
//! the validation rules.

use suiteprojects::api::{Deleted, Read};
use suiteprojects::task::{Entry, Field, Id, Task};

use crate::{both, code, entry, id, text};

#[test]
fn what_the_server_fills_in_is_there() {
    both(|client| {
        let fields = [
            (Field::Hours, "8"),
            (Field::ProjectId, "5521"),
            (Field::Notes, "a < b & \"c\" é 😀"),
        ];
        let outcomes = client.add(&[entry("2026-01-06", &fields)]);
        let task = client.task(id(&outcomes[0]));
        assert_eq!(text(&task, Field::Notes), "a < b & \"c\" é 😀");
        assert_eq!(text(&task, Field::Created), "2026-01-20 09:30:00");
        assert_eq!(text(&task, Field::Updated), "2026-01-20 09:30:00");
        assert!(task.timesheetid.is_some());
    });
    // The customer is that of the project, which only a seed tells.
    crate::each(crate::seeded, |client| {
        let fields = [(Field::Hours, "8"), (Field::ProjectId, "5521")];
        let task = client.task(id(&client.add(&[entry("2026-01-06", &fields)])[0]));
        assert_eq!(text(&task, Field::CustomerId), "77");
        // The timesheet of the day, which is there.
        assert_eq!(text(&task, Field::TimesheetId), "998");
    });
}

#[test]
fn a_batch_is_stored_in_part() {
    both(|client| {
        let entries = [
            entry("2026-01-06", &[(Field::Hours, "1")]),
            entry("2026-01-32", &[(Field::Hours, "2")]),
            entry("2026-01-07", &[(Field::Hours, "3")]),
        ];
        let outcomes = client.add(&entries);
        assert_eq!(outcomes.len(), 3);
        assert_eq!(code(&outcomes[1]), 826);
        let stored = [id(&outcomes[0]), id(&outcomes[2])];
        let hours = stored.map(|id| text(&client.task(id), Field::Hours));
        assert_eq!(hours, ["1", "3"]);
        assert_eq!(client.read(Read::<Task>::all()).len(), 2);
    });
}

#[test]
fn an_entry_is_changed_and_a_field_cleared() {
    both(|client| {
        let fields = [
            (Field::Hours, "8"),
            (Field::Notes, "before"),
            (Field::Description, "kept"),
        ];
        let stored = id(&client.add(&[entry("2026-01-06", &fields)])[0]);
        let mut change = Entry::new();
        change
            .set(Field::Id, stored.to_string())
            .set(Field::Hours, "4")
            .set(Field::Minutes, "30")
            .set(Field::Notes, "");
        let outcomes = client.modify(std::slice::from_ref(&change));
        assert_eq!(id(&outcomes[0]), stored);
        let task = client.task(stored);
        let expected = [
            (Field::Hours, "4"),
            (Field::Minutes, "30"),
            (Field::DecimalHours, "4.50"),
            (Field::Notes, ""),
            (Field::Description, "kept"),
        ];
        for (field, expected) in expected {
            assert_eq!(text(&task, field), expected, "{field:?}");
        }
    });
}

#[test]
fn what_is_not_there_cannot_be_changed_or_removed() {
    both(|client| {
        let mut change = Entry::new();
        change.set(Field::Id, "4711").set(Field::Notes, "x");
        assert_eq!(code(&client.modify(&[change])[0]), 601);
        let nobody = Id::new(4711).unwrap();
        assert_eq!(code(&client.delete(&[nobody])[0]), 601);
    });
}

#[test]
fn a_look_up_changes_what_it_finds_and_stores_the_rest() {
    both(|client| {
        let keyed = |key: &str, hours: &str| {
            entry(
                "2026-01-06",
                &[(Field::ThinClientId, key), (Field::Hours, hours)],
            )
        };
        let first = id(&client.upsert("thin_client_id", &[keyed("a", "1")])[0]);
        let outcomes = client.upsert("thin_client_id", &[keyed("a", "2"), keyed("b", "3")]);
        assert_eq!(id(&outcomes[0]), first);
        assert_ne!(id(&outcomes[1]), first);
        assert_eq!(text(&client.task(first), Field::Hours), "2");
        assert_eq!(client.read(Read::<Task>::all()).len(), 2);
    });
}

#[test]
fn what_is_removed_is_kept_as_deleted() {
    both(|client| {
        let entries = [
            entry("2026-01-06", &[(Field::Hours, "1")]),
            entry("2026-01-07", &[(Field::Hours, "2")]),
        ];
        let ids: Vec<Id> = client.add(&entries).iter().map(id).collect();
        let outcomes = client.delete(&ids[..1]);
        assert!(outcomes[0].clone().done().is_some(), "{outcomes:?}");
        let left = |read: Read<Task>| {
            let tasks = client.read(read);
            tasks.iter().filter_map(|task| task.id).collect::<Vec<_>>()
        };
        assert_eq!(left(Read::all()), ids[1..]);
        assert_eq!(left(Read::all().with_deleted(Deleted::Only)), ids[..1]);
        assert_eq!(left(Read::all().with_deleted(Deleted::Included)), ids);
        assert_eq!(code(&client.delete(&ids[..1])[0]), 601);
    });
}
