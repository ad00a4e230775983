//! `version`.

use super::{Answer, EncodeError, SoapCommand};
use crate::api::{NewestVersion, Version};
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

impl SoapCommand for Version {
    fn operation(&self) -> Operation {
        Operation::Version
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        parts.text("name", self.name())?;
        parts.text("number", self.number())?;
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        let result = answer.structure(&["number", "url", "size"])?;
        let property = |name| result.text_of(name).map(|text| text.map(Into::into));
        Ok(Ok(NewestVersion {
            number: property("number")?,
            url: property("url")?,
            size: property("size")?,
        }))
    }
}
