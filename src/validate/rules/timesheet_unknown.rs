//! 809: a timesheet that is not there.

use super::prelude::*;
use crate::task::Id;

rule! {
    /// A timesheet that is named on Add has to exist.
    ///
    /// # Why
    ///
    /// Left out, the server takes the timesheet of the day or makes one (the vendor's Task page).
    /// Sent and unknown, it answers 809 (published client lists).
    ///
    /// # What to do
    ///
    /// Leave `timesheetid` out, or send the id of an open timesheet.
    TimesheetUnknown = "timesheet-unknown", Error, code Some(ErrorCode::TASK_TIMESHEET_MISSING);
    parameters {
        /// The id sent.
        id: Id,
    }
    message(this, field, f) => write!(f, "there is no timesheet {}", this.id);
    help(this) => "leave `timesheetid` out, and the server takes the timesheet of the day or makes one";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("timesheetid", "999")]]).with_reference();
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("timesheetid", "998")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if facts.command != Command::Add {
        return;
    }
    if let Some(id) = facts.id(Field::TimesheetId) {
        match facts.reference.timesheet(id) {
            Knowledge::Record(_) => {}
            Knowledge::NoSuchRecord => {
                facts.report(report, Field::TimesheetId, TimesheetUnknown { id });
            }
            Knowledge::NotKnown => {
                facts.unchecked(
                    report,
                    Field::TimesheetId,
                    TimesheetUnknown::RULE,
                    Missing::Timesheets,
                );
            }
        }
    } else if facts.has_lookup(Field::TimesheetId) {
        facts.unchecked(
            report,
            Field::TimesheetId,
            TimesheetUnknown::RULE,
            Missing::LookupTarget,
        );
    }
}
