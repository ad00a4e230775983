//! What all clones of a client share.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::config::{Config, LoginSource};
use super::renewal::Renewal;
use super::secrets::Secrets;
use super::wire::Speaks;
use crate::protocol::Budget;

/// The settings, the session and the budget of a client.
#[derive(Debug)]
pub(super) struct Shared<P: Speaks> {
    protocol: P,
    config: Config,
    /// For a protocol and a login that need one.
    session: Renewal<Option<P::Pass>>,
    budget: Mutex<Budget>,
    begun: Instant,
}

impl<P: Speaks> Shared<P> {
    pub(super) fn new(protocol: P, config: Config) -> Self {
        Self {
            protocol,
            session: Renewal::new(None),
            budget: Mutex::new(Budget::new(config.rates)),
            begun: Instant::now(),
            config,
        }
    }

    pub(super) const fn protocol(&self) -> &P {
        &self.protocol
    }

    pub(super) const fn config(&self) -> &Config {
        &self.config
    }

    pub(super) const fn session(&self) -> &Renewal<Option<P::Pass>> {
        &self.session
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
        self.session.look(|session| {
            if let Some(session) = session {
                P::add_to(session, &mut secrets);
            }
        });
        secrets
    }

    /// Spends one request of the budget, or says how long to wait. The moment is for giving it back.
    pub(super) fn spend(&self) -> Result<Duration, Duration> {
        let mut budget = self.budget.lock().unwrap_or_else(PoisonError::into_inner);
        // Under the lock, so that the moments are in order.
        let now = self.begun.elapsed();
        budget.spend(now).map(|()| now)
    }

    /// Gives back what was spent at this moment.
    pub(super) fn give_back(&self, spent_at: Duration) {
        let mut budget = self.budget.lock().unwrap_or_else(PoisonError::into_inner);
        budget.give_back(spent_at);
    }
}
