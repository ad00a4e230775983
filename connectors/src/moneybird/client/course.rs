//! The course of a call, as both drivers go through it: they send and wait, all else is here.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, Utc};
use suiteprojects::protocol::{Call as Machine, Failure, Sending, Step, Waiting};
use tracing::{debug, warn};

use super::super::{Call, CallError, RateLimit, Response};
use super::config::Config;
use super::error::{Error, Problem, Trouble};
use super::http::{Incoming, Outgoing};

/// What the clones of a client share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) config: Config,
    /// Until when the server takes no more requests.
    hold: Mutex<Option<Instant>>,
}

impl Shared {
    pub(super) const fn new(config: Config) -> Self {
        Self {
            config,
            hold: Mutex::new(None),
        }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.hold
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// How long no request may leave.
    fn wait(&self) -> Option<Duration> {
        let mut hold = self.held();
        let wait = hold.map(|until| until.saturating_duration_since(Instant::now()));
        if wait.is_some_and(|wait| wait.is_zero()) {
            *hold = None;
            return None;
        }
        wait
    }

    fn obey(&self, limit: &RateLimit) {
        if let Some(until) = limit
            .wait()
            .and_then(|wait| Instant::now().checked_add(wait))
        {
            *self.held() = Some(until);
        }
    }
}

/// What a driver has to do.
pub(super) enum Action<A> {
    /// Send the request and tell what came of it, by [`Course::answered`].
    Send(Outgoing),
    /// Wait.
    Wait(Duration),
    /// It is over.
    End(Result<A, Error>),
}

enum State<A> {
    Step(Step),
    Sending(Sending),
    Waiting(Waiting),
    Answered(A),
    Over,
}

/// A call in its course.
pub(super) struct Course<'c, C: Call + ?Sized> {
    shared: &'c Shared,
    call: &'c C,
    begun: Instant,
    state: State<C::Answer>,
    /// What went wrong with the last try.
    trouble: Option<Trouble>,
}

impl<'c, C: Call + ?Sized> Course<'c, C> {
    pub(super) fn new(shared: &'c Shared, call: &'c C) -> Self {
        let seed = RandomState::new().build_hasher().finish();
        let machine = Machine::new(shared.config.retry, seed).with_read_only(call.is_read_only());
        Self {
            shared,
            call,
            begun: Instant::now(),
            state: State::Step(machine.start(Duration::ZERO)),
            trouble: None,
        }
    }

    /// What to do next.
    pub(super) fn next(&mut self) -> Action<C::Answer> {
        loop {
            let step = match std::mem::replace(&mut self.state, State::Over) {
                State::Step(step) => step,
                State::Waiting(waiting) => waiting.over(),
                State::Answered(answer) => return Action::End(Ok(answer)),
                State::Sending(_) | State::Over => return self.end(),
            };
            match step {
                Step::Send(sending) => {
                    if let Some(wait) = self.shared.wait() {
                        let step = sending.postponed(wait, self.begun.elapsed());
                        if matches!(step, Step::Fail(_)) && self.trouble.is_none() {
                            self.trouble = Some(Problem::Hold { wait }.into());
                        }
                        self.state = State::Step(step);
                        continue;
                    }
                    match Outgoing::new(self.call.request(), &self.shared.config) {
                        Ok(outgoing) => {
                            debug!(try_number = sending.number(), method = %outgoing.method, "sends");
                            self.state = State::Sending(sending);
                            return Action::Send(outgoing);
                        }
                        Err(problem) => {
                            self.trouble = Some(problem.into());
                            return self.end();
                        }
                    }
                }
                Step::Wait(waiting) => {
                    let delay = waiting.delay();
                    debug!(wait_ms = millis(delay), "waits");
                    self.state = State::Waiting(waiting);
                    return Action::Wait(delay);
                }
                // The token is never renewed.
                Step::RenewLogin(renewing) => self.state = State::Step(renewing.failed()),
                Step::Fail(failure) => return self.fail(failure),
                Step::Done => return self.end(),
            }
        }
    }

    /// What the request brought.
    pub(super) fn answered(&mut self, answer: Result<Incoming, Trouble>) {
        let State::Sending(sending) = std::mem::replace(&mut self.state, State::Over) else {
            return;
        };
        let elapsed = self.begun.elapsed();
        self.state = match answer.and_then(|answer| self.decode(answer)) {
            Ok(answer) => State::Answered(answer),
            Err(trouble) => {
                let problem = &trouble.problem;
                warn!(elapsed_ms = millis(elapsed), %problem, "got no answer that counts");
                let happening = problem.happening();
                self.trouble = Some(trouble);
                State::Step(sending.happened(happening, elapsed))
            }
        };
    }

    fn decode(&self, answer: Incoming) -> Result<C::Answer, Trouble> {
        let Incoming {
            status,
            headers,
            body,
        } = answer;
        debug!(status, bytes = body.len(), "is answered");
        let response = Response {
            status,
            headers: headers
                .iter()
                .filter_map(|(name, value)| {
                    Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
                })
                .collect(),
            body: self.without_token(body),
        };
        let limit = rate_limit(&response, SystemTime::now().into());
        self.shared.obey(&limit);
        self.call.decode(&response).map_err(|error| {
            let is_throttled =
                matches!(&error, CallError::Refused(refusal) if refusal.status == 429);
            let wait = limit
                .retry_after
                .or(limit.resets_in.filter(|_| is_throttled));
            Problem::Call(error, wait).into()
        })
    }

    /// A server may send back what it was sent.
    fn without_token(&self, body: Vec<u8>) -> Vec<u8> {
        let token = self.shared.config.token.expose();
        match std::str::from_utf8(&body) {
            Ok(text) if !token.is_empty() && text.contains(token) => {
                text.replace(token, "[redacted]").into_bytes()
            }
            _ => body,
        }
    }

    fn end(&mut self) -> Action<C::Answer> {
        let over = || Problem::Setup("the call is over").into();
        Action::End(Err(Error::before(self.trouble.take().unwrap_or_else(over))))
    }

    fn fail(&mut self, failure: Failure) -> Action<C::Answer> {
        let trouble = self.trouble.take();
        let trouble = trouble.unwrap_or_else(|| Problem::Deadline.into());
        Action::End(Err(Error::after(failure, trouble)))
    }
}

/// What the headers say, by the clock of the server if it tells the time.
fn rate_limit(response: &Response, now: DateTime<Utc>) -> RateLimit {
    let date = response
        .header("date")
        .and_then(|text| DateTime::parse_from_rfc2822(text).ok());
    let now = date.map_or(now, |date| date.to_utc());
    RateLimit::read(|name| response.header(name), now.timestamp())
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
