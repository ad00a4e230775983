//! What an answer says about each object of a command, the same on every wire.

mod pairing;
mod result;
mod verdict;

pub(crate) use pairing::{Key, KeyKind, Sent, pair};
pub use result::CommandResult;
pub(crate) use verdict::{of_one, refusal};
