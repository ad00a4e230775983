//! 815: a project task that is not there.

use super::prelude::*;
use crate::task::Id;

rule! {
    /// The project task has to exist.
    ///
    /// # Why
    ///
    /// The server answers 815 if the project task does not exist (published client lists); that a
    /// deleted one counts as such is our reading. An entry without a project task is always fine,
    /// also where the account's web form asks for one (the vendor's Task page).
    ///
    /// # What to do
    ///
    /// Correct the `projecttaskid`, or leave it out.
    ProjectTaskUnknown = "project-task-unknown", Error, code Some(ErrorCode::PROJECT_TASK_NOT_FOUND);
    parameters {
        /// The id sent.
        id: Id,
        /// Why it cannot be used: `does not exist` or `is deleted`.
        reason: &'static str,
    }
    message(this, field, f) => write!(f, "project task {} {}", this.id, this.reason);
    help(this) => "correct the `projecttaskid`, or leave it out";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "5521"), ("projecttaskid", "99")]]).with_reference();
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "5521"), ("projecttaskid", "88231")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.writes() {
        return;
    }
    let Some(id) = facts.id(Field::ProjectTaskId) else {
        if facts.has_lookup(Field::ProjectTaskId) {
            facts.unchecked(
                report,
                Field::ProjectTaskId,
                ProjectTaskUnknown::RULE,
                Missing::LookupTarget,
            );
        }
        return;
    };
    let reason = match facts.reference.project_task(id) {
        Knowledge::NoSuchRecord => "does not exist",
        Knowledge::Record(project_task) if project_task.deleted => "is deleted",
        Knowledge::Record(_) => return,
        Knowledge::NotKnown => {
            return facts.unchecked(
                report,
                Field::ProjectTaskId,
                ProjectTaskUnknown::RULE,
                Missing::ProjectTasks,
            );
        }
    };
    facts.report(
        report,
        Field::ProjectTaskId,
        ProjectTaskUnknown { id, reason },
    );
}
