//! How a request is treated: the seam between the wires and the socket.
//!
//! Everything goes by the book here. What the real server does besides ([`Manners::dress`]) and what
//! goes wrong on the way ([`Manners::plan`]) is decided in this one place; how it is then done stands in
//! [`exchange`](super::exchange) and [`delivery`](super::delivery).

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Answer, Incoming};

/// How requests are treated.
#[derive(Debug, Default)]
pub(crate) struct Manners {
    /// What is to happen with the next requests.
    planned: Mutex<VecDeque<Plan>>,
}

/// What is to happen with a request, decided before anything of it is carried out.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Nothing is carried out; this is the answer.
    pub(crate) instead: Option<Answer>,
    /// Of the commands of the request only so many are carried out.
    pub(crate) most_commands: usize,
    /// The request is carried out so much later than it came.
    pub(crate) before: Duration,
    /// The answer leaves so much later than it was ready.
    pub(crate) after: Duration,
    pub(crate) delivery: Delivery,
}

/// How much of an answer leaves.
#[allow(dead_code, reason = "all but the first are for bad manners")]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Delivery {
    Whole,
    /// The connection is gone in the middle of the answer.
    Half,
    /// The connection is gone before the answer.
    Nothing,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            instead: None,
            most_commands: usize::MAX,
            before: Duration::ZERO,
            after: Duration::ZERO,
            delivery: Delivery::Whole,
        }
    }
}

impl Manners {
    /// What is to happen with this request.
    pub(super) fn plan(&self, _incoming: &Incoming) -> Plan {
        self.planned().pop_front().unwrap_or_default()
    }

    fn planned(&self) -> MutexGuard<'_, VecDeque<Plan>> {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Plans for the next request that nothing is planned for yet.
    #[cfg(test)]
    pub(super) fn push(&self, plan: Plan) {
        self.planned().push_back(plan);
    }

    /// The answer as it looks on the wire.
    #[allow(clippy::unused_self, reason = "bad manners depend on it")]
    pub(super) fn dress(&self, _incoming: &Incoming, answer: Answer) -> Answer {
        answer
    }
}
