//! What the ways from and to SuiteProjects Pro share: days and times in a time zone, durations in whole minutes,
//! and what does not go over.
//!
//! What has no place on the other side is said in [`Loss`]es, never dropped in silence: an error means that the
//! entry cannot go over, a warning that something of it stays behind or had to be made up.

pub(crate) mod days;
pub(crate) mod fields;
mod id_map;
mod loss;

pub use id_map::{IdMap, IdMapError, missing};
pub use loss::{Kind, Loss};

/// Whether begin and end go over. An account that has start and end times switched off refuses them.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Times {
    /// They do, where they differ by the duration.
    #[default]
    Kept,
    /// They stay behind.
    Left,
}
