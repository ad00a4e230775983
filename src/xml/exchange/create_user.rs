//! `CreateUser` in XML.

use super::{AnswerError, RequestWriter, Results, WriteObject, XmlCommand};
use crate::api::answer::of_one;
use crate::api::{CommandName, CreateUser};
use crate::xml::WriteError;

impl XmlCommand for CreateUser<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let records = [self.company, self.user];
        let mut tag = request.command(CommandName::CreateUser.as_str())?;
        if records.iter().any(|record| record.has_custom_fields()) {
            tag.attribute("enable_custom", "1")?;
        }
        if let Some(field) = self.lookup {
            tag.attribute("lookup", field)?;
        }
        let mut content = tag.content();
        // The vendor wants the company first.
        for record in records {
            record.write(&mut content)?;
        }
        Ok(())
    }

    fn elements(&self) -> usize {
        1
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        let mut result = results.take_one(CommandName::CreateUser);
        if let Some(result) = &mut result {
            // Whatever comes back besides the user is not what was stored.
            result
                .records
                .sort_by_key(|record| record.object_type() != self.user.object_type());
        }
        Ok(of_one(result))
    }
}
