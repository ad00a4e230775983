//! Ids that are none.

use super::prelude::*;
use crate::task::{Id, IdError, Kind};

rule! {
    /// An id has to be a positive whole number.
    ///
    /// # Why
    ///
    /// Internal ids are numbers the server gives. External ids and names are sent with a look-up
    /// attribute, as in `<projectid external="Project">`.
    ///
    /// # What to do
    ///
    /// Send the internal id, or mark the text as external id or name.
    IdFormat = "id-format", Error, code None;
    parameters {
        /// The text.
        found: Box<str>,
        /// What is wrong with the text.
        reason: IdError,
    }
    message(this, field, f) => write!(f, "`{field}` is {:?}: {}", this.found, this.reason);
    help(this) => "send the internal id, a positive whole number; external ids and names need a look-up attribute";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "ACME-1")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "5521"), ("thin_client_id", "ACME-1")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    for (field, text) in facts.entry.fields() {
        if field.kind() == Kind::Id
            && !text.is_empty()
            && facts.entry.lookup(field).is_none()
            && let Err(reason) = Id::parse(text)
        {
            facts.report(
                report,
                field,
                IdFormat {
                    found: found(text),
                    reason,
                },
            );
        }
    }
}
