//! Two settings that do not go together.

use super::prelude::*;
use crate::validate::settings::Settings;

rule! {
    /// Days instead of hours and start and end times should not be used together.
    ///
    /// # Why
    ///
    /// The vendor's Task page says not to use both features in conjunction: times give a duration
    /// in hours, which is not converted to days.
    ///
    /// # What to do
    ///
    /// Check the settings; have an administrator switch one of the features off.
    DaysAndTimes = "days-and-times", Warning, code None;
    parameters {}
    message(this, field, f) => f.write_str("the account counts in days and has start and end times, which the vendor advises against");
    help(this) => "check `days_instead_of_hours` and `start_end_times` in the settings";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "1")]])
        .settings(&[("start_end_times", "true"), ("days_instead_of_hours", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "1")]])
        .settings(&[("days_instead_of_hours", "true")]);
}

impl DaysAndTimes {
    /// What the settings of the account themselves give reason for.
    pub(in crate::validate) fn of(settings: &Settings) -> Option<Self> {
        (settings.days_instead_of_hours && settings.start_end_times).then_some(Self {})
    }
}
