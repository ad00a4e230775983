//! 829: nobody did the work.

use super::prelude::*;

rule! {
    /// An entry needs a user.
    ///
    /// # Why
    ///
    /// The vendor's Task page marks `userid` as required. The code is from published client lists;
    /// that clearing the user on Modify is refused in the same way is our reading.
    ///
    /// # What to do
    ///
    /// Send the internal id of the employee, or an external id or name with the look-up attribute.
    UserRequired = "user-required", Error, code Some(ErrorCode::BAD_USER);
    parameters {}
    message(this, field, f) => f.write_str("a time entry needs a `userid`");
    help(this) => "send the internal id of the employee who did the work";
    fails Example::add(&[&[("date", "2026-01-05"), ("hours", "8")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let missing = match facts.value(Field::UserId) {
        Value::Absent => facts.command == Command::Add,
        Value::Empty => facts.command == Command::Modify,
        Value::Text(_) => false,
    };
    if missing {
        facts.report(report, Field::UserId, UserRequired {});
    }
}
