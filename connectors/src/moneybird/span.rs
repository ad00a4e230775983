//! From when to when was worked.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;

use super::timestamp::floor;

/// From when to when was worked, in whole minutes.
///
/// The server rounds moments and pauses down to minutes and wants at least one minute between begin and
/// end. The same is done here, so that what was sent is what is stored. That pauses leave at least one
/// minute too is our reading: the server's own rule about them is not documented.
///
/// ```
/// use std::time::Duration;
/// use suiteprojects_connectors::moneybird::Span;
///
/// let at = |text: &str| text.parse().ok();
/// let (Some(start), Some(end)) = (at("2026-03-02T08:00:41Z"), at("2026-03-02T12:00:05Z")) else { unreachable!() };
/// let span = Span::new(start, end)?.with_paused(Duration::from_secs(1830))?;
/// assert_eq!(span.worked_minutes(), 3 * 60 + 30);
/// assert!(Span::new(end, start).is_err());
/// # Ok::<(), suiteprojects_connectors::moneybird::SpanError>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Span {
    started_at: DateTime<Utc>,
    ended_at: DateTime<Utc>,
    paused_minutes: u32,
}

impl Span {
    /// Work from one moment to another without a pause.
    ///
    /// # Errors
    ///
    /// There is not one minute between them.
    pub fn new(started_at: DateTime<Utc>, ended_at: DateTime<Utc>) -> Result<Self, SpanError> {
        let (started_at, ended_at) = (floor(started_at), floor(ended_at));
        if ended_at <= started_at {
            return Err(SpanError::NoTime);
        }
        Ok(Self {
            started_at,
            ended_at,
            paused_minutes: 0,
        })
    }

    /// The same with so much of it paused, in all.
    ///
    /// # Errors
    ///
    /// Nothing of it is left.
    pub fn with_paused(self, paused: Duration) -> Result<Self, SpanError> {
        let minutes = paused.as_secs() / 60;
        let between = (self.ended_at - self.started_at).num_minutes();
        match u32::try_from(minutes) {
            Ok(paused_minutes) if i64::from(paused_minutes) < between => Ok(Self {
                paused_minutes,
                ..self
            }),
            _ => Err(SpanError::AllPaused),
        }
    }

    /// When the work began.
    pub const fn started_at(self) -> DateTime<Utc> {
        self.started_at
    }

    /// When it ended.
    pub const fn ended_at(self) -> DateTime<Utc> {
        self.ended_at
    }

    /// How much of it was paused.
    pub const fn paused_minutes(self) -> u32 {
        self.paused_minutes
    }

    /// The same in the unit of the wire.
    pub(super) const fn paused_seconds(self) -> u64 {
        self.paused_minutes as u64 * 60
    }

    /// The minutes between begin and end without the pauses: one at least.
    pub fn worked_minutes(self) -> u32 {
        let between: TimeDelta = self.ended_at - self.started_at;
        let minutes = between.num_minutes() - i64::from(self.paused_minutes);
        u32::try_from(minutes).unwrap_or(u32::MAX)
    }
}

/// What is no span of work.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum SpanError {
    /// There is not one minute between begin and end.
    #[error(
        "the work ends in the minute in which it begins or before, expected one minute at least"
    )]
    NoTime,
    /// Nothing is left between the pauses.
    #[error("all of the work is paused, expected one minute at least without")]
    AllPaused,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn less_than_a_minute() {
        assert_eq!(Span::new(at(60), at(119)), Err(SpanError::NoTime));
        assert_eq!(Span::new(at(60), at(60)), Err(SpanError::NoTime));
        assert_eq!(Span::new(at(119), at(120)).map(Span::worked_minutes), Ok(1));
        let span = Span::new(at(0), at(120)).unwrap();
        assert_eq!(
            span.with_paused(Duration::from_secs(120)),
            Err(SpanError::AllPaused)
        );
        assert_eq!(
            span.with_paused(Duration::from_secs(u64::MAX)),
            Err(SpanError::AllPaused)
        );
        let paused = span.with_paused(Duration::from_secs(119)).unwrap();
        assert_eq!(paused.worked_minutes(), 1);
    }

    proptest! {
        /// Counted in minutes since 1970, as the documentation rounds.
        #[test]
        fn minutes_are_counted_between_rounded_ends(
            start in -4_000_000_000_i64..8_000_000_000,
            length in -1_000_i64..200_000,
            paused in 0_u64..100_000,
        ) {
            let minutes = (start + length).div_euclid(60) - start.div_euclid(60);
            let span = Span::new(at(start), at(start + length));
            prop_assert_eq!(span.is_ok(), minutes >= 1);
            let Ok(span) = span else { return Ok(()) };
            prop_assert_eq!(i64::from(span.worked_minutes()), minutes);
            let left = minutes - i64::try_from(paused / 60).unwrap();
            let span = span.with_paused(Duration::from_secs(paused));
            prop_assert_eq!(span.is_ok(), left >= 1);
            if let Ok(span) = span {
                prop_assert_eq!(i64::from(span.worked_minutes()), left);
            }
        }
    }
}
