//! How many requests may leave in a span of time.

use std::collections::VecDeque;
use std::time::Duration;

/// The shorter span of the vendor's limits.
const MINUTE: Duration = Duration::from_secs(60);

/// The longer span of the vendor's limits.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How many requests may leave in a minute and in a day. `None` is no limit.
///
/// All programs that use the account share its limits, so leave room for the others.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Rates {
    /// Requests in any 60 seconds.
    pub per_minute: Option<u32>,
    /// Requests in any 24 hours.
    pub per_day: Option<u32>,
}

impl Rates {
    /// No limits.
    pub const fn unlimited() -> Self {
        Self {
            per_minute: None,
            per_day: None,
        }
    }

    /// Replaces [`per_minute`](Self::per_minute); 0 counts as 1.
    #[must_use]
    pub const fn with_per_minute(mut self, requests: u32) -> Self {
        self.per_minute = Some(requests);
        self
    }

    /// Replaces [`per_day`](Self::per_day); 0 counts as 1.
    #[must_use]
    pub const fn with_per_day(mut self, requests: u32) -> Self {
        self.per_day = Some(requests);
        self
    }
}

/// Counts requests, and says when the next one may leave. Times are counted from any fixed moment.
///
/// The server counts the requests of an account over 60 seconds and over 24 hours, and refuses what
/// exceeds either (556); the numbers depend on the account. How its spans begin is not documented.
/// Here **every** span of that length is kept within the number, wherever it begins, which satisfies
/// a server that counts in fixed spans too. A bucket that fills up again, as most rate limiters have
/// it, would let nearly twice the number through in one span.
///
/// ```
/// use std::time::Duration;
/// use suiteprojects::protocol::{Budget, Rates};
///
/// let at = Duration::from_secs;
/// let mut budget = Budget::new(Rates::unlimited().with_per_minute(2));
/// assert_eq!(budget.spend(at(0)), Ok(()));
/// assert_eq!(budget.spend(at(10)), Ok(()));
/// assert_eq!(budget.spend(at(15)), Err(at(45)));
/// // The second did not leave after all.
/// budget.give_back(at(10));
/// assert_eq!(budget.spend(at(15)), Ok(()));
/// ```
#[derive(Clone, Debug)]
pub struct Budget {
    spans: Vec<Span>,
    /// The moments at which requests left, in order. A request is kept for as long as the longest span.
    spent: VecDeque<Duration>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    length: Duration,
    most: usize,
}

impl Budget {
    /// Nothing was spent yet.
    pub fn new(rates: Rates) -> Self {
        let span = |length, most: Option<u32>| {
            let most = usize::try_from(most?.max(1)).unwrap_or(usize::MAX);
            Some(Span { length, most })
        };
        // The longest last.
        let spans = [span(MINUTE, rates.per_minute), span(DAY, rates.per_day)];
        Self {
            spans: spans.into_iter().flatten().collect(),
            spent: VecDeque::new(),
        }
    }

    /// Spends one request.
    ///
    /// # Errors
    ///
    /// How long to wait before asking again; nothing was spent.
    pub fn spend(&mut self, now: Duration) -> Result<(), Duration> {
        let Some(longest) = self.spans.last().map(|span| span.length) else {
            return Ok(());
        };
        // A clock that was read out of order counts as standing still.
        let now = self.spent.back().map_or(now, |&last| now.max(last));
        while let Some(&first) = self.spent.front()
            && now.saturating_sub(first) >= longest
        {
            self.spent.pop_front();
        }
        let wait = self.spans.iter().filter_map(|span| {
            // The request that has to leave the span before another fits in.
            let place = self.spent.len().checked_sub(span.most)?;
            let leaves = self.spent.get(place)?.saturating_add(span.length);
            Some(leaves.saturating_sub(now))
        });
        match wait.max() {
            Some(wait) if !wait.is_zero() => Err(wait),
            _ => {
                self.spent.push_back(now);
                Ok(())
            }
        }
    }

    /// Gives a request back that was spent at this moment and did not leave.
    pub fn give_back(&mut self, spent_at: Duration) {
        let found = self.spent.iter().rposition(|&spent| spent <= spent_at);
        if let Some(place) = found {
            self.spent.remove(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_longer_wait_counts() {
        let rates = Rates::unlimited().with_per_minute(1).with_per_day(2);
        let mut budget = Budget::new(rates);
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        assert_eq!(budget.spend(minutes(0)), Ok(()));
        assert_eq!(budget.spend(minutes(0)), Err(minutes(1)));
        assert_eq!(budget.spend(minutes(1)), Ok(()));
        assert_eq!(budget.spend(minutes(2)), Err(minutes(24 * 60 - 2)));
        assert_eq!(budget.spend(minutes(24 * 60)), Ok(()));
    }

    #[test]
    fn no_limit_is_no_memory() {
        let mut budget = Budget::new(Rates::unlimited());
        for _ in 0..1_000 {
            assert_eq!(budget.spend(Duration::ZERO), Ok(()));
        }
        assert!(budget.spent.is_empty());
    }

    proptest! {
        /// Counted by hand over every span that begins with a request.
        #[test]
        fn no_span_has_more_than_the_number(
            pauses in proptest::collection::vec((0_u64..40, proptest::bool::weighted(0.2)), 1..120),
            per_minute in 1_u32..6,
        ) {
            let mut budget = Budget::new(Rates::unlimited().with_per_minute(per_minute));
            let mut now = Duration::ZERO;
            let mut left = Vec::new();
            for (pause, is_lost) in pauses {
                now += Duration::from_secs(pause);
                if let Err(wait) = budget.spend(now) {
                    prop_assert!(wait <= MINUTE);
                    // No earlier moment would have done.
                    let before = (now + wait).saturating_sub(Duration::from_nanos(1));
                    prop_assert!(budget.spend(before).is_err());
                    now += wait;
                    prop_assert_eq!(budget.spend(now), Ok(()));
                }
                if is_lost {
                    budget.give_back(now);
                } else {
                    left.push(now);
                }
            }
            for (place, first) in left.iter().enumerate() {
                let within = left[place..].iter().filter(|&&at| at.saturating_sub(*first) < MINUTE).count();
                prop_assert!(within <= per_minute as usize);
            }
        }
    }
}
