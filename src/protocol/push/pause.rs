//! Pauses that grow while the server keeps asking for them.

use std::time::Duration;

use crate::protocol::journal::Moment;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// A pause that the server asked for.
#[derive(Debug, Default)]
pub(super) struct Pause {
    pub(super) until: Option<Moment>,
    pub(super) in_a_row: u32,
}

impl Pause {
    pub(super) fn begin(&mut self, now: Moment, at_least: Option<Duration>) {
        let time = FIRST_PAUSE
            .saturating_mul(1 << self.in_a_row.min(16))
            .min(LONGEST_PAUSE)
            .max(at_least.unwrap_or_default());
        self.in_a_row += 1;
        self.until = Some(now.after(time));
    }

    pub(super) fn end(&mut self) {
        *self = Self::default();
    }
}
