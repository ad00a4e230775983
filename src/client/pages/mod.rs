//! Reading all records, page after page.

mod asynchronous;
mod blocking;
mod error;
mod reading;

pub use asynchronous::Pages;
pub use blocking::Pages as BlockingPages;
pub use error::PageError;
