//! 826: a date that is none.

use super::prelude::*;
use crate::time::DateError;

rule! {
    /// The date has to be a day of the calendar.
    ///
    /// # Why
    ///
    /// Dates are YYYY-MM-DD; in XML the members of `<Date>` may be padded or not. The server is
    /// strict about impossible dates; that it answers 826 is our reading.
    ///
    /// # What to do
    ///
    /// Write the date as YYYY-MM-DD.
    DateFormat = "date-format", Error, code Some(ErrorCode::DATE_REQUIRED);
    parameters {
        /// The text.
        found: Box<str>,
        /// What is wrong with the text.
        reason: DateError,
    }
    message(this, field, f) => write!(f, "`{field}` is {:?}, which is not a date: {}", this.found, this.reason);
    help(this) => "write the day as YYYY-MM-DD, such as 2026-01-05";
    fails Example::add(&[&[("date", "2026-02-29"), ("userid", "251")]]);
    passes Example::add(&[&[("date", "2028-02-29"), ("userid", "251")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if let Read::Invalid(text, reason) = facts.date
        && facts.writes()
    {
        facts.report(
            report,
            Field::Date,
            DateFormat {
                found: found(text),
                reason,
            },
        );
    }
}
