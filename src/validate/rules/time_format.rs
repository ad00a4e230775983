//! 1404: texts that are no time of day.

use super::prelude::*;
use crate::time::TimeOfDayError;

rule! {
    /// A start or end time has to be a time of day.
    ///
    /// # Why
    ///
    /// The vendor's Task page: the format is `hh:mm:ss`; `2:30`, `2:30:15`, `2:3` and `2:3:4` are
    /// valid too; an invalid value or a wrong format is answered with 1404. So hour and minute, and
    /// the seconds if wanted, one or two digits each, from 0:0 to 23:59:59. That everything else is
    /// wrong, and that an empty value on Modify is, is our reading.
    ///
    /// # What to do
    ///
    /// Write hours, minutes and seconds with colons, on the 24-hour clock. To clear a time, send
    /// `00:00:00`.
    TimeFormat = "time-format", Error, code Some(ErrorCode::TIME_FORMAT);
    parameters {
        /// The text; `None` if the field is to be changed to nothing.
        found: Option<Box<str>>,
        /// What is wrong with the text.
        reason: Option<TimeOfDayError>,
    }
    message(this, field, f) => match (&this.found, &this.reason) {
        (Some(found), Some(reason)) => write!(f, "`{field}` is {found:?}, which is not a time of day: {reason}"),
        _ => write!(f, "`{field}` is empty, which is not a time of day"),
    };
    help(this) => if this.found.is_some() {
        "write hh:mm:ss on the 24-hour clock, such as 09:30:00"
    } else {
        "send 00:00:00 to clear the time, or leave the field out to keep it"
    };
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("start_time", "9"), ("end_time", "17:00")]])
        .settings(&[("start_end_times", "true")]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("hours", "8"), ("start_time", "9:0"), ("end_time", "17:00")]])
        .settings(&[("start_end_times", "true")]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    if !facts.writes() {
        return;
    }
    for (field, read) in [
        (Field::StartTime, &facts.start),
        (Field::EndTime, &facts.end),
    ] {
        match *read {
            Read::Invalid(text, reason) => {
                facts.report(
                    report,
                    field,
                    TimeFormat {
                        found: Some(found(text)),
                        reason: Some(reason),
                    },
                );
            }
            Read::Empty => facts.report(
                report,
                field,
                TimeFormat {
                    found: None,
                    reason: None,
                },
            ),
            Read::Absent | Read::Valid(_) => {}
        }
    }
}
