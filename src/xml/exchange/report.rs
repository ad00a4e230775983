//! `Report` in XML.

use super::{AnswerError, RequestWriter, Results, XmlCommand};
use crate::api::answer::of_one;
use crate::api::{CommandName, Report};
use crate::xml::WriteError;

impl XmlCommand for Report<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let mut tag = request.command(CommandName::Report.as_str())?;
        tag.attribute("type", self.subject.object_type)?;
        let mut content = tag.content();
        let mut content = content.start(self.subject.object_type)?.content();
        content.element_with_text("relatedid", &self.subject.id.to_string())?;
        content.element_with_text("email_report", "1")
    }

    fn elements(&self) -> usize {
        1
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        Ok(of_one(results.take_one(CommandName::Report)))
    }
}
