//! What all clones of a client share.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::config::{Config, LoginSource};
use super::secrets::Secrets;
use crate::protocol::Budget;

/// The settings and the budget of a client.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) config: Config,
    budget: Mutex<Budget>,
    begun: Instant,
}

impl Shared {
    pub(super) fn new(config: Config) -> Self {
        Self {
            budget: Mutex::new(Budget::new(config.rates)),
            begun: Instant::now(),
            config,
        }
    }

    /// The credentials that requests are sent with now.
    pub(super) fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        secrets.add(&self.config.application.key);
        match &self.config.login {
            LoginSource::Fixed(login) => secrets.add_login(login),
            LoginSource::Tokens(source) => source.add_to(&mut secrets),
            LoginSource::None => {}
        }
        secrets
    }

    /// Spends one request of the budget, or says how long to wait. The moment is for giving it back.
    pub(super) fn spend(&self) -> Result<Duration, Duration> {
        let now = self.begun.elapsed();
        let mut budget = self.budget.lock().unwrap_or_else(PoisonError::into_inner);
        budget.spend(now).map(|()| now)
    }

    /// Gives back what was spent at this moment.
    pub(super) fn give_back(&self, spent_at: Duration) {
        let mut budget = self.budget.lock().unwrap_or_else(PoisonError::into_inner);
        budget.give_back(spent_at);
    }
}
