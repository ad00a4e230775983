//! 813: a project that is not there.

use super::prelude::*;
use crate::task::Id;

rule! {
    /// The project has to exist.
    ///
    /// # Why
    ///
    /// The server answers 813 if the project does not exist or was deleted (published client
    /// lists).
    ///
    /// # What to do
    ///
    /// Correct the `projectid`.
    ProjectUnknown = "project-unknown", Error, code Some(ErrorCode::PROJECT_NOT_FOUND);
    parameters {
        /// The id sent.
        id: Id,
        /// Why it cannot be used: `does not exist` or `is deleted`.
        reason: &'static str,
    }
    message(this, field, f) => write!(f, "project {} {}", this.id, this.reason);
    help(this) => "correct the `projectid`";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "5599")]]).with_reference();
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "5521")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.writes() {
        return;
    }
    let Some(id) = facts.id(Field::ProjectId) else {
        if facts.has_lookup(Field::ProjectId) {
            facts.unchecked(
                report,
                Field::ProjectId,
                ProjectUnknown::RULE,
                Missing::LookupTarget,
            );
        }
        return;
    };
    let reason = match facts.reference.project(id) {
        Knowledge::NoSuchRecord => "does not exist",
        Knowledge::Record(project) if project.deleted => "is deleted",
        Knowledge::Record(_) => return,
        Knowledge::NotKnown => {
            return facts.unchecked(
                report,
                Field::ProjectId,
                ProjectUnknown::RULE,
                Missing::Projects,
            );
        }
    };
    facts.report(report, Field::ProjectId, ProjectUnknown { id, reason });
}
