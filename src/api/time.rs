//! `Time`: the time of the server.

use super::{Command, Refusal};
use crate::record::{RecordError, ServerTime};

/// Asks for the time of the server. Needs no login.
///
/// ```
/// use suiteprojects::api::{Command, Time};
///
/// assert!(Time.is_read_only());
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Time;

impl Command for Time {
    /// The time, or why it cannot be understood; a refusal of the command otherwise.
    type Answer = Result<Result<ServerTime, RecordError>, Refusal>;

    fn is_read_only(&self) -> bool {
        true
    }
}
