//! Ctrl-C: the first asks to stop after the request that is under way, the second stops at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::exit::ExitStatus;
use crate::terminal;

/// Whether somebody asked to stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. Where that is not possible Ctrl-C ends the process, which does no harm
    /// either.
    pub(super) fn listen() -> Self {
        let interrupt = Self::default();
        let asked = interrupt.clone();
        let handler = move || {
            if asked.0.swap(true, Ordering::Relaxed) {
                std::process::exit(ExitStatus::Failure as i32);
            }
            terminal::note(
                "stopping after this request; once more stops at once, which is safe too",
            );
        };
        if ctrlc::set_handler(handler).is_err() {
            terminal::note("cannot listen for Ctrl-C; it will end the push at once, which is safe");
        }
        interrupt
    }

    pub(super) fn was_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
