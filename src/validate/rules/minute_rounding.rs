//! Durations that are not whole minutes.

use rust_decimal::Decimal;

use super::prelude::*;
use crate::time::{Duration, MinuteRounding as Rounding};

rule! {
    /// A duration that is not a whole number of minutes is rounded.
    ///
    /// # Why
    ///
    /// The server stores hours and minutes. How it rounds a duration such as 0.33 h, which is 19.8
    /// minutes, is not documented; we take the nearest minute, half a minute away from zero
    /// (interpretation `minute_rounding`).
    ///
    /// # What to do
    ///
    /// Send `hours` and `minutes` as whole numbers.
    MinuteRounding = "minute-rounding", Warning, code None, interpretation MinuteRounding;
    parameters {
        /// The duration before rounding, in minutes.
        minutes: Decimal,
        /// The duration after rounding; `None` if rounding is an error.
        rounded: Option<Duration>,
    }
    message(this, field, f) => match this.rounded {
        Some(rounded) => write!(f, "the duration is {} minutes, taken as {rounded}; how the server rounds is not documented", this.minutes),
        None => write!(f, "the duration is {} minutes, not a whole number of minutes", this.minutes),
    };
    help(this) => "send whole `hours` and `minutes`; `minute_rounding` says how to round (half-up, down, exact)";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "0.33")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "0.35")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let DurationFacts::Known { combination, .. } = facts.duration else {
        return;
    };
    let Some(minutes) = combination.unrounded_minutes else {
        return;
    };
    if facts.writes() {
        let (severity, rounded) = match facts.settings.minute_rounding {
            Rounding::Exact => (Severity::Error, None),
            Rounding::HalfUp | Rounding::Down => (Severity::Warning, Some(combination.duration)),
        };
        facts.report_as(
            report,
            facts.duration_field(),
            severity,
            MinuteRounding { minutes, rounded },
        );
    }
}
