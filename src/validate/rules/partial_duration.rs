//! A Modify of half a duration.

use super::prelude::*;
use crate::time::Duration;
use crate::validate::settings::PartialDuration as Reading;

rule! {
    /// A Modify of hours alone or minutes alone leaves open what becomes of the other part.
    ///
    /// # Why
    ///
    /// What is not sent on Modify stays, so we take the stored other part to stay too; that the
    /// server does so is not documented (interpretation `modify_partial_duration`). Without the
    /// stored entry the duration is not known.
    ///
    /// # What to do
    ///
    /// Send both `hours` and `minutes`, or `decimal_hours`.
    PartialDuration = "partial-duration", Warning, code None, interpretation ModifyPartialDuration;
    parameters {
        /// The part that is not sent.
        absent: Field,
        /// What becomes of it: `kept` or `set to zero`.
        outcome: &'static str,
        /// The duration that results.
        duration: Duration,
    }
    message(this, field, f) => write!(f, "`{field}` is sent without `{}`, which is taken to be {}, so that the duration becomes {}", this.absent, this.outcome, this.duration);
    help(this) => "send both `hours` and `minutes`; `modify_partial_duration` chooses the reading (keep, zero)";
    fails Example::modify(&[&[("id", "5512"), ("hours", "3")]]).with_reference();
    passes Example::modify(&[&[("id", "5512"), ("hours", "3"), ("minutes", "0")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if facts.clears_both_times() {
        // The duration becomes zero whatever is sent.
        return;
    }
    match facts.duration {
        DurationFacts::Partial => {
            facts.unchecked(
                report,
                facts.duration_field(),
                PartialDuration::RULE,
                Missing::CurrentEntry,
            );
        }
        DurationFacts::Known {
            combination,
            completed: true,
        } => {
            let problem = PartialDuration {
                absent: if facts.hours.is_sent() {
                    Field::Minutes
                } else {
                    Field::Hours
                },
                outcome: match facts.settings.modify_partial_duration {
                    Reading::Keep => "kept",
                    Reading::Zero => "set to zero",
                },
                duration: combination.duration,
            };
            facts.report(report, facts.duration_field(), problem);
        }
        _ => {}
    }
}
