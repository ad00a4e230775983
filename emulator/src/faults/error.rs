//! Texts that say no fault.

use thiserror::Error;

/// A text that does not say a fault.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{found:?}, expected {expected}")]
#[non_exhaustive]
pub struct FaultError {
    /// The part that is not understood.
    pub found: String,
    /// What was expected there.
    pub expected: &'static str,
}
