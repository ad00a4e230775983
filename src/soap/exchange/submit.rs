//! `submit`.

use super::{Answer, EncodeError, SoapCommand};
use crate::api::Submit;
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

impl SoapCommand for Submit<'_> {
    fn operation(&self) -> Operation {
        Operation::Submit
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        self.request.write_requests(Operation::Submit, parts)?;
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        self.request.read_results(answer)
    }
}
