//! 886: a type that the project task does not have.

use super::prelude::*;
use crate::task::Id;

rule! {
    /// The project task type has to be that of the project task.
    ///
    /// # Why
    ///
    /// The server answers 886 if the two do not agree (published client lists).
    ///
    /// # What to do
    ///
    /// Leave `projecttask_typeid` out, or correct it.
    ProjectTaskTypeMismatch = "project-task-type-mismatch", Error, code Some(ErrorCode::PROJECT_TASK_TYPE_MISMATCH);
    parameters {
        /// The type sent.
        sent: Id,
        /// The type of the project task.
        expected: Id,
        /// The project task.
        projecttaskid: Id,
    }
    message(this, field, f) => write!(f, "`{field}` is {}, but project task {} is of type {}", this.sent, this.projecttaskid, this.expected);
    help(this) => format!("leave `projecttask_typeid` out, or send {}", this.expected);
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projecttaskid", "88231"), ("projecttask_typeid", "4")]]).with_reference();
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projecttaskid", "88231"), ("projecttask_typeid", "3")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let field = Field::ProjectTaskTypeId;
    let missing = match (facts.id(field), facts.project_task(&[field])) {
        (None, _) if facts.has_lookup(field) => Missing::LookupTarget,
        (Some(_), Err((_, missing))) => missing,
        (Some(sent), Ok(Some((_, projecttaskid, project_task)))) => {
            if let Some(expected) = project_task.projecttask_typeid.filter(|id| *id != sent) {
                let problem = ProjectTaskTypeMismatch {
                    sent,
                    expected,
                    projecttaskid,
                };
                facts.report(report, field, problem);
            }
            return;
        }
        _ => return,
    };
    if facts.writes() {
        facts.unchecked(report, field, ProjectTaskTypeMismatch::RULE, missing);
    }
}
