//! The course of a call, as both drivers go through it: they send and wait, all else is here.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, Instant};

use tracing::{Span, debug, debug_span, warn};

use super::config::LoginSource;
use super::error::Error;
use super::http::{Incoming, Outgoing};
use super::problem::{Problem, Trouble};
use super::renewal::Held;
use super::secrets::Secrets;
use super::shared::Shared;
use super::wire::{Exchange, Speaks, Written};
use crate::protocol::{Call, Failure, Happening, Renewing, RetryPolicy, Sending, Step, Waiting};
use crate::text::shortened;
use crate::xml::exchange::AnswerError;

/// What a driver has to do.
pub(super) enum Action<A> {
    /// Send the request and tell what came of it, by [`Course::answered`].
    Send(Outgoing),
    /// Wait.
    Wait(Duration),
    /// Get an access token or a session, newer than the one that was refused, in the time that the call
    /// has left, and tell it by [`Course::logged_in`].
    LogIn {
        refused: Option<u64>,
        policy: RetryPolicy,
    },
    /// It is over.
    End(Result<A, Error>),
}

/// A call in its course.
pub(super) struct Course<'c, P: Speaks, C: Exchange<P> + ?Sized> {
    shared: &'c Shared<P>,
    command: &'c C,
    policy: RetryPolicy,
    begun: Instant,
    /// What lets the requests in.
    pass: Option<P::Pass>,
    /// Which one that is, if it is renewed.
    generation: Option<u64>,
    state: State<C::Answer>,
    /// What went wrong with the last try.
    trouble: Option<Trouble>,
    span: Span,
}

enum State<A> {
    Step(Step),
    FirstLogin(Call),
    Renewing(Renewing),
    Sending(Sending, Duration),
    Waiting(Waiting),
    Answered(A),
    Over,
}

impl<'c, P: Speaks, C: Exchange<P> + ?Sized> Course<'c, P, C> {
    pub(super) fn new(shared: &'c Shared<P>, command: &'c C, policy: RetryPolicy) -> Self {
        let (pass, can_renew) = match &shared.config().login {
            _ if !command.needs_pass() => (None, false),
            LoginSource::None => (None, false),
            LoginSource::Tokens(_) => (None, true),
            LoginSource::Fixed(login) => {
                let pass = P::pass(login);
                let can_renew = pass.is_none();
                (pass, can_renew)
            }
        };
        Self::with(shared, command, policy, pass, can_renew)
    }

    /// A call that is let in by this and nothing else.
    pub(super) fn within(
        shared: &'c Shared<P>,
        command: &'c C,
        policy: RetryPolicy,
        pass: P::Pass,
    ) -> Self {
        Self::with(shared, command, policy, Some(pass), false)
    }

    fn with(
        shared: &'c Shared<P>,
        command: &'c C,
        policy: RetryPolicy,
        pass: Option<P::Pass>,
        can_renew: bool,
    ) -> Self {
        let seed = RandomState::new().build_hasher().finish();
        let call = Call::new(policy, seed)
            .with_read_only(command.is_read_only())
            .with_renewable_login(can_renew);
        Self {
            shared,
            command,
            policy,
            begun: Instant::now(),
            pass,
            generation: None,
            state: if can_renew {
                State::FirstLogin(call)
            } else {
                State::Step(call.start(Duration::ZERO))
            },
            trouble: None,
            span: debug_span!(
                "call",
                host = shared.config().endpoint.host(),
                commands = tracing::field::Empty,
                tries = tracing::field::Empty,
            ),
        }
    }

    /// What to do next.
    pub(super) fn next(&mut self) -> Action<C::Answer> {
        let span = self.span.clone();
        let _entered = span.enter();
        loop {
            let step = match std::mem::replace(&mut self.state, State::Over) {
                State::Step(step) => step,
                State::Waiting(waiting) => waiting.over(),
                State::Answered(answer) => return Action::End(Ok(answer)),
                State::FirstLogin(call) => {
                    if let Err(problem) = self.check_before_session() {
                        return self.end(problem.into());
                    }
                    self.state = State::FirstLogin(call);
                    return self.log_in(None);
                }
                State::Renewing(renewing) => {
                    self.state = State::Renewing(renewing);
                    return self.log_in(self.generation);
                }
                State::Sending(..) | State::Over => {
                    return self.end(Problem::Setup("the call is over").into());
                }
            };
            match step {
                Step::Send(sending) => match self.send(sending) {
                    Ok(outgoing) => return Action::Send(outgoing),
                    Err(Some(trouble)) => return self.end(trouble),
                    Err(None) => {}
                },
                Step::Wait(waiting) => {
                    let delay = waiting.delay();
                    debug!(wait_ms = millis(delay), "waits");
                    self.state = State::Waiting(waiting);
                    return Action::Wait(delay);
                }
                Step::RenewLogin(renewing) => self.state = State::Renewing(renewing),
                Step::Fail(failure) => return self.fail(failure),
                Step::Done => return self.end(Problem::Setup("the call is over").into()),
            }
        }
    }

    fn log_in(&self, refused: Option<u64>) -> Action<C::Answer> {
        let deadline = self.policy.deadline;
        let left = deadline.map(|deadline| deadline.saturating_sub(self.begun.elapsed()));
        Action::LogIn {
            refused,
            policy: self.policy.with_deadline(left),
        }
    }

    /// What cannot be written begins no session.
    fn check_before_session(&self) -> Result<(), Problem> {
        let begins = self.shared.config().login.fixed().is_some()
            && self.shared.session().look(Option::is_none) == Some(true);
        if begins {
            self.encode(None)?;
        }
        Ok(())
    }

    fn encode(&self, pass: Option<&P::Pass>) -> Result<Written, Problem> {
        let shared = self.shared;
        self.command
            .encode(shared.protocol(), shared.config(), pass)
    }

    /// Makes the request, if the budget lets it go. Otherwise the state says what comes instead.
    fn send(&mut self, sending: Sending) -> Result<Outgoing, Option<Trouble>> {
        let written = self
            .encode(self.pass.as_ref())
            .map_err(|problem| Some(problem.into()))?;
        match self.shared.spend() {
            Ok(spent_at) => {
                if sending.number() == 1 {
                    self.span.record("commands", &*shortened(&written.commands));
                }
                debug!(
                    try_number = sending.number(),
                    bytes = written.outgoing.body.len(),
                    "sends"
                );
                self.state = State::Sending(sending, spent_at);
                Ok(written.outgoing)
            }
            Err(wait) => {
                let step = sending.postponed(wait, self.begun.elapsed());
                if matches!(step, Step::Fail(_)) {
                    self.trouble = Some(Problem::Budget { wait }.into());
                }
                self.state = State::Step(step);
                Err(None)
            }
        }
    }

    /// What the request brought.
    pub(super) fn answered(&mut self, answer: Result<Incoming, Trouble>) {
        let span = self.span.clone();
        let _entered = span.enter();
        let State::Sending(sending, spent_at) = std::mem::replace(&mut self.state, State::Over)
        else {
            return;
        };
        let elapsed = self.begun.elapsed();
        self.state = match answer.and_then(|answer| self.decode(&answer)) {
            Ok(answer) => {
                self.span.record("tries", sending.number());
                State::Answered(answer)
            }
            Err(trouble) => {
                let trouble = trouble.without(&self.secrets());
                warn!(elapsed_ms = millis(elapsed), problem = %trouble, "got no answer that counts");
                let happening = trouble.problem.happening();
                if happening == Happening::NotSent {
                    self.shared.give_back(spent_at);
                }
                self.trouble = Some(trouble);
                State::Step(sending.happened(happening, elapsed))
            }
        };
    }

    fn decode(&self, answer: &Incoming) -> Result<C::Answer, Trouble> {
        debug!(
            elapsed_ms = millis(self.begun.elapsed()),
            status = answer.status,
            bytes = answer.body.len(),
            "is answered"
        );
        let limits = self.shared.config().limits();
        let decoded = self.command.decode(answer, limits);
        match decoded {
            Err(AnswerError::Refused(refusal)) => Err(Problem::Refused(refusal).into()),
            // A fault without a code says more than the status that it came with.
            Err(error @ AnswerError::Fault { .. }) => {
                Err(Problem::unreadable(error, answer, P::MEDIA_TYPE).into())
            }
            Ok(answer) if P::READS_STATUS => Ok(answer),
            // Whatever else comes with a status of failure is no answer of the API.
            decoded => {
                answer.check_status()?;
                decoded.map_err(|error| Problem::unreadable(error, answer, P::MEDIA_TYPE).into())
            }
        }
    }

    /// What the request for a login brought.
    pub(super) fn logged_in(&mut self, held: Result<Held<P::Pass>, Trouble>) {
        let span = self.span.clone();
        let _entered = span.enter();
        let step = match (std::mem::replace(&mut self.state, State::Over), held) {
            (State::FirstLogin(call), Ok(held)) => {
                self.hold(held);
                call.start(self.begun.elapsed())
            }
            (State::Renewing(renewing), Ok(held)) => {
                debug!("has a new login");
                self.hold(held);
                renewing.renewed(self.begun.elapsed())
            }
            (State::Renewing(renewing), Err(trouble)) => {
                warn!(problem = %trouble, "gets no new login");
                self.trouble = Some(trouble);
                renewing.failed()
            }
            (_, Err(trouble)) => {
                warn!(problem = %trouble, "gets no login");
                self.trouble = Some(trouble);
                return;
            }
            (_, Ok(_)) => return,
        };
        self.state = State::Step(step);
    }

    fn hold(&mut self, held: Held<P::Pass>) {
        self.pass = Some(held.pass);
        self.generation = Some(held.generation);
    }

    fn end(&mut self, trouble: Trouble) -> Action<C::Answer> {
        let trouble = self.trouble.take().unwrap_or(trouble);
        Action::End(Err(Error::before(trouble)))
    }

    fn fail(&mut self, failure: Failure) -> Action<C::Answer> {
        self.span.record("tries", failure.tries);
        let trouble = self
            .trouble
            .take()
            .unwrap_or_else(|| Problem::Deadline.into());
        Action::End(Err(Error::after(failure, trouble)))
    }

    fn secrets(&self) -> Secrets {
        let mut secrets = self.shared.secrets();
        // The token or session of this call may have been replaced by another call since.
        if let Some(pass) = &self.pass {
            P::add_to(pass, &mut secrets);
        }
        secrets
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Application, Login, Whoami};
    use crate::client::{Config, Soap};

    #[test]
    fn a_login_has_no_more_time_than_the_call() {
        let config = Config::new(
            "http://127.0.0.1:9".parse().unwrap(),
            Application::new("test", "1", "key"),
            Login::password("acme", "ann", "the-password"),
        );
        let shared = Shared::new(Soap::rpc_encoded(), config);
        let (whoami, most) = (Whoami::new(), Duration::from_secs(10));
        for (deadline, expected) in [(None, 0..=0), (Some(most), 1..=10_000)] {
            let policy = RetryPolicy::default().with_deadline(deadline);
            let mut course = Course::new(&shared, &whoami, policy);
            let Action::LogIn { refused, policy } = course.next() else {
                panic!("a session comes first")
            };
            assert_eq!(refused, None);
            assert_eq!(policy.deadline.is_some(), deadline.is_some());
            assert!(expected.contains(&policy.deadline.map_or(0, millis)));
        }
        let none = RetryPolicy::default().with_deadline(Some(Duration::ZERO));
        let mut course = Course::new(&shared, &whoami, none);
        let Action::LogIn { policy, .. } = course.next() else {
            panic!("a session comes first")
        };
        assert_eq!(policy.deadline, Some(Duration::ZERO));
    }
}
