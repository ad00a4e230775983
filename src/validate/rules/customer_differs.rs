//! A customer who is not that of the project.

use super::prelude::*;
use crate::task::Id;

rule! {
    /// The customer of the entry is not the customer of its project.
    ///
    /// # Why
    ///
    /// Left out, `customerid` is taken from the project (the vendor's Task page). What the server
    /// does with another customer is not documented (our reading: it is probably a mistake).
    ///
    /// # What to do
    ///
    /// Leave `customerid` out.
    CustomerDiffers = "customer-differs", Warning, code None;
    parameters {
        /// The customer sent.
        customerid: Id,
        /// The project.
        projectid: Id,
        /// The customer of the project.
        expected: Id,
    }
    message(this, field, f) => write!(f, "`{field}` is {}, but project {} belongs to customer {}", this.customerid, this.projectid, this.expected);
    help(this) => "leave `customerid` out, and the server takes that of the project";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "5521"), ("customerid", "78")]]).with_reference();
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("projectid", "5521"), ("customerid", "77")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.writes() {
        return;
    }
    let Some(customerid) = facts.id(Field::CustomerId) else { return };
    if facts.needs_stored(Field::ProjectId) {
        return facts.unchecked(report, Field::CustomerId, CustomerDiffers::RULE, Missing::CurrentEntry);
    }
    let Some(projectid) = facts.effective_id(Field::ProjectId, |current| current.projectid) else { return };
    match facts.reference.project(projectid) {
        Knowledge::Record(project) => match project.customerid {
            Some(expected) if expected != customerid => {
                facts.report(report, Field::CustomerId, CustomerDiffers { customerid, projectid, expected });
            }
            _ => {}
        },
        Knowledge::NoSuchRecord => {}
        Knowledge::NotKnown => {
            facts.unchecked(report, Field::CustomerId, CustomerDiffers::RULE, Missing::Projects);
        }
    }
}
