//! What lets requests in now, renewed by one call for all.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, MutexGuard};

use super::config::Config;
use super::error::{Problem, Trouble};
use super::system::System;
use super::throttle::Throttle;
use super::{Outgoing, Response};

/// A pass is renewed so long before it expires, so that it does not expire on its way.
const MARGIN: Duration = Duration::from_secs(30);

/// What lets a request in.
#[derive(Clone, Debug)]
pub(super) struct Held<P> {
    pub(super) pass: P,
    expires: Option<Instant>,
    generation: u64,
}

impl<P> Held<P> {
    pub(super) const fn generation(&self) -> u64 {
        self.generation
    }

    fn is_good(&self, refused: Option<u64>) -> bool {
        refused.is_none_or(|refused| refused < self.generation)
            && self.expires.is_none_or(|expires| Instant::now() < expires)
    }
}

/// What the clones of a client share.
#[derive(Debug)]
pub(super) struct Shared<S: System> {
    pub(super) config: Config<S>,
    pub(super) throttle: Throttle,
    state: Mutex<State<S>>,
    /// How often a renewal was tried.
    tried: AtomicU64,
}

#[derive(Debug)]
struct State<S: System> {
    held: Option<Held<S::Pass>>,
    generation: u64,
    /// Why the last renewal failed.
    failed: Option<Problem<S>>,
}

impl<S: System> Shared<S> {
    pub(super) fn new(config: Config<S>) -> Self {
        let held = config.system.pass().map(|pass| Held {
            pass,
            expires: None,
            generation: 0,
        });
        Self {
            throttle: Throttle::new(config.rates),
            config,
            state: Mutex::new(State {
                held,
                generation: 0,
                failed: None,
            }),
            tried: AtomicU64::new(0),
        }
    }

    /// Waits for its turn to renew.
    pub(super) async fn turn(&self) -> Turn<'_, S> {
        let tried_before = self.tried.load(Ordering::Acquire);
        Turn {
            shared: self,
            state: self.state.lock().await,
            tried_before,
        }
    }

    /// The same for a thread that may wait.
    pub(super) fn turn_blocking(&self) -> Turn<'_, S> {
        let tried_before = self.tried.load(Ordering::Acquire);
        Turn {
            shared: self,
            state: self.state.blocking_lock(),
            tried_before,
        }
    }

    /// Remembers where the system has moved to. If somebody renews just now, the next call finds out again.
    pub(super) fn moved(&self, held: &Held<S::Pass>) {
        if let Ok(mut state) = self.state.try_lock()
            && state.generation == held.generation
        {
            state.held = Some(held.clone());
        }
    }
}

/// The turn of one call, which keeps the others waiting.
pub(super) struct Turn<'s, S: System> {
    shared: &'s Shared<S>,
    state: MutexGuard<'s, State<S>>,
    /// How often a renewal had been tried when this call began to wait.
    tried_before: u64,
}

/// What has to be done for a pass.
pub(super) enum Need<S: System> {
    Nothing(Held<S::Pass>),
    Ask(S::Renewal, Outgoing),
}

impl<S: System> Turn<'_, S> {
    /// What has to be done for a pass that is newer than the refused one. Who waited while somebody else
    /// tried in vain does not try once more.
    pub(super) fn need(&self, refused: Option<u64>) -> Result<Need<S>, Trouble<S>> {
        let held = self.state.held.as_ref();
        if let Some(held) = held.filter(|held| held.is_good(refused)) {
            return Ok(Need::Nothing(held.clone()));
        }
        let system = &self.shared.config.system;
        let Some((renewal, outgoing)) = system.renewal(held.map(|held| &held.pass)) else {
            let what = "the access token is not taken any more, and there is no refresh token";
            return Err(Problem::Setup(what).into());
        };
        match &self.state.failed {
            Some(failed) if self.shared.tried.load(Ordering::Acquire) != self.tried_before => {
                Err(Problem::NotRenewed(Box::new(failed.clone())).into())
            }
            _ => Ok(Need::Ask(renewal, outgoing)),
        }
    }

    /// Takes what came of it.
    pub(super) fn renewed(
        mut self,
        renewal: &S::Renewal,
        answer: Result<Response, Trouble<S>>,
    ) -> Result<Held<S::Pass>, Trouble<S>> {
        self.shared.tried.fetch_add(1, Ordering::AcqRel);
        let system = &self.shared.config.system;
        let read = answer.and_then(|answer| {
            let access = system.renewed(renewal, &answer);
            access.map_err(|failure| Problem::Login(failure).into())
        });
        match read {
            Ok(access) => {
                let good_for = access.good_for.map(|time| time.saturating_sub(MARGIN));
                let held = Held {
                    pass: access.pass,
                    expires: good_for.and_then(|time| Instant::now().checked_add(time)),
                    generation: self.state.generation + 1,
                };
                self.state.generation = held.generation;
                self.state.failed = None;
                self.state.held = Some(held.clone());
                Ok(held)
            }
            Err(trouble) => {
                self.state.failed = Some(trouble.problem.clone());
                Err(trouble)
            }
        }
    }
}
