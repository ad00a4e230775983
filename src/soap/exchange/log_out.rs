//! `logout`.

use super::{Answer, EncodeError, SoapCommand};
use crate::api::Command;
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

/// Ends a session.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct LogOut;

impl Command for LogOut {
    /// What the server says; the words are not documented.
    type Answer = String;

    /// No record changes.
    fn is_read_only(&self) -> bool {
        true
    }
}

impl SoapCommand for LogOut {
    fn operation(&self) -> Operation {
        Operation::Logout
    }

    fn write(&self, _: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        answer.text().map(Into::into)
    }
}
