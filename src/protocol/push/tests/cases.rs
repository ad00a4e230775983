//! Single cases.

use std::time::Duration;

use super::server::{Fault, Manners, Server};
use super::*;
use crate::protocol::journal::{Journal as _, JournalMismatch, StateKind};
use crate::protocol::push::{IntakeError, OpenError, Undecided};

fn settled() -> Options {
    Options::default().with_entries_per_request(5)
}

#[test]
fn entries_are_sent_in_batches_in_order() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 12);
    assert_eq!(run(&mut push, &mut server, []), End::Done);
    assert_eq!(server.log, ["Add 5 None", "Add 5 None", "Add 2 None"]);
    let counts = push.progress();
    // Entry 6 has 25 hours.
    assert_eq!((counts.accepted, counts.refused), (11, 1));
}

#[test]
fn a_lost_answer_is_asked_for_and_nothing_else() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 12);
    let end = run(&mut push, &mut server, [Fault::None, Fault::LostWithin(2)]);
    assert_eq!(end, End::Done);
    // Two of five were stored, and one of the others is refused when it is sent again: the five
    // keys and one that is known to be there are asked for in one request.
    assert_eq!(
        server.log,
        [
            "Add 5 None",
            "Add 5 LostWithin(2)",
            "Add 2 None",
            "Ask 6",
            "Add 4 None"
        ]
    );
    let counts = push.progress();
    assert_eq!((counts.accepted, counts.refused), (11, 1));
}

#[test]
fn after_a_crash_the_first_request_is_a_question() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 8);
    let mut faults = [Fault::LostAfter].into_iter();
    // Killed after the server got the first request and before its answer was recorded.
    let mut killed = Run {
        server: &mut server,
        faults: &mut faults,
        calls: 2,
        now: Moment(0),
    };
    assert_eq!(killed.drive(&mut push), Err(End::Killed));
    let mut push = open(push.into_journal(), &settled());
    take(&mut push, 8);
    assert_eq!(run(&mut push, &mut server, []), End::Done);
    // No key is known to be there yet; but all of these are.
    assert_eq!(server.log, ["Add 5 LostAfter", "Ask 5", "Add 3 None"]);
    assert_eq!(push.progress().accepted, 7);
}

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
fn a_request_that_is_too_large_is_halved() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 5);
    let faults = [Fault::RefusedWhole(855), Fault::RefusedWhole(555)];
    assert_eq!(run(&mut push, &mut server, faults), End::Done);
    assert_eq!(
        server.log,
        [
            "Add 5 RefusedWhole(855)",
            "Add 2 RefusedWhole(555)",
            "Add 1 None",
            "Add 1 None",
            "Add 1 None",
            "Add 1 None",
            "Add 1 None"
        ]
    );
}

#[test]
fn a_busy_server_is_left_alone_for_longer_and_longer() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 5);
    let mut faults = std::iter::repeat(Fault::RefusedWhole(556));
    let mut run = Run {
        server: &mut server,
        faults: &mut faults,
        calls: usize::MAX,
        now: Moment(0),
    };
    assert_eq!(run.drive(&mut push), Err(End::GaveUp));
    // 1 + 2 + 4 + 8 + 16 + 32 + 60 + 60 seconds, and nine requests.
    assert_eq!(run.now.0 / 1_000, 184);
    assert_eq!(server.log.len(), 9);
    let counts = push.progress();
    assert_eq!((counts.waiting, counts.sent), (5, 0));
}

#[test]
fn answers_that_keep_getting_lost_end_the_push() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 5);
    let end = run(
        &mut push,
        &mut server,
        std::iter::repeat_n(Fault::LostBefore, 9),
    );
    assert_eq!(end, End::GaveUp);
    let adds = server.log.iter().filter(|line| line.starts_with("Add"));
    assert_eq!(adds.count(), 5);
}

#[test]
fn a_step_that_was_broken_off_counts_as_lost() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 5);
    let Step::Add(entries) = push.step(Moment(0)).unwrap() else {
        panic!("an Add")
    };
    server.add(entries, Fault::None, Moment(0)).unwrap();
    // The driver never came back with the outcome.
    assert!(matches!(push.step(Moment(1)).unwrap(), Step::Wait(_)));
    assert_eq!(run(&mut push, &mut server, []), End::Done);
    assert_eq!(server.log, ["Add 5 None", "Ask 5"]);
    assert_eq!(push.progress().accepted, 5);
}

#[test]
fn an_entry_without_an_answer_of_its_own_is_not_sent_for_ever() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 1);
    let faults = std::iter::repeat_n(Fault::NoResult(0, false), 50);
    assert_eq!(run(&mut push, &mut server, faults), End::Done);
    assert!(matches!(push.undecided(), [(_, Undecided::NoAnswer)]));
    let adds = server.log.iter().filter(|line| line.starts_with("Add"));
    assert_eq!(adds.count(), 3);
}

#[test]
fn a_journal_serves_one_target() {
    let push = open(MemoryJournal::new(), &settled());
    let error = Push::open(push.into_journal(), "other", 8, settled()).unwrap_err();
    assert!(matches!(
        error,
        OpenError::Mismatch(JournalMismatch::Target { .. })
    ));
}

#[test]
fn what_was_accepted_cannot_be_changed_and_what_was_refused_can() {
    let mut server = Server::new(Manners::default());
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 7);
    assert_eq!(run(&mut push, &mut server, []), End::Done);
    assert_eq!(push.progress().refused, 1);

    let mut changed = entry(3);
    changed.set(Field::Hours, "7");
    let mut intake = push.intake().unwrap();
    let checked = CheckedEntry::trust_without_checking(Command::Add, &changed);
    intake.add(3, &checked).unwrap();
    assert!(matches!(
        intake.finish(),
        Err(IntakeError::Mismatch(JournalMismatch::Contents {
            index: 3,
            ..
        }))
    ));

    let mut mended = entry(6);
    mended.set(Field::Hours, "8");
    let mut intake = push.intake().unwrap();
    let checked = CheckedEntry::trust_without_checking(Command::Add, &mended);
    intake.add(6, &checked).unwrap();
    let taken = intake.finish().unwrap();
    assert_eq!((taken.replaced, taken.others), (1, 0));
    assert_eq!(run(&mut push, &mut server, []), End::Done);
    assert_eq!((push.progress().accepted, push.progress().refused), (7, 0));
}

/// Gives entries of these numbers, in this order, as a file would that was edited; with a key of its own
/// where there is one.
fn give(push: &mut Push<MemoryJournal>, rows: &[(u64, Option<&str>)]) -> Result<(), String> {
    let mut intake = push.intake().unwrap();
    for (index, (number, key)) in (0..).zip(rows) {
        let mut entry = entry(*number);
        if let Some(key) = key {
            entry.set(Field::ThinClientId, (*key).to_owned());
        }
        let checked = CheckedEntry::trust_without_checking(Command::Add, &entry);
        intake
            .add(index, &checked)
            .map_err(|error| error.to_string())?;
    }
    intake.finish().map_err(|error| error.to_string())?;
    Ok(())
}

#[test]
fn an_entry_that_moved_to_another_place_is_not_taken_for_another() {
    let pushed = |rows: &[(u64, Option<&str>)], faults: &[Fault]| {
        let mut server = Server::new(Manners::default());
        let mut push = open(MemoryJournal::new(), &settled());
        give(&mut push, rows).unwrap();
        let _ = run(&mut push, &mut server, faults.to_vec());
        (server, push)
    };
    // Entry 6 is refused. Its row is removed, and the last one takes its place.
    let (mut server, mut push) = pushed(&[(5, None), (6, None), (7, None)], &[]);
    assert_eq!(push.progress().refused, 1);
    let error = give(&mut push, &[(5, None), (7, None)]).unwrap_err();
    assert_eq!(
        error,
        "the entry at place 1 was at another place before (key \"0000000000000007-00000002\")"
    );
    // What is as it was can still be given.
    give(&mut push, &[(5, None), (6, None), (7, None)]).unwrap();
    give(&mut push, &[(5, None), (8, None), (7, None)]).unwrap();
    assert_eq!(run(&mut push, &mut server, []), End::Done);
    assert_eq!(server.stored.len(), 3);

    // The same where nothing was sent yet.
    let (_, mut push) = pushed(&[(1, None), (2, None)], &[Fault::NotSent]);
    assert_eq!(push.progress().waiting, 2);
    assert!(give(&mut push, &[(2, None)]).is_err());

    // A key is taken away, or given afterwards.
    let (_, mut push) = pushed(&[(1, Some("mine"))], &[]);
    assert!(give(&mut push, &[(1, None)]).is_err());
    let (_, mut push) = pushed(&[(1, None)], &[]);
    assert!(give(&mut push, &[(1, Some("mine"))]).is_err());

    // Two keys are two entries, if the caller says so.
    let (_, mut push) = pushed(&[(1, Some("one"))], &[]);
    give(&mut push, &[(1, Some("two"))]).unwrap();
}

#[test]
fn an_intake_that_is_not_finished_takes_nothing() {
    let mut push = open(MemoryJournal::new(), &settled());
    let mut intake = push.intake().unwrap();
    let one = entry(1);
    let checked = CheckedEntry::trust_without_checking(Command::Add, &one);
    for index in 0..1_200 {
        intake.add(index, &checked).unwrap();
    }
    assert!(matches!(
        intake.add(5, &checked),
        Err(IntakeError::Mismatch(JournalMismatch::SameKey {
            index: 5,
            ..
        }))
    ));
    drop(intake);
    assert_eq!(push.progress().total(), 0);
    let journal = push.journal_mut();
    assert_eq!(journal.entries(StateKind::Waiting, 0, 9).unwrap(), []);
}

#[test]
fn a_key_of_its_own_is_kept() {
    let mut push = open(MemoryJournal::new(), &settled());
    let mut one = entry(0);
    one.set(Field::ThinClientId, "mine");
    let mut intake = push.intake().unwrap();
    let checked = CheckedEntry::trust_without_checking(Command::Add, &one);
    intake.add(0, &checked).unwrap();
    let two = entry(1);
    let checked = CheckedEntry::trust_without_checking(Command::Add, &two);
    intake.add(1, &checked).unwrap();
    intake.finish().unwrap();
    let entries = push
        .journal_mut()
        .entries(StateKind::Waiting, 0, 9)
        .unwrap();
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["mine", "0000000000000007-00000001"]);
    assert_eq!(push.keys().index_of(keys[0]), None);
    assert_eq!(push.keys().index_of(keys[1]), Some(1));
}

#[test]
fn an_entry_with_a_key_of_its_own_is_asked_for_first() {
    let mut server = Server::new(Manners::default());
    let mut first = open(MemoryJournal::new(), &settled());
    take_with(&mut first, 3, true);
    assert_eq!(run(&mut first, &mut server, []), End::Done);
    // With another journal, as if the first one were gone; no key of it is known to be there.
    let mut second = open(MemoryJournal::new(), &settled());
    take_with(&mut second, 8, true);
    assert_eq!(run(&mut second, &mut server, []), End::Done);
    assert_eq!(
        server.log,
        [
            "Ask 3",
            "Ask 1",
            "Ask 2",
            "Add 3 None",
            "Ask 5",
            "Ask 1",
            "Ask 1",
            "Ask 4",
            "Add 5 None"
        ]
    );
    assert_eq!(server.stored.len(), 7);
    assert_eq!(second.progress().accepted, 7);
}

#[test]
fn a_process_that_comes_back_waits_until_the_last_request_has_settled() {
    let mut server = Server::new(Manners::default());
    let options = settled().with_settle(Duration::from_secs(30));
    // No clock says how long the first process lived on after it had written that it sends: it may have
    // waited for the server, and the clock may have been set since.
    for away in [0, 310_000, 100_000_000_000] {
        let mut push = open(MemoryJournal::new(), &options);
        take(&mut push, 1);
        assert!(matches!(push.step(Moment(1_000)).unwrap(), Step::Add(_)));
        let mut push = open(push.into_journal(), &options);
        let mut now = Moment(1_000 + away);
        let begin = now;
        while let Step::Wait(time) = push.step(now).unwrap() {
            now = now.after(time);
        }
        assert_eq!(now.since(begin), Duration::from_secs(30), "{away}");
        let _ = run(&mut push, &mut server, []);
    }
}

#[test]
fn what_could_not_be_decided_is_asked_for_again_when_a_push_begins_anew() {
    let mut server = Server::new(Manners {
        returns_keys: false,
        ..Manners::default()
    });
    let mut push = open(MemoryJournal::new(), &settled());
    take(&mut push, 2);
    assert_eq!(run(&mut push, &mut server, [Fault::LostAfter]), End::Done);
    assert_eq!(push.undecided().len(), 2);
    server.manners.returns_keys = true;
    push.restart().unwrap();
    assert_eq!(run(&mut push, &mut server, []), End::Done);
    assert_eq!((push.progress().accepted, push.undecided().len()), (2, 0));
    assert_eq!(server.stored.len(), 2);
}
