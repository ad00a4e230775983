//! 821: a timesheet that is closed.

use super::prelude::*;
use crate::task::Id;
use crate::validate::reference::{Timesheet, TimesheetStatus};

rule! {
    /// The timesheet of the entry has to be open for changes.
    ///
    /// # Why
    ///
    /// The vendor's Task page: an entry cannot be modified if the caller cannot modify its
    /// timesheet. Timesheets that are submitted, approved, archived or exported are closed; the code
    /// 821 is from published client lists. That the same holds for Add into a timesheet and for
    /// Delete is our reading. An account feature lets administrators change approved and archived
    /// timesheets; it is not known to us.
    ///
    /// # What to do
    ///
    /// Have the timesheet rejected or unapproved first, or book on another one.
    TimesheetNotEditable = "timesheet-not-editable", Error, code Some(ErrorCode::TIMESHEET_NOT_OPEN);
    parameters {
        /// The timesheet.
        id: Id,
        /// Its state: `submitted`, `approved`, `archived` or `exported`.
        state: &'static str,
    }
    message(this, field, f) => write!(f, "timesheet {} is {} and takes no changes", this.id, this.state);
    help(this) => "have the timesheet rejected or unapproved first, or book on an open one";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("timesheetid", "997")]]).with_reference();
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("timesheetid", "998")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let (field, id) = match facts.timesheet() {
        Ok(Some(found)) => found,
        Ok(None) => return,
        Err((field, missing)) => {
            return facts.unchecked(report, field, TimesheetNotEditable::RULE, missing);
        }
    };
    match facts.reference.timesheet(id) {
        Knowledge::Record(timesheet) => {
            if let Some(state) = closed(timesheet) {
                facts.report(report, field, TimesheetNotEditable { id, state });
            }
        }
        Knowledge::NoSuchRecord => {}
        Knowledge::NotKnown => {
            facts.unchecked(
                report,
                field,
                TimesheetNotEditable::RULE,
                Missing::Timesheets,
            );
        }
    }
}

fn closed(timesheet: Timesheet) -> Option<&'static str> {
    match timesheet.status {
        TimesheetStatus::Submitted | TimesheetStatus::Approved | TimesheetStatus::Archived => {
            Some(timesheet.status.word())
        }
        TimesheetStatus::Open | TimesheetStatus::Rejected => {
            timesheet.exported.then_some("exported")
        }
    }
}
