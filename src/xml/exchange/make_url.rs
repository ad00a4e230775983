//! `MakeURL` in XML.

use super::{AnswerError, RequestWriter, Results, WriteObject, XmlCommand, address};
use crate::api::{CommandName, MakeUrl};
use crate::xml::WriteError;

impl XmlCommand for MakeUrl<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let mut content = request.command(CommandName::MakeUrl.as_str())?.content();
        content.element_with_text("uid", self.uid.expose())?;
        content.element_with_text("page", self.page)?;
        content.element_with_text("app", self.application)?;
        match &self.argument {
            Some(record) => record.write(&mut content.start("arg")?.content()),
            None => Ok(()),
        }
    }

    fn elements(&self) -> usize {
        1
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        Ok(address::read(results.take_one(CommandName::MakeUrl)))
    }
}
