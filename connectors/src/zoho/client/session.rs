//! What lets requests in now: an access token and the address it is for, renewed by one call for all.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use suiteprojects::api::Secret;
use suiteprojects::protocol::{Budget, Rates};
use tokio::sync::{Mutex, MutexGuard};

use super::super::{Endpoint, Grant, TokenRequest};
use super::config::{Config, Credentials};
use super::error::{Problem, Trouble};
use super::http::{Incoming, Outgoing};

/// An access token is renewed so long before it expires, so that it does not expire on its way.
const MARGIN: Duration = Duration::from_secs(30);

/// What lets a request in.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    pub(super) token: Secret,
    /// The address of the API that the token is for.
    pub(super) endpoint: Endpoint,
    expires: Option<Instant>,
    generation: u64,
}

impl Pass {
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
pub(super) struct Shared {
    pub(super) config: Config,
    state: Mutex<State>,
    /// How often a renewal was tried.
    tried: AtomicU64,
    budget: std::sync::Mutex<Budget>,
    begun: Instant,
}

#[derive(Debug)]
struct State {
    pass: Option<Pass>,
    generation: u64,
    /// Why the last renewal failed.
    failed: Option<Problem>,
}

impl Shared {
    pub(super) fn new(config: Config) -> Self {
        let pass = match &config.credentials {
            Credentials::AccessToken(token) => Some(Pass {
                token: token.clone(),
                endpoint: config.endpoint.clone(),
                expires: None,
                generation: 0,
            }),
            Credentials::Refresh { .. } => None,
        };
        let rates: Rates = config.rates;
        Self {
            config,
            state: Mutex::new(State {
                pass,
                generation: 0,
                failed: None,
            }),
            tried: AtomicU64::new(0),
            budget: std::sync::Mutex::new(Budget::new(rates)),
            begun: Instant::now(),
        }
    }

    /// Spends a request of the budget, or says how long to wait.
    pub(super) fn spend(&self) -> Result<Duration, Duration> {
        let now = self.begun.elapsed();
        let mut budget = self
            .budget
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        budget.spend(now).map(|()| now)
    }

    /// Gives back what did not leave.
    pub(super) fn give_back(&self, spent_at: Duration) {
        let mut budget = self
            .budget
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        budget.give_back(spent_at);
    }

    /// Waits for its turn to renew.
    pub(super) async fn turn(&self) -> Turn<'_> {
        let tried_before = self.tried.load(Ordering::Acquire);
        Turn {
            shared: self,
            state: self.state.lock().await,
            tried_before,
        }
    }

    /// The same for a thread that may wait.
    pub(super) fn turn_blocking(&self) -> Turn<'_> {
        let tried_before = self.tried.load(Ordering::Acquire);
        Turn {
            shared: self,
            state: self.state.blocking_lock(),
            tried_before,
        }
    }
}

/// The turn of one call, which keeps the others waiting.
pub(super) struct Turn<'s> {
    shared: &'s Shared,
    state: MutexGuard<'s, State>,
    /// How often a renewal had been tried when this call began to wait.
    tried_before: u64,
}

/// What has to be done for a pass.
pub(super) enum Need {
    Nothing(Pass),
    Ask(TokenRequest),
}

impl Turn<'_> {
    /// What has to be done for a pass that is newer than the refused one. Who waited while somebody else
    /// tried in vain does not try once more.
    pub(super) fn need(&self, refused: Option<u64>) -> Result<Need, Trouble> {
        if let Some(pass) = self
            .state
            .pass
            .as_ref()
            .filter(|pass| pass.is_good(refused))
        {
            return Ok(Need::Nothing(pass.clone()));
        }
        let Credentials::Refresh { client, token } = &self.shared.config.credentials else {
            let what = "the access token is not taken any more, and there is no refresh token";
            return Err(Problem::Setup(what).into());
        };
        match &self.state.failed {
            Some(failed) if self.shared.tried.load(Ordering::Acquire) != self.tried_before => {
                Err(Problem::NotRenewed(Box::new(failed.clone())).into())
            }
            _ => {
                let grant = Grant::refresh(token.clone());
                Ok(Need::Ask(TokenRequest::new(client.clone(), grant)))
            }
        }
    }

    /// The request for it.
    pub(super) fn outgoing(&self, request: &TokenRequest) -> Outgoing {
        Outgoing::for_token(request, self.shared.config.endpoint.accounts())
    }

    /// Takes what came of it.
    pub(super) fn renewed(
        mut self,
        request: &TokenRequest,
        answer: Result<Incoming, Trouble>,
    ) -> Result<Pass, Trouble> {
        self.shared.tried.fetch_add(1, Ordering::AcqRel);
        match self.read(request, answer) {
            Ok(pass) => {
                self.state.generation = pass.generation;
                self.state.failed = None;
                self.state.pass = Some(pass.clone());
                Ok(pass)
            }
            Err(trouble) => {
                self.state.failed = Some(trouble.problem.clone());
                Err(trouble)
            }
        }
    }

    fn read(
        &self,
        request: &TokenRequest,
        answer: Result<Incoming, Trouble>,
    ) -> Result<Pass, Trouble> {
        let answer = answer?;
        let tokens = request
            .decode(answer.status, &answer.body)
            .map_err(Problem::Token)?;
        let endpoint = &self.shared.config.endpoint;
        let endpoint = match &tokens.api_domain {
            Some(domain) if endpoint.is_of_vendor() => {
                endpoint.with_api_domain(domain).map_err(Problem::Domain)?
            }
            _ => endpoint.clone(),
        };
        let good_for = tokens.expires_in.map(|time| time.saturating_sub(MARGIN));
        Ok(Pass {
            token: tokens.access_token,
            endpoint,
            expires: good_for.and_then(|time| Instant::now().checked_add(time)),
            generation: self.state.generation + 1,
        })
    }
}
