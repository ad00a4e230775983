//! How many requests may leave: the budget of the client, and what the server said.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use suiteprojects::protocol::{Budget, Rates};

/// What lets requests go or holds them, for all clones of a client.
#[derive(Debug)]
pub(super) struct Throttle {
    budget: Mutex<Budget>,
    begun: Instant,
    /// Until when the server takes no more requests.
    hold: Mutex<Option<Instant>>,
}

/// Why a request may not leave now, and for how long.
#[derive(Clone, Copy, Debug)]
pub(super) enum Held {
    ByServer(Duration),
    ByBudget(Duration),
}

impl Throttle {
    pub(super) fn new(rates: Rates) -> Self {
        Self {
            budget: Mutex::new(Budget::new(rates)),
            begun: Instant::now(),
            hold: Mutex::new(None),
        }
    }

    /// Spends a request of the budget, or says how long to wait.
    pub(super) fn spend(&self) -> Result<Duration, Held> {
        {
            let mut hold = self.hold.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(until) = *hold {
                let wait = until.saturating_duration_since(Instant::now());
                if !wait.is_zero() {
                    return Err(Held::ByServer(wait));
                }
                *hold = None;
            }
        }
        let now = self.begun.elapsed();
        let mut budget = self.budget.lock().unwrap_or_else(PoisonError::into_inner);
        budget.spend(now).map(|()| now).map_err(Held::ByBudget)
    }

    /// Gives back what did not leave.
    pub(super) fn give_back(&self, spent_at: Duration) {
        let mut budget = self.budget.lock().unwrap_or_else(PoisonError::into_inner);
        budget.give_back(spent_at);
    }

    /// Lets nothing go for so long.
    pub(super) fn hold(&self, wait: Duration) {
        let until = Instant::now().checked_add(wait);
        *self.hold.lock().unwrap_or_else(PoisonError::into_inner) = until;
    }
}
