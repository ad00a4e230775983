//! 806: signed off.

use super::prelude::*;

rule! {
    /// An entry that was signed off cannot be changed.
    ///
    /// # Why
    ///
    /// The vendor's Task page: with the Signers feature on, an entry that has been accepted (signed
    /// off) cannot be modified. That the code is 806, and that Delete is refused too, is our
    /// reading.
    ///
    /// # What to do
    ///
    /// Have the signer take the acceptance back.
    AcceptedBySigner = "accepted-by-signer", Error, code Some(ErrorCode::ACCEPTED_BY_SIGNER);
    parameters {}
    message(this, field, f) => f.write_str("the time entry was accepted by a signer and cannot be changed");
    help(this) => "have the signer take the acceptance back, or leave the entry as it is";
    fails Example::modify(&[&[("id", "5513"), ("notes", "changed")]]).with_reference()
        .settings(&[("signers", "true")]);
    passes Example::modify(&[&[("id", "5512"), ("notes", "changed")]]).with_reference()
        .settings(&[("signers", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.settings.signers || !facts.changes_stored() {
        return;
    }
    let missing = match facts.current {
        Knowledge::Record(current) => match current.accepted {
            Some(true) => return facts.report(report, Field::Id, AcceptedBySigner {}),
            Some(false) => return,
            None => Missing::Acceptance,
        },
        Knowledge::NoSuchRecord => return,
        Knowledge::NotKnown => Missing::CurrentEntry,
    };
    if facts.entry.text(Field::Id).is_some() {
        facts.unchecked(report, Field::Id, AcceptedBySigner::RULE, missing);
    }
}
