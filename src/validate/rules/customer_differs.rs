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
    let field = Field::CustomerId;
    if !facts.writes() || facts.value(field).text().is_none() {
        return;
    }
    let project = facts.effective_id(Field::ProjectId, |current| current.projectid);
    let missing = match (facts.id(field), project) {
        (_, Ok(None)) => return,
        (None, _) if facts.has_lookup(field) => Missing::LookupTarget,
        (None, _) => return,
        (Some(_), Err(missing)) => missing,
        (Some(customerid), Ok(Some(projectid))) => match facts.reference.project(projectid) {
            Knowledge::Record(project) => {
                if let Some(expected) = project.customerid.filter(|id| *id != customerid) {
                    facts.report(
                        report,
                        field,
                        CustomerDiffers {
                            customerid,
                            projectid,
                            expected,
                        },
                    );
                }
                return;
            }
            Knowledge::NoSuchRecord => return,
            Knowledge::NotKnown => Missing::Projects,
        },
    };
    facts.unchecked(report, field, CustomerDiffers::RULE, missing);
}
