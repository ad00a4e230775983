//! The course of a call, as both drivers go through it: they send and wait, all else is here.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, Instant};

use super::config::Config;
use super::error::{Error, Problem, Trouble};
use crate::protocol::{Call, Happening, Step};
use crate::xml::exchange::{self, AnswerError, Request, XmlCommand};

/// An answer as it came, read whole.
#[derive(Debug)]
pub(super) struct RawAnswer {
    pub(super) body: Vec<u8>,
    pub(super) odd_content_type: Option<String>,
}

/// What a driver has to do.
pub(super) enum Action<A> {
    Send(Request),
    Wait(Duration),
    End(Result<A, Error>),
}

/// A call in its course.
pub(super) struct Course<'c, C: XmlCommand + ?Sized> {
    config: &'c Config,
    command: &'c C,
    begun: Instant,
    next: Next<C::Answer>,
}

enum Next<A> {
    Step(Step, Option<Trouble>),
    Sending(crate::protocol::Sending),
    Waiting(crate::protocol::Waiting),
    Answered(A),
    Ended,
}

impl<'c, C: XmlCommand + ?Sized> Course<'c, C> {
    pub(super) fn new(config: &'c Config, command: &'c C) -> Self {
        let seed = RandomState::new().build_hasher().finish();
        let call = Call::new(command.is_read_only(), false, config.retry, seed);
        Self {
            config,
            command,
            begun: Instant::now(),
            next: Next::Step(call.start(), None),
        }
    }

    /// What to do next. After [`Action::Send`], [`answered`](Self::answered) has to be told.
    pub(super) fn next(&mut self) -> Action<C::Answer> {
        let step = match std::mem::replace(&mut self.next, Next::Ended) {
            Next::Step(step, trouble) => (step, trouble),
            Next::Waiting(waiting) => (waiting.over(), None),
            Next::Answered(answer) => return Action::End(Ok(answer)),
            Next::Sending(_) | Next::Ended => {
                return Action::End(Err(Error::before(Problem::Lost)));
            }
        };
        match step {
            (Step::Send(sending), _) => {
                let config = self.config;
                match exchange::encode(&config.application, config.login.as_ref(), self.command) {
                    Ok(request) => {
                        self.next = Next::Sending(sending);
                        Action::Send(request)
                    }
                    Err(error) => Action::End(Err(Error::before(Problem::Write(error)))),
                }
            }
            (Step::Wait(waiting), _) => {
                let delay = waiting.delay();
                self.next = Next::Waiting(waiting);
                Action::Wait(delay)
            }
            (Step::Fail(failure), Some(trouble)) => {
                Action::End(Err(Error::after(failure, trouble)))
            }
            (Step::Fail(_) | Step::Done | Step::RenewLogin(_), _) => {
                Action::End(Err(Error::before(Problem::Lost)))
            }
        }
    }

    /// What the request brought.
    pub(super) fn answered(&mut self, answer: Result<RawAnswer, Trouble>) {
        let Next::Sending(sending) = std::mem::replace(&mut self.next, Next::Ended) else {
            return;
        };
        let elapsed = self.begun.elapsed();
        let decoded = answer.and_then(|answer| {
            exchange::decode(self.command, &answer.body, self.config.limits()).map_err(|error| {
                match error {
                    AnswerError::Refused(refusal) => Problem::Refused(refusal).into(),
                    error => Problem::Unreadable {
                        error,
                        content_type: answer.odd_content_type,
                    }
                    .into(),
                }
            })
        });
        self.next = match decoded {
            Ok(answer) => {
                let _ = sending.happened(Happening::Answered, elapsed);
                Next::Answered(answer)
            }
            Err(trouble) => {
                let happening = trouble.problem.happening();
                Next::Step(sending.happened(happening, elapsed), Some(trouble))
            }
        };
    }
}
