//! How a command ends.

use std::process::ExitCode;

/// The verdict of a command as the exit code of the process.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ExitStatus {
    /// 0: all is well; warnings and unchecked rules alone change nothing about that.
    Clean = 0,
    /// 1: an entry is invalid or was refused.
    Findings = 1,
    /// 2: usage, configuration or unreadable input.
    Failure = 2,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}
