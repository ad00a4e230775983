//! `add`, and `upsert` for an `Add` with a look-up.

use super::{Answer, EncodeError, SoapCommand, SoapObject, objects};
use crate::api::Add;
use crate::api::answer::KeyKind;
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

/// Custom fields are sent like others: `add` has no attribute to let them through.
impl<O: SoapObject> SoapCommand for Add<'_, O> {
    fn operation(&self) -> Operation {
        if self.lookup.is_some() {
            Operation::Upsert
        } else {
            Operation::Add
        }
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        if let Some(field) = self.lookup {
            let mut attributes = vec![("lookup", field)];
            attributes.extend(objects::update_custom(self.objects));
            objects::write_attributes(&attributes, "Attribute", parts)?;
        }
        objects::write(self.objects, parts)?;
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        objects::read_updates(self.objects, KeyKind::ThinClientId, answer)
    }
}
