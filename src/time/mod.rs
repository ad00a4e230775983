//! The scalars of a time entry: time of day, date, decimal text, duration.
//!
//! Nothing here knows XML, JSON or a time zone. Times of day are whole seconds, durations whole
//! minutes, both integers; no binary floating point is used anywhere.
//!
//! | module | what it reads | prints as |
//! |---|---|---|
//! | [`clock`] | `2:30`, `02:30:00` | `hh:mm:ss` |
//! | [`date`] | `2026-01-05`, `2026-01-05 10:30:00` | the same |
//! | [`decimal`] | `5.5`, `.5`, `5.` | plain decimal text |
//! | [`duration`] | `decimal_hours`, `hours` and `minutes` together | hours and minutes |

pub mod clock;
pub mod date;
pub mod decimal;
pub mod duration;

/// The calendar types of this crate's interface, so that callers match its version of chrono.
pub use chrono::{NaiveDate, NaiveDateTime};
pub use clock::{TimeOfDay, TimeOfDayError};
pub use date::{DateError, DateTimeError};
pub use decimal::DecimalError;
/// The exact decimal of this crate's interface, so that callers match its version of `rust_decimal`.
pub use rust_decimal::Decimal;

pub use duration::{Combination, DecimalHoursWithMinutes, Duration, MinuteRounding, Parts};
