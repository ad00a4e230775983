//! `RemoteAuth` in XML.

use super::{AnswerError, RequestWriter, Results, XmlCommand, address, envelope};
use crate::api::{CommandName, RemoteAuth};
use crate::xml::WriteError;

impl XmlCommand for RemoteAuth<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let mut content = request.command(CommandName::RemoteAuth.as_str())?.content();
        envelope::write_login(&mut content, self.login)
    }

    fn elements(&self) -> usize {
        1
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        Ok(address::read(results.take_one(CommandName::RemoteAuth)))
    }
}
