//! `Time` in XML.

use super::{AnswerError, RequestWriter, Results, XmlCommand, single};
use crate::api::{CommandName, Time};
use crate::xml::WriteError;

impl XmlCommand for Time {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        request.command(CommandName::Time.as_str())?.empty();
        Ok(())
    }

    fn elements(&self) -> usize {
        1
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        single::record(CommandName::Time, results)
    }
}
