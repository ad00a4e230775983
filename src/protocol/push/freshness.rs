//! Whether a journal is as new as what the server has.
//!
//! A journal that was restored from a copy says that entries wait which were sent after the copy was
//! made. So when a journal that is not new is opened, the first entries that wait are asked for before
//! they are sent. If the server has one of them, all that wait are asked for.

use super::lookup::Verdict;
use super::machine::Push;
use crate::protocol::journal::{Counts, Journal, JournalEntry, State, StateKind};

/// Entries read from the journal at once.
const PAGE: usize = 1_000;

/// What is known of the age of a journal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Freshness {
    /// It may be old.
    Doubted,
    /// The look-up that tells is under way.
    Asked,
    /// It was looked into, or is new.
    Known,
}

impl Freshness {
    pub(super) const fn of_journal(counts: Counts) -> Self {
        if counts.total() == 0 {
            Self::Known
        } else {
            Self::Doubted
        }
    }

    /// Entries that wait are asked for now.
    pub(super) fn on_question(&mut self) {
        if *self == Self::Doubted {
            *self = Self::Asked;
        }
    }

    /// What was asked for gets no answer any more.
    pub(super) fn on_restart(&mut self) {
        if *self == Self::Asked {
            *self = Self::Doubted;
        }
    }
}

impl<J: Journal> Push<J> {
    /// Says whether these verdicts are those of the look-up that tells how old the journal is, and speak
    /// for it. If they speak against it, all entries that wait are to be asked for.
    pub(super) fn judge_freshness(
        &mut self,
        verdicts: &[(JournalEntry, Verdict)],
    ) -> Result<bool, J::Error> {
        if self.freshness != Freshness::Asked {
            return Ok(false);
        }
        self.freshness = Freshness::Known;
        let is_sent = |(entry, verdict): &(JournalEntry, Verdict)| {
            entry.state == State::Waiting { ask_first: false }
                && matches!(verdict, Verdict::There { .. })
        };
        if !verdicts.iter().any(is_sent) {
            return Ok(true);
        }
        let unasked = State::Waiting { ask_first: true };
        let mut from = 0;
        loop {
            let page = self.journal.entries(StateKind::Waiting, from, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(false);
            };
            from = last.place + 1;
            let changes: Vec<_> = page
                .iter()
                .map(|entry| (entry.place, unasked.clone()))
                .collect();
            self.journal.record(&changes)?;
        }
    }
}
