//! A call: from the first try to an answer, or to saying what may have become of the request.

use std::time::Duration;

use super::Fate;
use super::retry::{Delays, Happening, PASSING_TRIES, Pause, Remedy, RetryPolicy};

/// What to do next in a call. Each step takes what it leads to with it, so that a call can only go
/// on in the way that the machine allows.
#[derive(Debug)]
#[must_use = "a call goes on with its next step"]
pub enum Step {
    /// Send the request, then tell what happened.
    Send(Sending),
    /// Wait, then go on.
    Wait(Waiting),
    /// Renew the login, then tell whether that succeeded.
    RenewLogin(Renewing),
    /// The call was answered.
    Done,
    /// The call ends without an answer.
    Fail(Failure),
}

/// A call that was not started yet.
///
/// ```
/// use std::time::Duration;
/// use suiteprojects::protocol::{Call, Fate, Happening, RetryPolicy, Step};
///
/// // An Add, whose login cannot be renewed.
/// let call = Call::new(RetryPolicy::default(), 4711);
/// let Step::Send(sending) = call.start(Duration::ZERO) else { unreachable!() };
///
/// // No connection: nothing was sent, so it can be tried again.
/// let Step::Wait(waiting) = sending.happened(Happening::NotSent, Duration::from_secs(1)) else { unreachable!() };
/// assert!(waiting.delay() >= Duration::from_millis(500));
/// let Step::Send(sending) = waiting.over() else { unreachable!() };
///
/// // The connection broke: the server may have stored the record, so it is not sent again.
/// let Step::Fail(failure) = sending.happened(Happening::Lost, Duration::from_secs(3)) else { unreachable!() };
/// assert_eq!(failure.fate, Fate::MaybeApplied);
/// ```
#[derive(Debug)]
pub struct Call(Course);

impl Call {
    /// A call of commands that change something, with a login that cannot be renewed. The seed spreads
    /// the waits of many callers.
    pub fn new(policy: RetryPolicy, seed: u64) -> Self {
        Self(Course {
            is_read_only: false,
            can_renew_login: false,
            delays: policy.delays(seed),
            policy,
            sends: 0,
            sends_after_login: 0,
            passing: 0,
            fate: Fate::NotSent,
        })
    }

    /// Says whether the commands change nothing, so that sending them twice does no harm.
    #[must_use]
    pub fn with_read_only(mut self, is_read_only: bool) -> Self {
        self.0.is_read_only = is_read_only;
        self
    }

    /// Says whether the login can be renewed.
    #[must_use]
    pub fn with_renewable_login(mut self, can_renew_login: bool) -> Self {
        self.0.can_renew_login = can_renew_login;
        self
    }

    /// The first step, so long after the call began: a login may have come before.
    pub fn start(self, elapsed: Duration) -> Step {
        if self.0.is_over(elapsed) {
            return self.0.fail(GiveUp::Deadline);
        }
        self.0.send()
    }
}

/// A call whose request is to be sent now.
#[derive(Debug)]
pub struct Sending(Course);

impl Sending {
    /// Which try this is, from 1.
    pub const fn number(&self) -> u32 {
        self.0.sends
    }

    /// Goes on after this happened, so long after the call began.
    pub fn happened(self, happening: Happening, elapsed: Duration) -> Step {
        self.0.happened(happening, elapsed)
    }

    /// Does not send the request yet, because a [`Budget`](super::Budget) asks to wait. This is no try.
    pub fn postponed(self, wait: Duration, elapsed: Duration) -> Step {
        let mut course = self.0;
        course.sends -= 1;
        if wait > course.policy.most_delay {
            return course.fail(GiveUp::LongWait);
        }
        if course.is_over(elapsed.saturating_add(wait)) {
            return course.fail(GiveUp::Deadline);
        }
        Step::Wait(Waiting(course, wait))
    }
}

/// A call that waits.
#[derive(Debug)]
pub struct Waiting(Course, Duration);

impl Waiting {
    /// How long to wait.
    pub const fn delay(&self) -> Duration {
        self.1
    }

    /// Goes on after the wait.
    pub fn over(self) -> Step {
        self.0.send()
    }
}

/// A call whose login is to be renewed.
#[derive(Debug)]
pub struct Renewing(Course);

impl Renewing {
    /// Goes on with the new login, so long after the call began.
    pub fn renewed(self, elapsed: Duration) -> Step {
        if self.0.is_over(elapsed) {
            return self.0.fail(GiveUp::Deadline);
        }
        self.0.send()
    }

    /// Goes on without a new login.
    pub fn failed(self) -> Step {
        self.0.fail(GiveUp::LoginNotRenewed)
    }
}

/// How a call ended without an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Failure {
    /// What may have become of the request, all tries taken together.
    pub fate: Fate,
    /// How often it was tried.
    pub tries: u32,
    /// Why it is not tried again.
    pub reason: GiveUp,
}

/// Why a request is not sent again.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum GiveUp {
    /// The same request would meet the same answer.
    NoUse,
    /// It may have been carried out, and must not be carried out twice.
    MaybeApplied,
    /// It was tried as often as the policy allows.
    NoMoreTries,
    /// The next try would start after the deadline.
    Deadline,
    /// The server, or the budget, asks for a longer wait than the policy allows.
    LongWait,
    /// A renewed login was refused too, or there was none.
    LoginNotRenewed,
}

/// The course of a call so far.
#[derive(Debug)]
struct Course {
    is_read_only: bool,
    can_renew_login: bool,
    policy: RetryPolicy,
    delays: Delays,
    sends: u32,
    /// 1 once the login was renewed: that try does not count.
    sends_after_login: u32,
    passing: u32,
    fate: Fate,
}

impl Course {
    fn send(mut self) -> Step {
        self.sends = self.sends.saturating_add(1);
        Step::Send(Sending(self))
    }

    fn fail(self, reason: GiveUp) -> Step {
        Step::Fail(Failure {
            fate: self.fate,
            tries: self.sends,
            reason,
        })
    }

    fn is_over(&self, elapsed: Duration) -> bool {
        self.policy
            .deadline
            .is_some_and(|deadline| elapsed >= deadline)
    }

    fn happened(mut self, happening: Happening, elapsed: Duration) -> Step {
        let Some(fate) = happening.fate() else {
            return Step::Done;
        };
        // A doubt about an earlier try stays, whatever becomes of a later one.
        self.fate = match (self.fate, fate) {
            (Fate::MaybeApplied, _) | (_, Fate::MaybeApplied) => Fate::MaybeApplied,
            (Fate::Refused, _) | (_, Fate::Refused) => Fate::Refused,
            (Fate::NotSent, Fate::NotSent) => Fate::NotSent,
        };
        if fate.may_have_been_applied() && !self.is_read_only {
            return self.fail(GiveUp::MaybeApplied);
        }
        match happening.remedy() {
            Remedy::Wait(pause) => self.wait(pause, elapsed),
            Remedy::Login if self.can_renew_login => self.renew(elapsed),
            Remedy::Login if self.sends_after_login > 0 => self.fail(GiveUp::LoginNotRenewed),
            Remedy::Login | Remedy::None => self.fail(GiveUp::NoUse),
        }
    }

    fn renew(mut self, elapsed: Duration) -> Step {
        if self.is_over(elapsed) {
            return self.fail(GiveUp::Deadline);
        }
        self.can_renew_login = false;
        self.sends_after_login = 1;
        Step::RenewLogin(Renewing(self))
    }

    fn wait(mut self, pause: Pause, elapsed: Duration) -> Step {
        if pause == Pause::Passing {
            self.passing += 1;
        }
        if self.sends - self.sends_after_login >= self.policy.tries || self.passing >= PASSING_TRIES
        {
            return self.fail(GiveUp::NoMoreTries);
        }
        let Some(delay) = self.delays.next(pause) else {
            return self.fail(GiveUp::LongWait);
        };
        if self.is_over(elapsed.saturating_add(delay)) {
            return self.fail(GiveUp::Deadline);
        }
        Step::Wait(Waiting(self, delay))
    }
}

#[cfg(test)]
mod tests;
