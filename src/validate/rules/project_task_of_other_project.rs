//! 913: a project task of another project.

use super::prelude::*;
use crate::task::Id;

rule! {
    /// The project task has to belong to the project.
    ///
    /// # Why
    ///
    /// The server answers 913 if it belongs to another one (published client lists).
    ///
    /// # What to do
    ///
    /// Correct `projectid` or `projecttaskid`.
    ProjectTaskOfOtherProject = "project-task-of-other-project", Error, code Some(ErrorCode::TASK_NOT_IN_PROJECT);
    parameters {
        /// The project task.
        projecttaskid: Id,
        /// The project that it belongs to.
        belongs_to: Id,
        /// The project of the entry.
        projectid: Id,
    }
    message(this, field, f) => write!(f, "project task {} belongs to project {}, not to project {}", this.projecttaskid, this.belongs_to, this.projectid);
    help(this) => "correct `projectid` or `projecttaskid`";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "5522"), ("projecttaskid", "88231")]]).with_reference();
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "5521"), ("projecttaskid", "88231")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let Some((field, projecttaskid, project_task)) =
        facts.project_task(&[Field::ProjectTaskId, Field::ProjectId], ProjectTaskOfOtherProject::RULE, report)
    else {
        return;
    };
    if facts.needs_stored(Field::ProjectId) {
        return facts.unchecked(report, field, ProjectTaskOfOtherProject::RULE, Missing::CurrentEntry);
    }
    let projectid = facts.effective_id(Field::ProjectId, |current| current.projectid);
    if let (Some(projectid), Some(belongs_to)) = (projectid, project_task.projectid)
        && projectid != belongs_to {
            let problem = ProjectTaskOfOtherProject { projecttaskid, belongs_to, projectid };
            facts.report(report, field, problem);
        }
}
