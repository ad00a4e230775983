use std::fs;

use proptest::prelude::*;

use super::*;
use crate::error_code::ErrorCode;
use crate::protocol::journal::{
    Binding, Counts, Journal, MemoryJournal, Moment, NewEntry, State, StateKind,
};
use crate::task::Id;

#[derive(Clone, Debug)]
enum Step {
    Bind(Binding),
    /// Batches written down together; whether they are to count, or to be forgotten on purpose.
    Insert(Vec<Vec<NewEntry>>, Ending),
    Entries(StateKind, u64, usize),
    Record(Vec<(u64, State)>),
    Counts,
    Reopen,
}

#[derive(Clone, Copy, Debug)]
enum Ending {
    Commit,
    RollBack,
    /// The journal is closed in the middle.
    Close,
}

/// Few keys, so that they meet again; texts with everything that a text may hold.
fn new_entry() -> impl Strategy<Value = NewEntry> {
    let key = prop_oneof!["[ab]{0,2}", Just("a\0b".to_owned()), ".{0,3}"];
    let payload = prop_oneof![3 => Just(String::new()), 2 => Just("A".to_owned()), 1 => ".{0,20}"];
    (key, payload, any::<bool>()).prop_map(|(key, payload, ask_first)| NewEntry {
        key,
        payload,
        ask_first,
    })
}

/// Numbers at the ends of what they may be.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![0_u64..40, Just(1 << 63), Just(u64::MAX), any::<u64>()]
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![
        any::<bool>().prop_map(|ask_first| State::Waiting { ask_first }),
        number().prop_map(|at| State::Sent { at: Moment(at) }),
        number().prop_map(|id| State::Accepted { id: Id::new(id) }),
        (any::<u32>(), proptest::option::of(".{0,10}")).prop_map(|(code, text)| State::Refused {
            code: ErrorCode::new(code),
            text,
        }),
    ]
}

fn kind() -> impl Strategy<Value = StateKind> {
    state().prop_map(|state| state.kind())
}

fn step() -> impl Strategy<Value = Step> {
    let binding = (".{0,5}", any::<u64>()).prop_map(|(target, nonce)| Binding { target, nonce });
    let limit = prop_oneof![0_usize..5, Just(usize::MAX)];
    let ending = prop_oneof![4 => Just(Ending::Commit), 1 => Just(Ending::RollBack), 1 => Just(Ending::Close)];
    prop_oneof![
        1 => binding.prop_map(Step::Bind),
        4 => (prop::collection::vec(prop::collection::vec(new_entry(), 0..6), 0..3), ending)
            .prop_map(|(batches, ending)| Step::Insert(batches, ending)),
        4 => (kind(), number(), limit).prop_map(|(kind, from, limit)| Step::Entries(kind, from, limit)),
        4 => prop::collection::vec((number(), state()), 0..4).prop_map(Step::Record),
        1 => Just(Step::Counts),
        1 => Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Oracle: the journal in memory.
    #[test]
    fn answers_like_the_journal_in_memory(steps in prop::collection::vec(step(), 0..30)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("push.journal");
        let mut memory = MemoryJournal::new();
        let mut file = SqliteJournal::open(&path).unwrap();
        for step in steps {
            match step {
                Step::Bind(first) => {
                    prop_assert_eq!(file.bind(first.clone()).unwrap(), memory.bind(first).unwrap());
                }
                Step::Insert(batches, ending) => {
                    file.begin().unwrap();
                    memory.begin().unwrap();
                    for entries in batches {
                        prop_assert_eq!(file.insert(&entries).unwrap(), memory.insert(&entries).unwrap());
                    }
                    match ending {
                        Ending::Commit => {
                            file.commit().unwrap();
                            memory.commit().unwrap();
                        }
                        Ending::RollBack => {
                            file.roll_back().unwrap();
                            memory.roll_back().unwrap();
                        }
                        Ending::Close => {
                            drop(file);
                            file = SqliteJournal::open(&path).unwrap();
                            memory.roll_back().unwrap();
                        }
                    }
                }
                Step::Entries(kind, from, limit) => prop_assert_eq!(
                    file.entries(kind, from, limit).unwrap(),
                    memory.entries(kind, from, limit).unwrap()
                ),
                Step::Record(changes) => {
                    file.record(&changes).unwrap();
                    memory.record(&changes).unwrap();
                }
                Step::Counts => prop_assert_eq!(file.counts().unwrap(), memory.counts().unwrap()),
                Step::Reopen => {
                    drop(file);
                    file = SqliteJournal::open(&path).unwrap();
                }
            }
        }
        drop(file);
        let mut file = SqliteJournal::open(&path).unwrap();
        for kind in [StateKind::Waiting, StateKind::Sent, StateKind::Accepted, StateKind::Refused] {
            prop_assert_eq!(
                file.entries(kind, 0, usize::MAX).unwrap(),
                memory.entries(kind, 0, usize::MAX).unwrap()
            );
        }
        prop_assert_eq!(file.counts().unwrap(), memory.counts().unwrap());
    }
}

fn entries(range: std::ops::Range<u64>) -> Vec<NewEntry> {
    range
        .map(|number| NewEntry {
            key: format!("key {number}"),
            payload: format!("{{\"hours\":\"8\",\"notes\":\"{}\"}}", "x".repeat(200)),
            ask_first: false,
        })
        .collect()
}

/// A hundred thousand entries, as a year of a large company has them, written down, sent and
/// answered in batches of the largest request.
#[test]
fn a_hundred_thousand_entries() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("push.journal");
    let mut journal = SqliteJournal::open(&path).unwrap();
    for start in (0..100_000).step_by(1_000) {
        journal.insert(&entries(start..start + 1_000)).unwrap();
    }
    for _ in 0..100 {
        let batch = journal.entries(StateKind::Waiting, 0, 1_000).unwrap();
        for state in [
            State::Sent { at: Moment(1) },
            State::Accepted { id: Id::new(7) },
        ] {
            let changes: Vec<_> = batch
                .iter()
                .map(|entry| (entry.place, state.clone()))
                .collect();
            journal.record(&changes).unwrap();
        }
    }
    drop(journal);
    let mut journal = SqliteJournal::open(&path).unwrap();
    let expected = Counts {
        accepted: 100_000,
        ..Counts::default()
    };
    assert_eq!(journal.counts().unwrap(), expected);
}

/// Nothing is searched through or sorted. Expected values: the words of SQLite's documentation of
/// EXPLAIN QUERY PLAN.
#[test]
fn entries_come_from_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let journal = SqliteJournal::open(folder.path().join("push.journal")).unwrap();
    let plan: Vec<String> = journal
        .connection()
        .prepare(&format!(
            "EXPLAIN QUERY PLAN {}",
            super::sqlite::entries_statement()
        ))
        .unwrap()
        .query_map(rusqlite::params!["waiting", 0, 1], |row| row.get(3))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(
        plan,
        ["SEARCH entry USING INDEX entry_by_state (state=? AND place>?)"]
    );
}

#[test]
fn a_change_that_does_not_fit_the_disk_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("push.journal");
    let mut journal = SqliteJournal::open(&path).unwrap();
    journal.insert(&entries(0..10)).unwrap();
    // SQLite says here the same as where a disk is full.
    let pages: i64 = journal
        .connection()
        .query_row("PRAGMA page_count", (), |row| row.get(0))
        .unwrap();
    journal
        .connection()
        .execute_batch(&format!("PRAGMA max_page_count = {}", pages + 1))
        .unwrap();
    let error = journal.insert(&entries(10..1_000)).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("cannot write the journal {}", path.display())
    );
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("full"), "{cause}");
    // The same between `begin` and `commit`: what SQLite undid by itself does not pass for written.
    journal.begin().unwrap();
    journal.insert(&entries(10..11)).unwrap();
    journal.insert(&entries(11..1_000)).unwrap_err();
    let undone = "an earlier error undid what was begun";
    for outcome in [journal.insert(&entries(11..12)).map(drop), journal.commit()] {
        assert!(outcome.unwrap_err().to_string().ends_with(undone));
    }
    assert_eq!(journal.counts().unwrap().total(), 10);
    // It is still of use, and so is the file.
    assert_eq!(journal.counts().unwrap().total(), 10);
    let text = "x".repeat(100_000);
    let change = |place| {
        let code = ErrorCode::TIMESHEET_NOT_OPEN;
        let text = Some(text.clone());
        (place, State::Refused { code, text })
    };
    journal.record(&[change(0), change(1)]).unwrap_err();
    assert_eq!(journal.counts().unwrap().waiting, 10);
    drop(journal);
    let mut journal = SqliteJournal::open(&path).unwrap();
    assert_eq!(
        journal.entries(StateKind::Waiting, 0, 99).unwrap().len(),
        10
    );
}

/// An end in the middle of making a journal leaves the name with `.new` in one of these conditions.
#[test]
fn an_interrupted_creation_is_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("push.journal");
    let new = folder.path().join("push.journal.new");
    // Nothing was written yet.
    fs::write(&new, b"").unwrap();
    drop(SqliteJournal::open(&path).unwrap());
    assert!(path.exists() && !new.exists());
    // Everything was written, but it did not get its name.
    fs::rename(&path, &new).unwrap();
    drop(SqliteJournal::open(&path).unwrap());
    assert!(path.exists() && !new.exists());
    // It got its name, but kept the other.
    fs::hard_link(&path, &new).unwrap();
    let mut journal = SqliteJournal::open(&path).unwrap();
    journal.insert(&entries(0..1)).unwrap();
    drop(journal);
    // A journal with entries is never taken for a new one.
    fs::remove_file(&path).unwrap();
    let error = SqliteJournal::open(&path).unwrap_err();
    assert_eq!(error.kind(), SqliteJournalErrorKind::System);
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.ends_with("push.journal.new is in the way"), "{cause}");
    assert!(new.exists() && !path.exists());
}
