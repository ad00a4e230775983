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

impl ExitStatus {
    /// The one with the higher code.
    #[must_use]
    pub const fn worse_of(self, other: Self) -> Self {
        if self as u8 > other as u8 {
            self
        } else {
            other
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}
