//! Parts of `decimal_hours` that give way to `hours`.

use super::prelude::*;
use crate::time::Duration;
use crate::time::duration::IgnoredPart;

rule! {
    /// Decimal hours give way to hours, and part of them is dropped.
    ///
    /// # Why
    ///
    /// The vendor's Task page: if `hours` is sent too, the integer part of `decimal_hours` is
    /// ignored; if `hours` and `minutes` are sent too, all of it is. The server says nothing.
    ///
    /// # What to do
    ///
    /// Send either `decimal_hours` or `hours` and `minutes`.
    DecimalHoursIgnored = "decimal-hours-ignored", Warning, code None;
    parameters {
        /// `decimal_hours` as sent.
        found: Box<str>,
        /// What is ignored: `the integer part` or `all`.
        part: &'static str,
        /// The duration that results.
        duration: Duration,
    }
    message(this, field, f) => write!(f, "{} of `decimal_hours` {} is ignored, the duration is {}", this.part, this.found, this.duration);
    help(this) => "send either `decimal_hours`, or `hours` and `minutes`";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "5.5"), ("hours", "2.1")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("decimal_hours", "0.5"), ("hours", "2.1")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let DurationFacts::Known { combination, .. } = facts.duration else {
        return;
    };
    let part = match combination.ignored {
        Some(IgnoredPart::Integer) => "the integer part",
        Some(IgnoredPart::Whole) => "all",
        // Whether the decimal part is ignored is a question of its own.
        Some(IgnoredPart::Fraction) | None => return,
    };
    if facts.writes() {
        let text = facts.value(Field::DecimalHours).text().unwrap_or_default();
        let problem = DecimalHoursIgnored {
            found: found(text),
            part,
            duration: combination.duration,
        };
        facts.report(report, Field::DecimalHours, problem);
    }
}
