//! Why a push cannot start.

use thiserror::Error;

use crate::protocol::journal::JournalMismatch;

/// A push that cannot start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError<E: std::error::Error + 'static> {
    /// The journal cannot be read or written.
    #[error("cannot use the journal")]
    Journal(#[source] E),
    /// The journal belongs to another target.
    #[error(transparent)]
    Mismatch(JournalMismatch),
}
