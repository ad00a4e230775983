//! How a request is treated: the seam between the wires and the socket.
//!
//! The wires go by the book. What the real server does besides ([`Manners::dress`]) and what
//! goes wrong on the way ([`Manners::plan`]) is decided in this one place; how it is then done stands in
//! [`exchange`](super::exchange) and [`delivery`](super::delivery).

use std::collections::BTreeMap;
#[cfg(test)]
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Answer, Incoming};
use crate::faults::{self, Faults, PlannedFault};
use crate::quirks::Quirks;
use crate::random;

/// How requests are treated.
#[derive(Debug, Default)]
pub(crate) struct Manners {
    quirks: Quirks,
    /// What all chance comes from.
    chance: u64,
    /// How many answers were dressed.
    answers: AtomicU64,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    faults: Faults,
    counts: Counts,
    /// What is to happen with the next requests, before any fault.
    #[cfg(test)]
    planned: VecDeque<Plan>,
}

/// What a server has counted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Counts {
    /// Requests to the APIs and of OAuth that arrived whole, those that met a fault among them.
    pub requests: u64,
    /// Commands that were carried out or refused, by their names, in SOAP those of the operations.
    pub commands: BTreeMap<String, u64>,
    /// Requests that met a fault.
    pub faults: u64,
}

/// So many names are counted: who sends requests makes them up.
const MOST_NAMES: usize = 64;

/// What is to happen with a request, decided before anything of it is carried out.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Nothing is carried out; this is the answer.
    pub(crate) instead: Option<Answer>,
    /// Of the commands of the request only so many are carried out; in SOAP and REST of the objects.
    pub(crate) most_commands: usize,
    /// The request is carried out so much later than it came.
    pub(crate) before: Duration,
    /// The answer leaves so much later than it was ready.
    pub(crate) after: Duration,
    /// The request is carried out so much later than the connection is gone.
    pub(crate) applied_later: Option<Duration>,
    pub(crate) delivery: Delivery,
}

/// How much of an answer leaves.
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
            applied_later: None,
            delivery: Delivery::Whole,
        }
    }
}

impl Manners {
    pub(crate) fn new(quirks: Quirks, faults: Vec<PlannedFault>, chance: u64) -> Self {
        let manners = Self {
            quirks,
            chance,
            ..Self::default()
        };
        for planned in faults {
            manners.add_fault(planned);
        }
        manners
    }

    pub(crate) fn add_fault(&self, planned: PlannedFault) {
        self.state().faults.add(planned, self.chance);
    }

    pub(crate) fn clear_faults(&self) {
        self.state().faults.clear();
    }

    pub(crate) fn counts(&self) -> Counts {
        self.state().counts.clone()
    }

    /// Counts a command.
    pub(crate) fn count(&self, command: &str) {
        let mut state = self.state();
        let commands = &mut state.counts.commands;
        let is_full = commands.len() >= MOST_NAMES;
        match commands.get_mut(command) {
            Some(count) => *count += 1,
            None if is_full => {}
            None => {
                commands.insert(command.to_owned(), 1);
            }
        }
    }

    /// What is to happen with this request.
    pub(super) fn plan(&self, incoming: &Incoming) -> Plan {
        let mut state = self.state();
        state.counts.requests += 1;
        #[cfg(test)]
        if let Some(plan) = state.planned.pop_front() {
            return plan;
        }
        let met = state.faults.next(incoming);
        state.counts.faults += u64::from(!met.is_empty());
        faults::carry_out(met, incoming)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Plans for the next request that nothing is planned for yet.
    #[cfg(test)]
    pub(super) fn push(&self, plan: Plan) {
        self.state().planned.push_back(plan);
    }

    /// The answer as it looks on the wire.
    pub(super) fn dress(&self, incoming: &Incoming, answer: Answer) -> Answer {
        let number = self.answers.fetch_add(1, Ordering::Relaxed);
        let number = random::number(self.chance.wrapping_add(number));
        let body = match incoming.path() {
            "/api.pl" => self.quirks.dress_xml(answer.body, number),
            "/soap" => self.quirks.dress_soap(answer.body, number),
            _ => answer.body,
        };
        Answer { body, ..answer }
    }
}
