//! An entry stays in its timesheet.

use super::prelude::*;
use crate::task::Id;

rule! {
    /// The timesheet of an entry cannot be changed.
    ///
    /// # Why
    ///
    /// The vendor's Task page: `timesheetid` is set when the entry is added and cannot be modified.
    /// The code of the answer is not documented.
    ///
    /// # What to do
    ///
    /// Leave `timesheetid` out. To move an entry, delete it and add it anew.
    TimesheetChanged = "timesheet-changed", Error, code None;
    parameters {
        /// The timesheet that holds the entry, if it is known.
        stored: Option<Id>,
        /// What was sent.
        found: Box<str>,
    }
    message(this, field, f) => {
        write!(f, "`{field}` cannot be changed to {:?}", this.found)?;
        match this.stored {
            Some(stored) => write!(f, ", the entry is in timesheet {stored}"),
            None => Ok(()),
        }
    };
    help(this) => "leave `timesheetid` out; to move an entry, delete it and add it anew";
    fails Example::modify(&[&[("id", "5512"), ("timesheetid", "996")]]).with_reference();
    passes Example::modify(&[&[("id", "5512"), ("timesheetid", "998")]]).with_reference();
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if facts.command != Command::Modify {
        return;
    }
    let text = match facts.value(Field::TimesheetId) {
        Value::Absent => return,
        Value::Empty => "",
        Value::Text(text) => text,
    };
    let stored = facts
        .current
        .record()
        .and_then(|current| current.timesheetid);
    match (facts.id(Field::TimesheetId), stored) {
        (Some(sent), Some(stored)) if sent == stored => {}
        (Some(_), None) => {
            facts.unchecked(
                report,
                Field::TimesheetId,
                TimesheetChanged::RULE,
                Missing::CurrentEntry,
            );
        }
        (None, _) if facts.has_lookup(Field::TimesheetId) => {
            facts.unchecked(
                report,
                Field::TimesheetId,
                TimesheetChanged::RULE,
                Missing::LookupTarget,
            );
        }
        _ => {
            let problem = TimesheetChanged {
                stored,
                found: found(text),
            };
            facts.report(report, Field::TimesheetId, problem);
        }
    }
}
