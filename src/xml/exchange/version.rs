//! `Version` in XML.

use super::single::succeeded;
use super::{AnswerError, RequestWriter, Results, XmlCommand};
use crate::api::{CommandName, NewestVersion, Version};
use crate::xml::WriteError;

impl XmlCommand for Version {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let mut content = request.command(CommandName::Version.as_str())?.content();
        content.element_with_text("name", self.name())?;
        content.element_with_text("number", self.number())
    }

    /// The vendor lists the properties of the answer, not where they stand: directly in the result is
    /// our reading.
    fn elements(&self) -> usize {
        1
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        let result = match succeeded(results.take(CommandName::Version.as_str())?)? {
            Ok(result) => result,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let property = |name: &str| {
            let element = result
                .remarks
                .iter()
                .find(|element| element.name.local == name)?;
            Some(element.text().into_owned()).filter(|text| !text.is_empty())
        };
        Ok(Ok(NewestVersion {
            number: property("number"),
            url: property("url"),
            size: property("size"),
        }))
    }
}
