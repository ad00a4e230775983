//! The laws of a call, whatever happens; and the way of single calls by the table in `retry`.

use proptest::prelude::*;

use super::*;
use crate::error_code::ErrorCode;

const MS: Duration = Duration::from_millis(1);

fn call(is_read_only: bool, can_renew_login: bool, policy: RetryPolicy, seed: u64) -> Call {
    Call::new(policy, seed)
        .with_read_only(is_read_only)
        .with_renewable_login(can_renew_login)
}

fn policy() -> RetryPolicy {
    RetryPolicy::default()
}

/// What a call did.
#[derive(Debug, Default)]
struct Log {
    sends: u32,
    logins: u32,
    waits: Vec<Duration>,
    /// When each try began.
    began: Vec<Duration>,
    happened: Vec<Happening>,
    end: Option<Result<(), Failure>>,
}

/// Plays a script on a call; each try takes so long, and each renewed login too.
fn play(call: Call, script: &[Happening], takes: Duration, login: bool) -> Log {
    let mut log = Log::default();
    let mut now = Duration::ZERO;
    let mut script = script.iter().copied().cycle();
    let mut step = call.start(now);
    for _ in 0..10_000 {
        step = match step {
            Step::Send(sending) => {
                log.sends += 1;
                assert_eq!(sending.number(), log.sends);
                log.began.push(now);
                now += takes;
                let happening = script.next().unwrap();
                log.happened.push(happening);
                sending.happened(happening, now)
            }
            Step::Wait(waiting) => {
                log.waits.push(waiting.delay());
                now += waiting.delay();
                waiting.over()
            }
            Step::RenewLogin(renewing) => {
                log.logins += 1;
                now += takes;
                if login {
                    renewing.renewed(now)
                } else {
                    renewing.failed()
                }
            }
            Step::Done => {
                log.end = Some(Ok(()));
                return log;
            }
            Step::Fail(failure) => {
                log.end = Some(Err(failure));
                return log;
            }
        };
    }
    log
}

fn failure(log: &Log) -> Failure {
    log.end.unwrap().unwrap_err()
}

fn happening() -> impl Strategy<Value = Happening> {
    let code = proptest::sample::select(
        ErrorCode::all()
            .map(crate::error_code::KnownCode::code)
            .chain([ErrorCode::new(4711)])
            .collect::<Vec<_>>(),
    );
    prop_oneof![
        1 => Just(Happening::Answered),
        3 => Just(Happening::NotSent),
        3 => Just(Happening::Lost),
        3 => Just(Happening::Unreadable),
        3 => (100_u16..700, proptest::option::of(0_u64..100_000))
            .prop_map(|(status, wait)| Happening::http_status(status, wait.map(|wait| MS * u32::try_from(wait).unwrap()))),
        2 => Just(Happening::http_status(401, None)),
        2 => Just(Happening::refused(ErrorCode::KEY_NAMESPACE_MISMATCH, true)),
        4 => (code, any::<bool>()).prop_map(|(code, bare)| Happening::refused(code, bare)),
    ]
}

proptest! {
    #[test]
    fn every_call_keeps_the_laws(
        script in proptest::collection::vec(happening(), 1..12),
        is_read_only: bool,
        can_renew: bool,
        login: bool,
        tries in 0_u32..7,
        first in 0_u64..2_000,
        most in 0_u64..90_000,
        deadline in proptest::option::of(0_u64..200_000),
        takes in 0_u64..5_000,
        seed: u64,
    ) {
        let most = Duration::from_millis(most);
        let deadline = deadline.map(Duration::from_millis);
        let policy = policy()
            .with_tries(tries)
            .with_delays(Duration::from_millis(first), most)
            .with_deadline(deadline);
        let call = self::call(is_read_only, can_renew, policy, seed);
        let log = play(call, &script, Duration::from_millis(takes), login);

        // It ends, and soon.
        prop_assert!(log.end.is_some());
        prop_assert!(log.sends <= tries.max(1) + log.logins);
        prop_assert!(log.logins <= u32::from(can_renew));
        prop_assert!(log.waits.iter().all(|wait| *wait <= most));

        // What may have been carried out is not sent again, unless it changes nothing.
        let doubt = log.happened.iter().position(|happening| {
            happening.fate().is_some_and(Fate::may_have_been_applied)
        });
        if let Some(place) = doubt {
            prop_assert!(is_read_only || place + 1 == log.happened.len());
        }

        // No try begins after the deadline.
        if let Some(deadline) = deadline {
            prop_assert!(log.began.iter().all(|began| *began < deadline));
        }

        // A refused request is never said to be answered, nor an answered one refused.
        match log.end.unwrap() {
            Ok(()) => prop_assert_eq!(log.happened.last(), Some(&Happening::Answered)),
            Err(failure) => {
                prop_assert!(!log.happened.contains(&Happening::Answered));
                prop_assert_eq!(failure.tries, log.sends);
                let worst = if doubt.is_some() {
                    Fate::MaybeApplied
                } else if log.happened.iter().all(|happening| happening.fate() == Some(Fate::NotSent)) {
                    Fate::NotSent
                } else {
                    Fate::Refused
                };
                prop_assert_eq!(failure.fate, worst);
            }
        }
    }
}

#[test]
fn a_passing_505_is_sent_three_times_400_ms_apart() {
    let bare = Happening::refused(ErrorCode::KEY_NAMESPACE_MISMATCH, true);
    for is_read_only in [false, true] {
        let log = play(call(is_read_only, false, policy(), 1), &[bare], MS, false);
        assert_eq!(log.waits, [MS * 400, MS * 400]);
        assert_eq!(log.sends, 3);
        let failure = failure(&log);
        assert_eq!(failure.fate, Fate::Refused);
        assert_eq!(failure.reason, GiveUp::NoMoreTries);
    }
    let log = play(
        call(false, false, policy(), 1),
        &[bare, Happening::Answered],
        MS,
        false,
    );
    assert_eq!((log.sends, log.end), (2, Some(Ok(()))));
}

#[test]
fn a_505_on_the_login_is_no_passing_one() {
    let refused = Happening::refused(ErrorCode::KEY_NAMESPACE_MISMATCH, false);
    let log = play(call(true, false, policy(), 1), &[refused], MS, false);
    assert_eq!((log.sends, failure(&log).reason), (1, GiveUp::NoUse));
}

#[test]
fn an_add_is_sent_again_after_what_proves_that_nothing_was_carried_out() {
    for happening in [
        Happening::NotSent,
        Happening::http_status(429, None),
        Happening::refused(ErrorCode::REQUEST_RATE_EXCEEDED, true),
        Happening::refused(ErrorCode::REQUEST_RATE_EXCEEDED, false),
    ] {
        let log = play(call(false, false, policy(), 1), &[happening], MS, false);
        assert_eq!(log.sends, 4, "{happening:?}");
        assert!(log.waits.is_sorted(), "{happening:?}");
        assert!(!failure(&log).fate.may_have_been_applied(), "{happening:?}");
    }
}

#[test]
fn an_add_is_not_sent_again_after_what_proves_nothing() {
    for happening in [
        Happening::Lost,
        Happening::Unreadable,
        Happening::http_status(500, None),
        Happening::http_status(503, Some(MS)),
        Happening::http_status(199, None),
        Happening::http_status(600, None),
    ] {
        let log = play(call(false, true, policy(), 1), &[happening], MS, true);
        assert_eq!(log.sends, 1, "{happening:?}");
        assert_eq!(failure(&log).fate, Fate::MaybeApplied, "{happening:?}");
        assert_eq!(failure(&log).reason, GiveUp::MaybeApplied, "{happening:?}");
        let log = play(call(true, true, policy(), 1), &[happening], MS, true);
        assert_eq!(log.sends, 4, "{happening:?}");
    }
}

#[test]
fn what_the_server_refuses_for_good_is_not_sent_again() {
    for happening in [
        Happening::http_status(301, None),
        Happening::http_status(404, None),
        Happening::http_status(413, None),
        Happening::refused(ErrorCode::USER_LOCKED, false),
        Happening::refused(ErrorCode::ACCOUNT_DOMAIN_REQUIRED, true),
        Happening::refused(ErrorCode::UNSPECIFIED_FAILURE, true),
        Happening::refused(ErrorCode::new(4711), false),
    ] {
        for is_read_only in [false, true] {
            let log = play(
                call(is_read_only, true, policy(), 1),
                &[happening],
                MS,
                true,
            );
            assert_eq!((log.sends, log.logins), (1, 0), "{happening:?}");
            assert_eq!(failure(&log).fate, Fate::Refused, "{happening:?}");
            assert_eq!(failure(&log).reason, GiveUp::NoUse, "{happening:?}");
        }
    }
}

#[test]
fn a_login_is_renewed_once() {
    for happening in [
        Happening::http_status(401, None),
        Happening::refused(ErrorCode::BAD_CREDENTIALS, false),
        Happening::refused(ErrorCode::SESSION_EXPIRED, false),
        Happening::refused(ErrorCode::NOT_LOGGED_IN, false),
    ] {
        let log = play(call(false, true, policy(), 1), &[happening], MS, true);
        assert_eq!((log.sends, log.logins), (2, 1), "{happening:?}");
        assert_eq!(
            failure(&log).reason,
            GiveUp::LoginNotRenewed,
            "{happening:?}"
        );
        let script = [happening, Happening::Answered];
        let log = play(call(false, true, policy(), 1), &script, MS, true);
        assert_eq!(
            (log.sends, log.logins, log.end),
            (2, 1, Some(Ok(()))),
            "{happening:?}"
        );
        // One that cannot be renewed, and one whose renewal fails.
        let log = play(call(false, false, policy(), 1), &[happening], MS, true);
        assert_eq!((log.sends, log.logins), (1, 0), "{happening:?}");
        let log = play(call(false, true, policy(), 1), &[happening], MS, false);
        assert_eq!((log.sends, log.logins), (1, 1), "{happening:?}");
        assert_eq!(failure(&log).fate, Fate::Refused, "{happening:?}");
    }
}

#[test]
fn the_server_says_how_long_to_wait() {
    let second = Duration::from_secs(1);
    let busy = |wait| Happening::http_status(429, Some(wait));
    let script = [busy(second * 7), Happening::Answered];
    let log = play(call(false, false, policy(), 1), &script, MS, false);
    assert_eq!(log.waits, [second * 7]);
    // An hour is more than a call waits by itself.
    let log = play(
        call(false, false, policy(), 1),
        &[busy(second * 3600)],
        MS,
        false,
    );
    assert_eq!((log.sends, failure(&log).reason), (1, GiveUp::LongWait));
    assert_eq!(failure(&log).fate, Fate::Refused);
}

#[test]
fn waits_grow_and_differ_from_caller_to_caller() {
    let waits = |seed| {
        let policy = policy().with_tries(9);
        play(
            call(true, false, policy, seed),
            &[Happening::Lost],
            MS,
            false,
        )
        .waits
    };
    let (one, other) = (waits(1), waits(2));
    assert_ne!(one, other);
    assert_eq!(one, waits(1));
    for (place, wait) in one.iter().enumerate() {
        // Twice as long each time, and up to as much again.
        let least = MS * 500 * (1 << place);
        let most = Duration::from_secs(60);
        assert!(
            *wait >= least.min(most) && *wait <= (least * 2).min(most),
            "{place}: {wait:?}"
        );
    }
}

#[test]
fn what_was_postponed_is_no_try() {
    let second = Duration::from_secs(1);
    let policy = policy().with_tries(1).with_deadline(Some(second * 100));
    let sending = |call: Call| match call.start(Duration::ZERO) {
        Step::Send(sending) => sending,
        step => panic!("{step:?}"),
    };
    let step = sending(call(false, false, policy, 1)).postponed(second * 60, second);
    let Step::Wait(waiting) = step else {
        panic!("{step:?}")
    };
    assert_eq!(waiting.delay(), second * 60);
    let Step::Send(again) = waiting.over() else {
        panic!()
    };
    assert_eq!(again.number(), 1);
    for (wait, elapsed, reason) in [
        (second * 61, second, GiveUp::LongWait),
        (second * 40, second * 60, GiveUp::Deadline),
    ] {
        let step = sending(call(false, false, policy, 1)).postponed(wait, elapsed);
        let Step::Fail(failure) = step else {
            panic!("{step:?}")
        };
        assert_eq!(
            failure,
            Failure {
                fate: Fate::NotSent,
                tries: 0,
                reason
            }
        );
    }
}

#[test]
fn the_strangest_policy_is_followed() {
    let longest = Duration::MAX;
    let policy = policy().with_tries(u32::MAX).with_delays(longest, longest);
    let call = self::call(true, false, policy, 1);
    let Step::Send(sending) = call.start(Duration::ZERO) else {
        panic!()
    };
    let step = sending.happened(Happening::Lost, longest);
    assert!(
        matches!(step, Step::Wait(waiting) if waiting.delay() <= Duration::from_secs(24 * 60 * 60))
    );
}
