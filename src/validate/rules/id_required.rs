//! 601: nothing to change.

use super::prelude::*;

rule! {
    /// Modify, Delete and Reject need the internal id of the entry.
    ///
    /// # Why
    ///
    /// The entry is named by its `id`. The server answers 601 where no record has the id; that it
    /// does so for a missing id too is our reading.
    ///
    /// # What to do
    ///
    /// Send the `id` that a Read or the Add returned. To store a new entry, use Add.
    IdRequired = "id-required", Error, code Some(ErrorCode::NO_RECORD);
    parameters {
        /// What is to be done.
        command: Command,
    }
    message(this, field, f) => write!(f, "{} needs the `id` of the time entry", this.command);
    help(this) => "send the internal id of the entry, or use Add to store a new one";
    fails Example::modify(&[&[("notes", "changed")]]);
    passes Example::modify(&[&[("id", "5512"), ("notes", "changed")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if facts.command != Command::Add && facts.value(Field::Id).text().is_none() {
        facts.report(
            report,
            Field::Id,
            IdRequired {
                command: facts.command,
            },
        );
    }
}
