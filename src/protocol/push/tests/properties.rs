//! Whatever happens to requests, answers and the process, no entry is stored twice, and in the end
//! every entry is stored or refused.

use std::time::Duration;

use proptest::prelude::*;

use super::server::{Fault, Manners, Server};
use super::{End, Run, open, take_with};
use crate::protocol::journal::{MemoryJournal, Moment};
use crate::protocol::push::Options;

const ENTRIES: u64 = 23;
const SETTLE: Duration = Duration::from_secs(2);

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        3 => Just(Fault::None),
        2 => Just(Fault::LostBefore),
        2 => Just(Fault::LostAfter),
        2 => (0usize..6).prop_map(Fault::LostWithin),
        // Less than what the options say that it takes to settle.
        2 => (0u64..2_000).prop_map(|time| Fault::StoredLater(Duration::from_millis(time))),
        1 => Just(Fault::NotSent),
        1 => prop::sample::select(vec![505u32, 554, 555, 556, 854, 855])
            .prop_map(Fault::RefusedWhole),
        1 => (0usize..6, any::<bool>())
            .prop_map(|(index, is_stored)| Fault::NoResult(index, is_stored)),
        1 => (0usize..6, prop::sample::select(vec![556u32, 821]))
            .prop_map(|(index, code)| Fault::RefusedOne(index, code)),
    ]
}

fn manners() -> impl Strategy<Value = Manners> {
    (
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        prop::sample::select(vec![3usize, 1_000]),
    )
        .prop_map(
            |(
                heeds_keys,
                heeds_users,
                heeds_dates,
                returns_keys,
                repeats_keys,
                heeds_offsets,
                most_records,
            )| Manners {
                heeds_keys,
                heeds_users,
                heeds_dates,
                returns_keys,
                repeats_keys,
                heeds_offsets,
                most_records,
                ..Manners::default()
            },
        )
}

/// A run: what happens to its requests, after how many calls it is killed, how long it takes until
/// the next run, and whether the journal is gone by then.
fn runs() -> impl Strategy<Value = Vec<(Vec<Fault>, usize, u64, bool)>> {
    prop::collection::vec(
        (
            prop::collection::vec(fault(), 0..8),
            0usize..60,
            0u64..20_000,
            any::<bool>(),
        ),
        0..6,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_entry_is_stored_at_most_once_and_in_the_end_once(
        manners in manners(),
        runs in runs(),
        own_keys in any::<bool>(),
        entries_per_request in 1usize..8,
        questions_per_request in 1usize..8,
    ) {
        let options = Options::default()
            .with_entries_per_request(entries_per_request)
            .with_questions_per_request(questions_per_request)
            .with_settle(SETTLE);
        let mut server = Server::new(manners);
        let mut journal = MemoryJournal::new();
        let mut now = Moment(1_000_000);
        let mut refused_once = 0;
        // The last run meets a server without faults.
        let runs = runs.into_iter().chain([(Vec::new(), usize::MAX, 0, false)]);
        for (faults, calls, until_next, is_journal_lost) in runs {
            let mut push = open(journal, &options);
            take_with(&mut push, ENTRIES, own_keys);
            refused_once += faults
                .iter()
                .filter(|fault| matches!(fault, Fault::RefusedOne(_, 821)))
                .count();
            let mut run = Run {
                server: &mut server,
                faults: &mut faults.into_iter(),
                calls,
                now,
            };
            let end = run.drive(&mut push);
            now = run.now.after(Duration::from_millis(until_next));
            prop_assert_ne!(end, Err(End::TooManySteps));
            for (notes, times) in server.times_stored() {
                prop_assert!(times <= 1, "{} is stored {} times: {:#?}", notes, times, server.log);
            }
            if calls == usize::MAX {
                prop_assert_eq!(end, Ok(()));
                let counts = push.progress();
                prop_assert_eq!(counts.total(), ENTRIES);
                prop_assert_eq!(counts.waiting, 0);
                let stored = server.stored.len() as u64;
                prop_assert!(counts.accepted <= stored);
                prop_assert!(stored <= counts.accepted + counts.sent);
                prop_assert_eq!(counts.sent, push.undecided().len() as u64);
                // Of 23 entries the server refuses three, and those that it refused once.
                prop_assert!(counts.refused >= 3 - counts.sent.min(3));
                prop_assert!(counts.refused <= 3 + refused_once as u64);
                if manners.returns_keys && manners.heeds_offsets {
                    prop_assert_eq!(counts.sent, 0, "{:?} {:#?}", push.undecided(), server.log);
                    prop_assert_eq!(counts.accepted, stored);
                }
            }
            journal = push.into_journal();
            if own_keys && is_journal_lost {
                // Only what is written down can be waited for.
                now = now.after(SETTLE);
                journal = MemoryJournal::new();
            }
        }
    }
}
