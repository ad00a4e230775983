//! The other date of an entry.

use super::prelude::*;
use crate::time::{DateError, date};

rule! {
    /// The accounting date has to be a day of the calendar.
    ///
    /// # Why
    ///
    /// `acct_date` is a date like `date`. The server is strict about impossible dates; which code it
    /// answers with for this field is not known.
    ///
    /// # What to do
    ///
    /// Write the date as YYYY-MM-DD, or leave the field out.
    AccountingDateFormat = "accounting-date-format", Error, code None;
    parameters {
        /// The text.
        found: Box<str>,
        /// What is wrong with the text.
        reason: DateError,
    }
    message(this, field, f) => write!(f, "`{field}` is {:?}, which is not a date: {}", this.found, this.reason);
    help(this) => "write the day as YYYY-MM-DD, such as 2026-01-31, or leave the field out";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("acct_date", "31.01.2026")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("acct_date", "2026-01-31")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    let Some(text) = facts.value(Field::AcctDate).text() else {
        return;
    };
    if let Err(reason) = date::parse(text)
        && facts.writes()
    {
        facts.report(
            report,
            Field::AcctDate,
            AccountingDateFormat {
                found: found(text),
                reason,
            },
        );
    }
}
