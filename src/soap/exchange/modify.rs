//! `modify`.

use super::{Answer, EncodeError, SoapCommand, SoapObject, objects};
use crate::api::Modify;
use crate::api::answer::KeyKind;
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

impl<O: SoapObject> SoapCommand for Modify<'_, O> {
    fn operation(&self) -> Operation {
        Operation::Modify
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        let mut attributes = Vec::new();
        attributes.extend(objects::update_custom(self.objects));
        if self.custom_equal_to {
            attributes.push(("method", "custom equal to"));
        }
        objects::write_attributes(&attributes, "Attribute", parts)?;
        objects::write(self.objects, parts)?;
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        objects::read_updates(self.objects, KeyKind::Id, answer)
    }
}
