//! The course of a call, as both drivers go through it: they send and wait, all else is here.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, Instant};

use suiteprojects::protocol::{Call, Failure, Happening, Renewing, Sending, Step, Waiting};
use tracing::{debug, warn};

use super::super::Operation;
use super::error::{Error, Problem, Trouble};
use super::http::{Incoming, Outgoing};
use super::session::{Pass, Shared};

/// What a driver has to do.
pub(super) enum Action<A> {
    /// Send the request and tell what came of it, by [`Course::answered`].
    Send(Outgoing),
    /// Wait.
    Wait(Duration),
    /// Get a pass, newer than the one that was refused, and tell it by [`Course::let_in`].
    Renew { refused: Option<u64> },
    /// It is over.
    End(Result<A, Error>),
}

enum State<A> {
    Begin(Call),
    Step(Step),
    Renewing(Renewing),
    Sending(Sending, Duration),
    Waiting(Waiting),
    Answered(A),
    Over,
}

/// A call in its course.
pub(super) struct Course<'c, O: Operation + ?Sized> {
    shared: &'c Shared,
    operation: &'c O,
    begun: Instant,
    pass: Option<Pass>,
    state: State<O::Answer>,
    /// What went wrong with the last try.
    trouble: Option<Trouble>,
}

impl<'c, O: Operation + ?Sized> Course<'c, O> {
    pub(super) fn new(shared: &'c Shared, operation: &'c O) -> Self {
        let seed = RandomState::new().build_hasher().finish();
        let call = Call::new(shared.config.retry, seed)
            .with_read_only(operation.is_read_only())
            .with_renewable_login(shared.config.credentials.can_renew());
        Self {
            shared,
            operation,
            begun: Instant::now(),
            pass: None,
            state: State::Begin(call),
            trouble: None,
        }
    }

    /// What to do next.
    pub(super) fn next(&mut self) -> Action<O::Answer> {
        loop {
            let step = match std::mem::replace(&mut self.state, State::Over) {
                State::Begin(call) => {
                    self.state = State::Begin(call);
                    return Action::Renew { refused: None };
                }
                State::Step(step) => step,
                State::Waiting(waiting) => waiting.over(),
                State::Answered(answer) => return Action::End(Ok(answer)),
                State::Renewing(renewing) => {
                    self.state = State::Renewing(renewing);
                    let refused = self.pass.as_ref().map(Pass::generation);
                    return Action::Renew { refused };
                }
                State::Sending(..) | State::Over => return self.end(),
            };
            match step {
                Step::Send(sending) => match self.send(sending) {
                    Ok(outgoing) => return Action::Send(outgoing),
                    Err(Some(problem)) => {
                        self.trouble = Some(problem.into());
                        return self.end();
                    }
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
                Step::Done => return self.end(),
            }
        }
    }

    /// Makes the request, if the budget lets it go. Otherwise the state says what comes instead.
    fn send(&mut self, sending: Sending) -> Result<Outgoing, Option<Problem>> {
        let pass = self
            .pass
            .as_ref()
            .ok_or(Some(Problem::Setup("there is no login")))?;
        let request = self.operation.request();
        let verb = request.verb;
        let organization = self.shared.config.organization;
        let outgoing = Outgoing::new(request, pass.endpoint.api(), organization, &pass.token)?;
        match self.shared.spend() {
            Ok(spent_at) => {
                debug!(try_number = sending.number(), %verb, "sends");
                self.state = State::Sending(sending, spent_at);
                Ok(outgoing)
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
        let state = std::mem::replace(&mut self.state, State::Over);
        let State::Sending(sending, spent_at) = state else {
            return;
        };
        let elapsed = self.begun.elapsed();
        self.state = match answer.and_then(|answer| self.decode(&answer)) {
            Ok(answer) => State::Answered(answer),
            Err(trouble) => {
                let trouble = match &self.pass {
                    Some(pass) => trouble.without(&pass.token),
                    None => trouble,
                };
                let problem = &trouble.problem;
                warn!(elapsed_ms = millis(elapsed), %problem, "got no answer that counts");
                let happening = problem.happening();
                if happening == Happening::NotSent {
                    self.shared.give_back(spent_at);
                }
                self.trouble = Some(trouble);
                State::Step(sending.happened(happening, elapsed))
            }
        };
    }

    fn decode(&self, answer: &Incoming) -> Result<O::Answer, Trouble> {
        debug!(
            status = answer.status,
            bytes = answer.body.len(),
            "is answered"
        );
        let decoded = self.operation.decode(answer.status, &answer.body);
        // Texts of errors are cut off; what would be cut through a credential is hidden before.
        let decoded = decoded.or_else(|error| match self.without_token(&answer.body) {
            Some(body) => self.operation.decode(answer.status, body.as_bytes()),
            None => Err(error),
        });
        decoded.map_err(|error| Problem::Answer(error, answer.retry_after()).into())
    }

    /// The body without the access token, if it is in it.
    fn without_token(&self, body: &[u8]) -> Option<String> {
        let token = self.pass.as_ref()?.token.expose();
        let body = String::from_utf8_lossy(body);
        let is_in = !token.is_empty() && body.contains(token);
        is_in.then(|| body.replace(token, "[redacted]"))
    }

    /// What the wish for a pass brought.
    pub(super) fn let_in(&mut self, pass: Result<Pass, Trouble>) {
        let elapsed = self.begun.elapsed();
        let step = match (std::mem::replace(&mut self.state, State::Over), pass) {
            (State::Begin(call), Ok(pass)) => {
                self.pass = Some(pass);
                call.start(elapsed)
            }
            (State::Renewing(renewing), Ok(pass)) => {
                self.pass = Some(pass);
                renewing.renewed(elapsed)
            }
            (State::Renewing(renewing), Err(trouble)) => {
                let problem = &trouble.problem;
                warn!(%problem, "gets no new login");
                self.trouble = Some(trouble);
                renewing.failed()
            }
            (_, Err(trouble)) => {
                let problem = &trouble.problem;
                warn!(%problem, "gets no login");
                self.trouble = Some(trouble);
                return;
            }
            (_, Ok(_)) => return,
        };
        self.state = State::Step(step);
    }

    fn end(&mut self) -> Action<O::Answer> {
        let over = || Problem::Setup("the call is over").into();
        let trouble = self.trouble.take().unwrap_or_else(over);
        Action::End(Err(Error::before(trouble)))
    }

    fn fail(&mut self, failure: Failure) -> Action<O::Answer> {
        let trouble = self.trouble.take();
        let trouble = trouble.unwrap_or_else(|| Problem::Deadline.into());
        Action::End(Err(Error::after(failure, trouble)))
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
