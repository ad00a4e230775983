//! The time entries of messages: reading them, and collecting them into a request.

mod collect;
mod read;

pub use collect::{CollectError, Collector};
pub use read::read_entries;
