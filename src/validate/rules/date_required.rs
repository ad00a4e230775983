//! 826: no date.

use super::prelude::*;

rule! {
    /// An entry needs a date.
    ///
    /// # Why
    ///
    /// The vendor's Task page marks `date` as required. The code is from published client lists;
    /// that clearing the date on Modify is refused in the same way is our reading.
    ///
    /// # What to do
    ///
    /// Send the day of the work as YYYY-MM-DD.
    DateRequired = "date-required", Error, code Some(ErrorCode::DATE_REQUIRED);
    parameters {}
    message(this, field, f) => f.write_str("a time entry needs a `date`");
    help(this) => "send the day of the work as YYYY-MM-DD";
    fails Example::add(&[&[("userid", "251"), ("hours", "8")]]);
    passes Example::modify(&[&[("id", "5512"), ("hours", "8"), ("minutes", "0")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let missing = match facts.date {
        Read::Absent => facts.command == Command::Add,
        Read::Empty => facts.command == Command::Modify,
        Read::Valid(_) | Read::Invalid(..) => false,
    };
    if missing {
        facts.report(report, Field::Date, DateRequired {});
    }
}
