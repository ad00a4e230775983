//! `Whoami` in XML.

use super::{AnswerError, RequestWriter, Results, XmlCommand, single};
use crate::api::{CommandName, Whoami};
use crate::xml::WriteError;

impl XmlCommand for Whoami {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let mut content = request.command(CommandName::Whoami.as_str())?.content();
        if let Some(user) = self.user {
            let mut object = content.start("User")?.content();
            object.element_with_text("id", &user.to_string())?;
        }
        Ok(())
    }

    fn elements(&self) -> usize {
        1
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        single::record(CommandName::Whoami, results)
    }
}
