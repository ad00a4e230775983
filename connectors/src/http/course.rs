//! The course of a call, as both drivers go through it: they send and wait, all else is here.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, Instant, SystemTime};

use suiteprojects::protocol::{
    Call as Machine, Failure, Happening, Renewing, Sending, Step, Waiting,
};
use tracing::{debug, warn};

use super::error::{Error, Problem, Trouble};
use super::login::{Held, Shared};
use super::secrets;
use super::system::{Failure as _, System};
use super::throttle;
use super::{Call, Outgoing, Response};

/// How often a system may move during one call.
const MOVES: u8 = 3;

/// What a driver has to do.
pub(super) enum Action<C: Call + ?Sized> {
    /// Send the request and tell what came of it, by [`Course::answered`].
    Send(Outgoing),
    /// Wait.
    Wait(Duration),
    /// Get a pass, newer than the one that was refused, and tell it by [`Course::let_in`].
    Renew { refused: Option<u64> },
    /// It is over.
    End(Result<C::Answer, Error<C::System>>),
}

enum State<A> {
    Begin(Machine),
    Step(Step),
    Renewing(Renewing),
    Sending(Sending, Duration),
    Waiting(Waiting),
    Answered(A),
    Over,
}

/// A call in its course.
pub(super) struct Course<'c, C: Call + ?Sized> {
    shared: &'c Shared<C::System>,
    call: &'c C,
    begun: Instant,
    held: Option<Held<<C::System as System>::Pass>>,
    state: State<C::Answer>,
    moves: u8,
    /// What went wrong with the last try.
    trouble: Option<Trouble<C::System>>,
}

impl<'c, C: Call + ?Sized> Course<'c, C> {
    pub(super) fn new(shared: &'c Shared<C::System>, call: &'c C) -> Self {
        let seed = RandomState::new().build_hasher().finish();
        let machine = Machine::new(shared.config.retry, seed)
            .with_read_only(call.is_read_only())
            .with_renewable_login(shared.config.system.can_renew());
        Self {
            shared,
            call,
            begun: Instant::now(),
            held: None,
            state: State::Begin(machine),
            moves: 0,
            trouble: None,
        }
    }

    /// What to do next.
    pub(super) fn next(&mut self) -> Action<C> {
        loop {
            let step = match std::mem::replace(&mut self.state, State::Over) {
                State::Begin(machine) => {
                    self.state = State::Begin(machine);
                    return Action::Renew { refused: None };
                }
                State::Step(step) => step,
                State::Waiting(waiting) => waiting.over(),
                State::Answered(answer) => return Action::End(Ok(answer)),
                State::Renewing(renewing) => {
                    self.state = State::Renewing(renewing);
                    let refused = self.held.as_ref().map(Held::generation);
                    return Action::Renew { refused };
                }
                State::Sending(..) | State::Over => return self.end(),
            };
            match step {
                Step::Send(sending) => match self.send(sending) {
                    Ok(outgoing) => return Action::Send(outgoing),
                    Err(Some(what)) => {
                        self.trouble = Some(Problem::Setup(what).into());
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

    /// Makes the request, if it may leave. Otherwise the state says what comes instead.
    fn send(&mut self, sending: Sending) -> Result<Outgoing, Option<&'static str>> {
        let held = self.held.as_ref().ok_or(Some("there is no login"))?;
        let request = self.call.request();
        let method = request.method;
        let outgoing = self.shared.config.system.outgoing(request, &held.pass)?;
        match self.shared.throttle.spend() {
            Ok(spent_at) => {
                debug!(try_number = sending.number(), %method, "sends");
                self.state = State::Sending(sending, spent_at);
                Ok(outgoing)
            }
            Err(held) => {
                let (wait, problem) = match held {
                    throttle::Held::ByServer(wait) => (wait, Problem::Hold { wait }),
                    throttle::Held::ByBudget(wait) => (wait, Problem::Budget { wait }),
                };
                let step = sending.postponed(wait, self.begun.elapsed());
                if matches!(step, Step::Fail(_)) && self.trouble.is_none() {
                    self.trouble = Some(problem.into());
                }
                self.state = State::Step(step);
                Err(None)
            }
        }
    }

    /// What the request brought.
    pub(super) fn answered(&mut self, answer: Result<Response, Trouble<C::System>>) {
        let state = std::mem::replace(&mut self.state, State::Over);
        let State::Sending(sending, spent_at) = state else {
            return;
        };
        let elapsed = self.begun.elapsed();
        if let Ok(response) = &answer
            && self.follow(response)
        {
            self.state = State::Step(Step::Send(sending));
            return;
        }
        self.state = match answer.and_then(|answer| self.decode(answer)) {
            Ok(answer) => State::Answered(answer),
            Err(trouble) => {
                let problem = &trouble.problem;
                warn!(elapsed_ms = millis(elapsed), %problem, "got no answer that counts");
                let happening = problem.happening();
                if happening == Happening::NotSent {
                    self.shared.throttle.give_back(spent_at);
                }
                self.trouble = Some(trouble);
                State::Step(sending.happened(happening, elapsed))
            }
        };
    }

    /// Goes where the system has moved to, if the answer says so.
    fn follow(&mut self, response: &Response) -> bool {
        let Some(held) = self.held.as_mut().filter(|_| self.moves < MOVES) else {
            return false;
        };
        let Some(pass) = self.shared.config.system.moved(response, &held.pass) else {
            return false;
        };
        debug!("follows the system, which has moved");
        held.pass = pass;
        self.moves += 1;
        self.shared.moved(held);
        true
    }

    fn decode(&self, mut response: Response) -> Result<C::Answer, Trouble<C::System>> {
        let bytes = response.body.len();
        debug!(status = response.status, bytes, "is answered");
        let system = &self.shared.config.system;
        let limits = system.limits(&response, SystemTime::now().into());
        if let Some(wait) = limits.hold {
            self.shared.throttle.hold(wait);
        }
        let failure = match self.call.decode(&response) {
            Ok(answer) => return Ok(answer),
            Err(failure) => failure,
        };
        // Texts of errors are cut off; what would be cut through a credential is hidden before.
        let failure = match self.without_secrets(&response.body) {
            Some(body) => {
                response.body = body;
                self.call.decode(&response).err().unwrap_or(failure)
            }
            None => failure,
        };
        let wait = limits.retry_after.or_else(|| failure.wait());
        Err(Problem::Answer(failure, wait).into())
    }

    /// The body without what lets requests in, if it is in it.
    fn without_secrets(&self, body: &[u8]) -> Option<Vec<u8>> {
        let held = self.held.as_ref()?;
        secrets::hidden(body, &self.shared.config.system.secrets(&held.pass))
    }

    /// What the wish for a pass brought.
    pub(super) fn let_in(
        &mut self,
        held: Result<Held<<C::System as System>::Pass>, Trouble<C::System>>,
    ) {
        let elapsed = self.begun.elapsed();
        let step = match (std::mem::replace(&mut self.state, State::Over), held) {
            (State::Begin(machine), Ok(held)) => {
                self.held = Some(held);
                machine.start(elapsed)
            }
            (State::Renewing(renewing), Ok(held)) => {
                self.held = Some(held);
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

    fn end(&mut self) -> Action<C> {
        let over = || Problem::Setup("the call is over").into();
        Action::End(Err(Error::before(self.trouble.take().unwrap_or_else(over))))
    }

    fn fail(&mut self, failure: Failure) -> Action<C> {
        let trouble = self.trouble.take();
        let trouble = trouble.unwrap_or_else(|| Problem::Deadline.into());
        Action::End(Err(Error::after(failure, trouble)))
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
