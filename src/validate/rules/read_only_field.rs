//! Fields that the server keeps.

use super::prelude::*;
use crate::task::Access;

rule! {
    /// A field that the server keeps itself is ignored.
    ///
    /// # Why
    ///
    /// The vendor's Task page marks `id`, `created` and `updated` as read-only. On Modify, Delete
    /// and Reject the `id` names the entry.
    ///
    /// # What to do
    ///
    /// Leave the field out. To change the entry of that id, use Modify.
    ReadOnlyField = "read-only-field", Warning, code None;
    parameters {
        /// What is to be done.
        command: Command,
    }
    message(this, field, f) => write!(f, "`{field}` is read-only, {} ignores it", this.command);
    help(this) => "leave the field out; to change a stored entry use Modify with its `id`";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("id", "5512")]]);
    passes Example::modify(&[&[("id", "5512"), ("notes", "changed")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.writes() {
        return;
    }
    for (field, text) in facts.entry.fields() {
        let names_the_entry = field == Field::Id && facts.command != Command::Add;
        let sent = !text.is_empty() && field.name(facts.wire).is_some();
        if field.access() == Access::ReadOnly && sent && !names_the_entry {
            facts.report(
                report,
                field,
                ReadOnlyField {
                    command: facts.command,
                },
            );
        }
    }
}
