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
    let (field, projecttaskid, project_task) =
        match facts.project_task(&[Field::ProjectTaskId, Field::ProjectId]) {
            Ok(Some(found)) => found,
            Ok(None) => return,
            Err((field, missing)) => {
                return facts.unchecked(report, field, ProjectTaskOfOtherProject::RULE, missing);
            }
        };
    let project = facts.effective_id(Field::ProjectId, |current| current.projectid);
    match (project, project_task.projectid) {
        (Ok(None), _) => {}
        (Ok(Some(projectid)), Some(belongs_to)) => {
            if projectid != belongs_to {
                let problem = ProjectTaskOfOtherProject {
                    projecttaskid,
                    belongs_to,
                    projectid,
                };
                facts.report(report, field, problem);
            }
        }
        // Every project task belongs to a project, so this one's is not known.
        (Ok(Some(_)), None) => {
            facts.unchecked(
                report,
                field,
                ProjectTaskOfOtherProject::RULE,
                Missing::ProjectTasks,
            );
        }
        (Err(missing), _) => {
            facts.unchecked(report, field, ProjectTaskOfOtherProject::RULE, missing);
        }
    }
}
