//! 888: booked when the project task does not run.

use chrono::NaiveDate;

use super::prelude::*;
use crate::task::Id;
use crate::validate::reference::{DateRange, ProjectTask};
use crate::validate::settings::TaskDateRange;

rule! {
    /// The date has to lie within the dates of the project task, where the account demands that.
    ///
    /// # Why
    ///
    /// The vendor's Task page: with a project task, and time entry restricted to its date range, a
    /// date outside is answered with 888. Both bounds belong to the range; a missing bound is open.
    /// Which of its dates count is not documented (interpretation `task_date_range`).
    ///
    /// # What to do
    ///
    /// Correct the date, or have the dates of the project task changed.
    DateOutsideProjectTask = "date-outside-project-task", Error, code Some(ErrorCode::DATE_OUTSIDE_TASK), interpretation TaskDateRange;
    parameters {
        /// The date of the entry.
        date: NaiveDate,
        /// The project task.
        projecttaskid: Id,
        /// The first day of the project task.
        first: Option<NaiveDate>,
        /// The last day of the project task.
        last: Option<NaiveDate>,
    }
    message(this, field, f) => {
        write!(f, "{} is outside project task {}, which runs ", this.date, this.projecttaskid)?;
        match (this.first, this.last) {
            (Some(first), Some(last)) => write!(f, "from {first} to {last}"),
            (Some(first), None) => write!(f, "from {first} on"),
            (None, Some(last)) => write!(f, "until {last}"),
            (None, None) => f.write_str("always"),
        }
    };
    help(this) => "correct the date, or have the dates of the project task changed";
    fails Example::add(&[&[("date", "2026-02-01"), ("userid", "251"), ("projecttaskid", "88231")]]).with_reference()
        .settings(&[("restrict_to_task_dates", "true")]);
    passes Example::add(&[&[("date", "2026-01-31"), ("userid", "251"), ("projecttaskid", "88231")]]).with_reference()
        .settings(&[("restrict_to_task_dates", "true")]);
}

/// Whoever sends one of these changes whether the date lies within.
pub(super) const FIELDS: &[Field] = &[Field::Date, Field::ProjectTaskId];

/// The range that counts, and the other one.
pub(super) fn ranges(facts: &Facts<'_>, project_task: ProjectTask) -> (DateRange, DateRange) {
    match facts.settings.task_date_range {
        TaskDateRange::Calculated => (project_task.calculated, project_task.scheduled),
        TaskDateRange::Scheduled => (project_task.scheduled, project_task.calculated),
    }
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.settings.restrict_to_task_dates {
        return;
    }
    let (field, projecttaskid, project_task) = match facts.project_task(FIELDS) {
        Ok(Some(found)) => found,
        Ok(None) => return,
        Err((field, missing)) => {
            return facts.unchecked(report, field, DateOutsideProjectTask::RULE, missing);
        }
    };
    let Some(date) = facts.effective_date() else {
        // A stored entry has a date, so one that does not say it is not known in full.
        if facts.command == Command::Modify && !facts.date.is_sent() {
            facts.unchecked(
                report,
                field,
                DateOutsideProjectTask::RULE,
                Missing::CurrentEntry,
            );
        }
        return;
    };
    let (range, _) = ranges(facts, project_task);
    if !range.contains(date) {
        let DateRange { first, last } = range;
        let problem = DateOutsideProjectTask {
            date,
            projecttaskid,
            first,
            last,
        };
        facts.report(report, field, problem);
    }
}
