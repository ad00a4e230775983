//! 829: somebody who cannot have done the work.

use super::prelude::*;
use crate::task::Id;
use crate::validate::reference::User;

rule! {
    /// The user has to exist, be active, and be neither deleted nor generic.
    ///
    /// # Why
    ///
    /// The vendor's Task page says so of `userid`. That the answer is 829 in each case is our
    /// reading of published client lists.
    ///
    /// # What to do
    ///
    /// Book on the employee who did the work, or have the user activated.
    UserNotUsable = "user-not-usable", Error, code Some(ErrorCode::BAD_USER);
    parameters {
        /// The id sent.
        id: Id,
        /// What is wrong with the user: `does not exist`, `is deleted`, `is inactive` or `is
        /// generic`.
        reason: &'static str,
    }
    message(this, field, f) => write!(f, "user {} {}", this.id, this.reason);
    help(this) => match this.reason {
        "is inactive" => "have the user activated, or book on the employee who did the work",
        "is generic" => "a generic user is a placeholder for planning; book on the employee who did the work",
        _ => "correct the `userid`",
    };
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "253")]]).with_reference();
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.writes() {
        return;
    }
    let Some(id) = facts.id(Field::UserId) else {
        if facts.has_lookup(Field::UserId) {
            facts.unchecked(
                report,
                Field::UserId,
                UserNotUsable::RULE,
                Missing::LookupTarget,
            );
        }
        return;
    };
    let reason = match facts.reference.user(id) {
        Knowledge::NoSuchRecord => "does not exist",
        Knowledge::Record(User { deleted: true, .. }) => "is deleted",
        Knowledge::Record(User { active: false, .. }) => "is inactive",
        Knowledge::Record(User { generic: true, .. }) => "is generic",
        Knowledge::Record(_) => return,
        Knowledge::NotKnown => {
            return facts.unchecked(report, Field::UserId, UserNotUsable::RULE, Missing::Users);
        }
    };
    facts.report(report, Field::UserId, UserNotUsable { id, reason });
}
