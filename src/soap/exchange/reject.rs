//! `reject`.

use super::{Answer, EncodeError, SoapCommand};
use crate::api::Reject;
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

impl SoapCommand for Reject<'_> {
    fn operation(&self) -> Operation {
        Operation::Reject
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        self.request.write_requests(Operation::Reject, parts)?;
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        self.request.read_results(answer)
    }
}
