//! A call, whatever happens to it.

use std::time::Duration;

use suiteprojects::error_code::ErrorCode;
use suiteprojects::protocol::{Call, Fate, GiveUp, Happening, RetryPolicy, Step};

use crate::script::Script;

const TIMES: [Duration; 6] = [
    Duration::ZERO,
    Duration::from_millis(1),
    Duration::from_millis(400),
    Duration::from_secs(7),
    Duration::from_secs(100_000),
    Duration::MAX,
];

fn time(script: &mut Script<'_>) -> Duration {
    TIMES[script.below(6) as usize]
}

#[derive(Clone, Copy)]
enum Event {
    Answered,
    NotSent,
    Lost,
    Unreadable,
    Http,
    Refused,
    Postponed,
}

/// What changes something is never sent again after it may have been carried out, what fails says
/// what may have become of all its tries, and the policy is kept.
pub fn call(data: &[u8]) {
    let mut script = Script::new(data);
    let is_read_only = script.flag();
    let can_renew = script.flag();
    let tries = [1, 0, 2, 4, 9, u32::MAX][script.below(6) as usize];
    let deadline = script.flag().then(|| time(&mut script));
    let (first, most) = (time(&mut script), time(&mut script));
    let policy = RetryPolicy::default()
        .with_tries(tries)
        .with_delays(first, most)
        .with_deadline(deadline);
    let is_late = |elapsed: Duration| deadline.is_some_and(|deadline| elapsed >= deadline);

    // A login may have come before.
    let mut elapsed = time(&mut script);
    let mut fates = Vec::new();
    let mut sends = 0_u32;
    let mut renewals = 0_u32;
    let mut step = Call::new(policy, script.below(256))
        .with_read_only(is_read_only)
        .with_renewable_login(can_renew)
        .start(elapsed);
    loop {
        step = match step {
            Step::Send(sending) => {
                assert!(
                    is_read_only || !fates.contains(&Fate::MaybeApplied),
                    "sent again after it may have been carried out"
                );
                assert!(!is_late(elapsed), "sent after the deadline");
                assert_eq!(sending.number(), sends + 1);
                assert!(sends < tries.max(1).saturating_add(renewals));
                if script.is_over() {
                    return;
                }
                elapsed = elapsed.saturating_add(time(&mut script));
                let happening = match script.choose(&[
                    (b'a', Event::Answered),
                    (b'n', Event::NotSent),
                    (b'l', Event::Lost),
                    (b'u', Event::Unreadable),
                    (b'h', Event::Http),
                    (b'r', Event::Refused),
                    (b'p', Event::Postponed),
                ]) {
                    Event::Postponed => {
                        step = sending.postponed(time(&mut script), elapsed);
                        continue;
                    }
                    Event::Answered => Happening::Answered,
                    Event::NotSent => Happening::NotSent,
                    Event::Lost => Happening::Lost,
                    Event::Unreadable => Happening::Unreadable,
                    Event::Http => {
                        let status = [500, 429, 401, 503, 302, 404, 0, 999];
                        let status = status[script.below(8) as usize];
                        let retry_after = script.flag().then(|| time(&mut script));
                        Happening::http_status(status, retry_after)
                    }
                    Event::Refused => {
                        let code = [505, 556, 401, 416, 2, 821, 0, 990_000];
                        let code = ErrorCode::new(code[script.below(8) as usize]);
                        Happening::refused(code, script.flag())
                    }
                };
                sends += 1;
                fates.extend(happening.fate());
                sending.happened(happening, elapsed)
            }
            Step::Wait(waiting) => {
                assert!(waiting.delay() <= most);
                elapsed = elapsed.saturating_add(waiting.delay());
                waiting.over()
            }
            Step::RenewLogin(renewing) => {
                renewals += 1;
                assert!(can_renew && renewals == 1, "the login is renewed once");
                elapsed = elapsed.saturating_add(time(&mut script));
                if script.flag() {
                    renewing.renewed(elapsed)
                } else {
                    renewing.failed()
                }
            }
            Step::Done => return,
            Step::Fail(failure) => {
                let worst = |fate| fates.contains(&fate);
                let expected = if worst(Fate::MaybeApplied) {
                    Fate::MaybeApplied
                } else if worst(Fate::Refused) {
                    Fate::Refused
                } else {
                    Fate::NotSent
                };
                assert_eq!(failure.fate, expected);
                assert_eq!(failure.tries, sends);
                if failure.reason == GiveUp::MaybeApplied {
                    assert!(!is_read_only && expected.may_have_been_applied());
                }
                return;
            }
        };
    }
}
