//! One time without the other.

use super::prelude::*;
use crate::validate::settings::Strictness;

rule! {
    /// A start time needs an end time, and the reverse.
    ///
    /// # Why
    ///
    /// The vendor's page speaks of setting both and does not say what one alone does
    /// (interpretation `one_sided_times`). On Modify the stored other time is taken, if it is
    /// known.
    ///
    /// # What to do
    ///
    /// Send both times or none.
    OneSidedTimes = "one-sided-times", Warning, code None, interpretation OneSidedTimes;
    parameters {
        /// The time that is not there.
        absent: Field,
    }
    message(this, field, f) => write!(f, "`{field}` is set without `{}`; what the server makes of that is not documented", this.absent);
    help(this) => "send both times or none; `one_sided_times = \"error\"` makes this an error";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("start_time", "9:00")]])
        .settings(&[("start_end_times", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("start_time", "9:00"), ("end_time", "17:00")]])
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let (field, absent) = match (facts.start.is_sent(), facts.end.is_sent()) {
        (true, false) => (Field::StartTime, Field::EndTime),
        (false, true) => (Field::EndTime, Field::StartTime),
        _ => return,
    };
    let missing_for_good = match (facts.command, facts.current) {
        (Command::Add, _) | (Command::Modify, Knowledge::NoSuchRecord) => true,
        (Command::Modify, Knowledge::Record(current)) => {
            let stored = if absent == Field::EndTime {
                current.end_time
            } else {
                current.start_time
            };
            stored.is_none_or(crate::time::clock::TimeOfDay::is_clear)
        }
        // Reported as unchecked by the rules that need both times.
        _ => false,
    };
    if missing_for_good {
        let severity = match facts.settings.one_sided_times {
            Strictness::Warn => Severity::Warning,
            Strictness::Error => Severity::Error,
        };
        facts.report_as(report, field, severity, OneSidedTimes { absent });
    }
}
