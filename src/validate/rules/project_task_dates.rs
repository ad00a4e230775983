//! Where the two date ranges of a project task disagree about an entry.

use chrono::NaiveDate;

use super::date_outside_project_task::{FIELDS, ranges};
use super::prelude::*;
use crate::task::Id;
use crate::validate::settings::TaskDateRange;

rule! {
    /// The verdict on the date depends on which dates of the project task count.
    ///
    /// # Why
    ///
    /// The server may bound entries by the calculated dates of a project task or by its scheduled
    /// ones; the vendor's page does not say (interpretation `task_date_range`). Here one range
    /// contains the date and the other does not.
    ///
    /// # What to do
    ///
    /// Find out with one entry which range the account uses, and set `task_date_range`.
    ProjectTaskDates = "project-task-dates", Warning, code None, interpretation TaskDateRange;
    parameters {
        /// The date of the entry.
        date: NaiveDate,
        /// The project task.
        projecttaskid: Id,
        /// The range that contains the date: `calculated` or `scheduled`.
        within: &'static str,
    }
    message(this, field, f) => write!(f, "{} is within the {} dates of project task {}, but not within its {} dates", this.date, this.within, this.projecttaskid, if this.within == "calculated" { "scheduled" } else { "calculated" });
    help(this) => "set `task_date_range` to what the account uses (calculated, scheduled)";
    fails Example::add(&[&[("date", "2026-01-06"), ("userid", "251"), ("projecttaskid", "88231")]]).with_reference()
        .settings(&[("restrict_to_task_dates", "true")]);
    passes Example::add(&[&[("date", "2026-01-07"), ("userid", "251"), ("projecttaskid", "88231")]]).with_reference()
        .settings(&[("restrict_to_task_dates", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.settings.restrict_to_task_dates {
        return;
    }
    // What is not known is reported by the rule about the dates themselves.
    let Ok(Some((field, projecttaskid, project_task))) = facts.project_task(FIELDS) else {
        return;
    };
    let Some(date) = facts.effective_date() else {
        return;
    };
    let (range, other) = ranges(facts, project_task);
    if range.contains(date) != other.contains(date) {
        let calculated = facts.settings.task_date_range == TaskDateRange::Calculated;
        let within = if calculated == range.contains(date) {
            "calculated"
        } else {
            "scheduled"
        };
        facts.report(
            report,
            field,
            ProjectTaskDates {
                date,
                projecttaskid,
                within,
            },
        );
    }
}
