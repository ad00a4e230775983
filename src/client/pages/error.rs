//! Why a record, or all further ones, could not be read.

use thiserror::Error;

use crate::api::Refusal;
use crate::client::Error as ClientError;
use crate::protocol::IncompleteRead;
use crate::record::RecordError;

/// Why a record, or all further ones, could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PageError {
    /// A page could not be had. Nothing follows.
    #[error("a page cannot be read")]
    Call(#[source] ClientError),
    /// The server refused the Read. Nothing follows.
    #[error("the server refused the Read: {0}")]
    Refused(Refusal),
    /// A record cannot be understood. The others follow.
    #[error("a record cannot be understood")]
    Record(#[source] RecordError),
    /// There may be more records than were read. Nothing follows.
    #[error("there may be further records")]
    Incomplete(#[source] IncompleteRead),
}
