//! A new duration beside times that stay.

use super::prelude::*;
use crate::time::{Duration, TimeOfDay};

rule! {
    /// A Modify of the duration alone leaves the stored times as they are, and the two may disagree.
    ///
    /// # Why
    ///
    /// The vendor's Task page says that the duration is compared with the period between the times,
    /// and answered with 1407 if it does not match. Whether the server compares stored times with a
    /// duration that is sent without them is not documented, so this is a warning (our reading).
    ///
    /// # What to do
    ///
    /// Send the times that belong to the new duration, or `00:00:00` for both to clear them.
    StoredTimes = "stored-times", Warning, code Some(ErrorCode::DURATION_MISMATCH);
    parameters {
        /// The duration after the Modify.
        duration: Duration,
        /// The stored start time.
        start: TimeOfDay,
        /// The stored end time.
        end: TimeOfDay,
    }
    message(this, field, f) => write!(f, "the duration becomes {}, but the stored times from {} to {} stay; whether the server compares them is not documented", this.duration, this.start, this.end);
    help(this) => "send the times that belong to the new duration as well";
    fails Example::modify(&[&[("id", "5513"), ("hours", "7"), ("minutes", "0")]]).with_reference()
        .settings(&[("start_end_times", "true")]);
    passes Example::modify(&[&[("id", "5513"), ("hours", "8"), ("minutes", "0")]]).with_reference()
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let sends_duration = !matches!(
        facts.duration,
        DurationFacts::Absent | DurationFacts::Unreadable
    );
    if facts.command != Command::Modify || !sends_duration || facts.sets_time() {
        return;
    }
    let field = facts.duration_field();
    let missing = match (facts.current, facts.duration) {
        (Knowledge::Record(current), DurationFacts::Known { combination, .. }) => {
            if let (Some(start), Some(end)) = (current.start_time, current.end_time) {
                let period = i128::from(end.seconds()) - i128::from(start.seconds());
                let duration = combination.duration;
                let matches = duration.total_minutes().checked_mul(60) == Some(period);
                if !matches && !start.is_clear() && !end.is_clear() {
                    facts.report(
                        report,
                        field,
                        StoredTimes {
                            duration,
                            start,
                            end,
                        },
                    );
                }
            }
            return;
        }
        (Knowledge::Record(current), _) if current.start_time.is_none() => return,
        (Knowledge::Record(_), DurationFacts::InDays) => Missing::HoursOfDay,
        (Knowledge::Record(_), _) => Missing::CurrentEntry,
        // Without the feature there are no stored times.
        (Knowledge::NotKnown, _) if facts.settings.start_end_times => Missing::CurrentEntry,
        _ => return,
    };
    facts.unchecked(report, field, StoredTimes::RULE, missing);
}
