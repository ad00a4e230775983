//! A timesheet that was sent back.

use super::prelude::*;
use crate::task::Id;
use crate::validate::reference::TimesheetStatus;

rule! {
    /// A rejected timesheet is taken to be open for changes.
    ///
    /// # Why
    ///
    /// The vendor names submitted, approved and archived timesheets as closed, and a rejected one
    /// can be submitted again, so we take it for open. Some clients take only open ones.
    ///
    /// # What to do
    ///
    /// Nothing, if the server agrees; else have the timesheet reopened.
    TimesheetRejected = "timesheet-rejected", Warning, code None;
    parameters {
        /// The timesheet.
        id: Id,
    }
    message(this, field, f) => write!(f, "timesheet {} was rejected; it is taken to be open for changes, which is not documented", this.id);
    help(this) => "have the timesheet reopened if the server refuses the entry with 821";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("timesheetid", "996")]]).with_reference();
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("timesheetid", "998")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if let Ok(Some((field, id))) = facts.timesheet()
        && let Knowledge::Record(timesheet) = facts.reference.timesheet(id)
        && timesheet.status == TimesheetStatus::Rejected
        && !timesheet.exported
    {
        facts.report(report, field, TimesheetRejected { id });
    }
}
