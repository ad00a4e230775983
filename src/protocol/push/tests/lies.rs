//! Servers that do not do what they are asked, as the vendor's do.

use super::cases::settled;
use super::server::{Fault, Manners, Server};
use super::*;
use crate::protocol::push::Undecided;
use crate::task::Task;

#[test]
fn a_server_that_ignores_the_key_is_asked_for_days() {
    let mut server = Server::new(Manners {
        heeds_keys: false,
        most_records: 4,
        ..Manners::default()
    });
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 20);
    let faults = [
        Fault::None,
        Fault::None,
        Fault::LostWithin(3),
        Fault::LostBefore,
    ];
    assert_eq!(run(&mut push, &mut server, faults), End::Done);
    let counts = push.progress();
    assert_eq!((counts.accepted, counts.refused, counts.sent), (18, 2, 0));
    assert_eq!(server.stored.len(), 18);
}

#[test]
fn a_server_that_heeds_one_of_two_conditions_is_asked_for_the_other_days_too() {
    for (heeds_users, heeds_dates) in [(true, false), (false, true), (false, false)] {
        let mut server = Server::new(Manners {
            heeds_keys: false,
            heeds_users,
            heeds_dates,
            ..Manners::default()
        });
        let mut push = open(MemoryJournal::new(), &settled());
        take(&mut push, 20);
        let faults = [Fault::None, Fault::LostAfter, Fault::LostAfter];
        assert_eq!(run(&mut push, &mut server, faults), End::Done);
        assert_eq!(server.stored.len(), 18, "{heeds_users} {heeds_dates}");
        let counts = push.progress();
        assert_eq!((counts.accepted, counts.refused, counts.sent), (18, 2, 0));
    }
}

#[test]
fn without_keys_an_entry_that_looks_the_same_is_left_alone() {
    let mut server = Server::new(Manners {
        returns_keys: false,
        ..Manners::default()
    });
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 4);
    assert_eq!(
        run(&mut push, &mut server, [Fault::LostWithin(1)]),
        End::Done
    );
    // The entries are of four different users and days: three cannot have been stored.
    let counts = push.progress();
    assert_eq!((counts.accepted, counts.sent), (3, 1));
    let [(entry, why)] = push.undecided() else {
        panic!("one is undecided")
    };
    assert_eq!(entry.place, 0);
    assert_eq!(
        *why,
        Undecided::LooksAlike(vec![crate::task::Id::new(1_000).unwrap()])
    );
}

#[test]
fn a_key_that_an_add_repeats_may_not_be_stored() {
    let mut server = Server::new(Manners {
        returns_keys: false,
        repeats_keys: true,
        ..Manners::default()
    });
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 10);
    let faults = [Fault::None, Fault::LostAfter];
    assert_eq!(run(&mut push, &mut server, faults), End::Done);
    assert_eq!(server.times_stored().into_values().max(), Some(1));
}

#[test]
fn a_server_that_hides_what_it_has_is_not_believed() {
    let mut server = Server::new(Manners {
        heeds_keys: false,
        days_off: 1,
        ..Manners::default()
    });
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 10);
    let faults = [Fault::None, Fault::LostAfter];
    assert_eq!(run(&mut push, &mut server, faults), End::Done);
    assert_eq!(server.stored.len(), 9);
    assert!(
        push.undecided()
            .iter()
            .any(|(_, why)| *why == Undecided::NotShown)
    );
}

#[test]
fn a_server_that_gives_the_same_page_again_may_have_more() {
    let mut server = Server::new(Manners {
        heeds_keys: false,
        heeds_offsets: false,
        most_records: 4,
        ..Manners::default()
    });
    let mut push = open(
        MemoryJournal::new(),
        &settled().with_entries_per_request(1_000),
    );
    take(&mut push, 40);
    assert_eq!(run(&mut push, &mut server, [Fault::LostAfter]), End::Done);
    assert_eq!(server.times_stored().into_values().max(), Some(1));
}

#[test]
fn a_key_that_the_server_changed_is_not_taken_for_missing() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 1);
    let mut faults = [Fault::LostAfter].into_iter();
    let mut first = Run {
        server: &mut server,
        faults: &mut faults,
        calls: 3,
        now: Moment(0),
    };
    assert_eq!(first.drive(&mut push), Err(End::Killed));
    let key = server.stored[0].thin_client_id.clone().unwrap();
    server.stored[0].thin_client_id = Some(key[..20].to_owned());
    assert_eq!(run(&mut push, &mut server, []), End::Done);
    let [(_, why)] = push.undecided() else {
        panic!("one is undecided")
    };
    assert_eq!(*why, Undecided::NearlyTheSameKey(server.stored[0].id));
    assert_eq!(server.stored.len(), 1);
}

#[test]
fn a_key_whose_letters_the_server_cannot_store_is_not_taken_for_missing() {
    for stored in [
        "M?ller 1",
        "M\u{c3}\u{bc}ller 1",
        "m\u{fc}ller1 ",
        "Mller 1",
    ] {
        let mut server = Server::new(Manners::default());
        let mut push = open(MemoryJournal::new(), &settled());
        let mut one = entry(0);
        one.set(Field::ThinClientId, "M\u{fc}ller 1");
        // As another program sent it, and the server kept it.
        let mut task = Task::default();
        task.set_text(Field::Id, "1000").unwrap();
        task.set_text(Field::ThinClientId, stored).unwrap();
        task.set_text(Field::UserId, "1").unwrap();
        task.set_text(Field::Date, "2026-01-05").unwrap();
        task.set_text(Field::Hours, "8").unwrap();
        server.stored.push(task);
        let mut intake = push.intake().unwrap();
        let checked = CheckedEntry::trust_without_checking(Command::Add, &one);
        intake.add(0, &checked).unwrap();
        intake.finish().unwrap();
        assert_eq!(run(&mut push, &mut server, []), End::Done);
        assert_eq!(server.stored.len(), 1, "{stored}");
        assert_eq!(push.undecided().len(), 1, "{stored}");
    }
}
