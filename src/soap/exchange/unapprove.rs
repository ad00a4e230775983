//! `unapprove`.

use super::{Answer, EncodeError, SoapCommand};
use crate::api::Unapprove;
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

impl SoapCommand for Unapprove<'_> {
    fn operation(&self) -> Operation {
        Operation::Unapprove
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        self.request.write_requests(Operation::Unapprove, parts)?;
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        self.request.read_results(answer)
    }
}
