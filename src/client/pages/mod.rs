//! Reading all records, page after page.

mod asynchronous;
mod blocking;
mod error;
mod listing;
mod reading;

pub use asynchronous::{Pages, TimeEntries};
pub use blocking::{Pages as BlockingPages, TimeEntries as BlockingTimeEntries};
pub use error::PageError;
