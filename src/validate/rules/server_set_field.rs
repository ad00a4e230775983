//! Fields that the server fills.

use super::prelude::*;
use crate::task::Access;

rule! {
    /// A field that the server fills may not be stored.
    ///
    /// # Why
    ///
    /// Loaded costs and the time bill come from elsewhere in the account. Whether a sent value is
    /// stored is not documented.
    ///
    /// # What to do
    ///
    /// Leave the field out.
    ServerSetField = "server-set-field", Warning, code None;
    parameters {}
    message(this, field, f) => write!(f, "`{field}` is filled by the server; whether it stores a sent value is not documented");
    help(this) => "leave the field out";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("loaded_cost", "80.00")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("job_codeid", "80")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.writes() {
        return;
    }
    for (field, text) in facts.entry.fields() {
        let sent = !text.is_empty() && field.name(facts.wire).is_some();
        if field.access() == Access::ServerSet && sent {
            facts.report(report, field, ServerSetField {});
        }
    }
}
