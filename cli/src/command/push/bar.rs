//! How far a push has come, on standard error, if a person is there to see it.

use std::io::{self, IsTerminal as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use suiteprojects::client::PushProgress;

/// Entries that have an answer, rate and time left.
#[derive(Debug)]
pub(super) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// A bar on standard error, if that is a terminal. `done` entries had their answer before.
    pub(super) fn on_terminal(total: u64, done: u64) -> Self {
        let target = if io::stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(total), target).with_position(done);
        bar.reset_eta();
        // The template is constant and right; a bar without style is still a bar.
        if let Ok(style) = ProgressStyle::with_template(
            "{pos} of {len} entries, {per_sec:.0} [{bar:30}] {eta} left{msg}",
        ) {
            bar.set_style(style);
        }
        Self { bar }
    }

    pub(super) fn show(&self, progress: &PushProgress) {
        let counts = progress.counts;
        self.bar.set_position(counts.accepted + counts.refused);
        self.bar.set_message(match progress.waiting {
            Some(left) if left >= Duration::from_secs(1) => {
                format!("; waiting {} s for the server", left.as_secs())
            }
            _ => String::new(),
        });
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
