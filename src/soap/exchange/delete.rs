//! `delete`.

use super::{Answer, EncodeError, SoapCommand, objects};
use crate::api::Delete;
use crate::api::answer::KeyKind;
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

impl SoapCommand for Delete<'_> {
    fn operation(&self) -> Operation {
        Operation::Delete
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        objects::write(&self.targets, parts)?;
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        objects::read_updates(&self.targets, KeyKind::Id, answer)
    }
}
