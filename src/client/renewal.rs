//! What expires and is renewed: by one call, for all that wait for it.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{Mutex, MutexGuard};

use super::problem::{Problem, Trouble};

/// What lets requests in, and which one in the order of renewals that is.
#[derive(Clone, Debug)]
pub(super) struct Held<T> {
    pub(super) pass: T,
    pub(super) generation: u64,
}

/// Something that is renewed when it has expired. However many calls need a new one at once, one of
/// them gets it, and all go on with it; or all fail, if it cannot be had.
#[derive(Debug)]
pub(super) struct Renewal<S> {
    state: Mutex<State<S>>,
    /// How often a renewal was tried.
    tried: AtomicU64,
}

#[derive(Debug)]
struct State<S> {
    value: S,
    /// How often a new one was had.
    generation: u64,
    /// Why the last renewal failed.
    failed: Option<Problem>,
}

/// The turn of one call, which keeps the others waiting.
#[derive(Debug)]
pub(super) struct Turn<'r, S> {
    state: MutexGuard<'r, State<S>>,
    tried: &'r AtomicU64,
    /// How often a renewal had been tried when this call began to wait.
    tried_before: u64,
}

impl<S> Renewal<S> {
    pub(super) fn new(value: S) -> Self {
        Self {
            state: Mutex::new(State {
                value,
                generation: 0,
                failed: None,
            }),
            tried: AtomicU64::new(0),
        }
    }

    /// Waits for its turn.
    pub(super) async fn turn(&self) -> Turn<'_, S> {
        let tried_before = self.tried.load(Ordering::Acquire);
        Turn {
            state: self.state.lock().await,
            tried: &self.tried,
            tried_before,
        }
    }

    /// The same for a thread that may wait.
    pub(super) fn turn_blocking(&self) -> Turn<'_, S> {
        let tried_before = self.tried.load(Ordering::Acquire);
        Turn {
            state: self.state.blocking_lock(),
            tried: &self.tried,
            tried_before,
        }
    }

    /// What is held now, unless it is being renewed at this moment.
    pub(super) fn look<T>(&self, look: impl FnOnce(&S) -> T) -> Option<T> {
        let state = self.state.try_lock().ok()?;
        Some(look(&state.value))
    }
}

impl<S> Turn<'_, S> {
    pub(super) fn value(&mut self) -> &mut S {
        &mut self.state.value
    }

    /// Whether what is held is newer than the one that was refused.
    pub(super) fn is_newer_than(&self, refused: Option<u64>) -> bool {
        refused.is_none_or(|refused| refused < self.state.generation)
    }

    /// This pass, as what is held now.
    pub(super) fn held<T>(&self, pass: T) -> Held<T> {
        Held {
            pass,
            generation: self.state.generation,
        }
    }

    /// Before a renewal: who waited while somebody else tried in vain does not try once more.
    pub(super) fn begin(&self) -> Result<(), Trouble> {
        match &self.state.failed {
            Some(failed) if self.tried.load(Ordering::Acquire) != self.tried_before => {
                Err(Problem::NotRenewed(Box::new(failed.clone())).into())
            }
            _ => Ok(()),
        }
    }

    /// After a renewal: counts it, and hands on what came of it.
    pub(super) fn end<T>(&mut self, renewed: Result<T, Trouble>) -> Result<T, Trouble> {
        self.tried.fetch_add(1, Ordering::AcqRel);
        match &renewed {
            Ok(_) => {
                self.state.generation += 1;
                self.state.failed = None;
            }
            Err(trouble) => self.state.failed = Some(trouble.problem.clone()),
        }
        renewed
    }
}

/// A session, once it has begun.
impl<T: Clone> Turn<'_, Option<T>> {
    /// The session, if it is newer than the one that was refused; `None` if one has to begin.
    pub(super) fn session(&self, refused: Option<u64>) -> Result<Option<Held<T>>, Trouble> {
        match &self.state.value {
            Some(session) if self.is_newer_than(refused) => Ok(Some(self.held(session.clone()))),
            _ => self.begin().map(|()| None),
        }
    }

    /// The session that is held now.
    pub(super) fn current(&self) -> Option<Held<T>> {
        self.state.value.clone().map(|session| self.held(session))
    }

    /// Forgets the session that has ended, unless another has begun meanwhile.
    pub(super) fn ended(&mut self, generation: u64) {
        if self.state.generation == generation {
            self.state.value = None;
        }
    }

    /// The session that has begun.
    pub(super) fn begun(&mut self, begun: Result<T, Trouble>) -> Result<Held<T>, Trouble> {
        let session = self.end(begun)?;
        self.state.value = Some(session.clone());
        Ok(self.held(session))
    }
}
