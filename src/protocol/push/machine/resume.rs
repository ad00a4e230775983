//! Going on with what an earlier process, or an earlier driver, left.

use super::Push;
use crate::api::MOST_OBJECTS;
use crate::protocol::journal::{Journal, Moment, StateKind};

impl<J: Journal> Push<J> {
    /// Begins anew with what the journal says, as if it had just been opened. A driver does so when it
    /// takes over: another one may have been broken off, by an error of the journal too, and may have
    /// counted its moments otherwise. What could not be decided is looked up once more.
    ///
    /// # Errors
    ///
    /// The journal cannot be read.
    pub fn restart(&mut self) -> Result<(), J::Error> {
        self.counts = self.journal.counts()?;
        self.started = None;
        self.resume_from = Some(0);
        self.freshness.on_restart();
        self.is_resuming = true;
        self.waiting_from = 0;
        self.in_flight.clear();
        self.doubtful.clear();
        self.lookup = None;
        self.pause.end();
        self.lost_in_a_row = 0;
        self.undecided.clear();
        Ok(())
    }

    /// Reads the next entries that an earlier process sent, when there is nothing left to look up.
    pub(super) fn resume(&mut self, started: Moment) -> Result<(), J::Error> {
        let Some(from) = self.resume_from.filter(|_| self.doubtful.is_empty()) else {
            return Ok(());
        };
        let sent = self.journal.entries(StateKind::Sent, from, MOST_OBJECTS)?;
        self.resume_from = sent.last().map(|last| last.place + 1);
        // The process that sent them is gone now. How long, only its clock knew.
        let due = started.after(self.options.settle);
        self.doubtful
            .extend(sent.into_iter().map(|entry| (due, entry)));
        Ok(())
    }
}
