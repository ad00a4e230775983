//! The course of a call, as both drivers go through it: they send and wait, all else is here.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, Instant};

use tracing::{Span, debug, debug_span, warn};

use super::config::LoginSource;
use super::error::Error;
use super::http::{Incoming, Outgoing};
use super::oauth::Held;
use super::problem::{Problem, Trouble};
use super::secrets::Secrets;
use super::shared::Shared;
use crate::protocol::{Call, Failure, Happening, Renewing, RetryPolicy, Sending, Step, Waiting};
use crate::text::shortened;
use crate::xml::exchange::{self, AnswerError, XmlCommand};

/// What a driver has to do.
pub(super) enum Action<A> {
    /// Send the request and tell what came of it, by [`Course::answered`].
    Send(Outgoing),
    /// Wait.
    Wait(Duration),
    /// Get an access token, newer than the one that was refused, and tell it by [`Course::logged_in`].
    LogIn { refused: Option<u64> },
    /// It is over.
    End(Result<A, Error>),
}

/// A call in its course.
pub(super) struct Course<'c, C: XmlCommand + ?Sized> {
    shared: &'c Shared,
    command: &'c C,
    begun: Instant,
    held: Option<Held>,
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

impl<'c, C: XmlCommand + ?Sized> Course<'c, C> {
    pub(super) fn new(shared: &'c Shared, command: &'c C, policy: RetryPolicy) -> Self {
        let seed = RandomState::new().build_hasher().finish();
        let can_renew = matches!(shared.config.login, LoginSource::Tokens(_));
        let call = Call::new(policy, seed)
            .with_read_only(command.is_read_only())
            .with_renewable_login(can_renew);
        Self {
            shared,
            command,
            begun: Instant::now(),
            held: None,
            state: if can_renew {
                State::FirstLogin(call)
            } else {
                State::Step(call.start(Duration::ZERO))
            },
            trouble: None,
            span: debug_span!(
                "call",
                host = shared.config.endpoint.host(),
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
                    self.state = State::FirstLogin(call);
                    return Action::LogIn { refused: None };
                }
                State::Renewing(renewing) => {
                    self.state = State::Renewing(renewing);
                    let refused = self.held.as_ref().map(|held| held.generation);
                    return Action::LogIn { refused };
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

    /// Makes the request, if the budget lets it go. Otherwise the state says what comes instead.
    fn send(&mut self, sending: Sending) -> Result<Outgoing, Option<Trouble>> {
        let config = &self.shared.config;
        let login = match (&config.login, &self.held) {
            (LoginSource::Fixed(login), _) => Some(login),
            (LoginSource::Tokens(_), Some(held)) => Some(&held.login),
            (LoginSource::Tokens(_) | LoginSource::None, _) => None,
        };
        let request = exchange::encode(&config.application, login, self.command)
            .map_err(|error| Some(Problem::Write(error).into()))?;
        match self.shared.spend() {
            Ok(spent_at) => {
                if sending.number() == 1 {
                    let commands = request.commands();
                    self.span.record("commands", &*shortened(&commands));
                }
                debug!(
                    try_number = sending.number(),
                    bytes = request.size(),
                    "sends"
                );
                self.state = State::Sending(sending, spent_at);
                Ok(Outgoing::of_commands(config, &request))
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
        exchange::decode(self.command, &answer.body, self.shared.config.limits()).map_err(|error| {
            let problem = match error {
                AnswerError::Refused(refusal) => Problem::Refused(refusal),
                error => Problem::Unreadable {
                    error,
                    content_type: answer.odd_content_type(),
                },
            };
            problem.into()
        })
    }

    /// What the request for a login brought.
    pub(super) fn logged_in(&mut self, held: Result<Held, Trouble>) {
        let span = self.span.clone();
        let _entered = span.enter();
        let step = match (std::mem::replace(&mut self.state, State::Over), held) {
            (State::FirstLogin(call), Ok(held)) => {
                self.held = Some(held);
                call.start(self.begun.elapsed())
            }
            (State::Renewing(renewing), Ok(held)) => {
                debug!("has a new login");
                self.held = Some(held);
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
        // The token of this call may have been replaced by another call since.
        if let Some(held) = &self.held {
            secrets.add_login(&held.login);
        }
        secrets
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
