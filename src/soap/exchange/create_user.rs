//! `createUser`.

use super::{Answer, EncodeError, SoapCommand, SoapObject as _, results};
use crate::api::CreateUser;
use crate::api::answer::of_one;
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

impl SoapCommand for CreateUser<'_> {
    fn operation(&self) -> Operation {
        Operation::CreateUser
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        if self.lookup.is_some() {
            return Err(EncodeError::not_in_soap(self.operation(), "lookup"));
        }
        // The user first, other than in XML.
        self.user
            .write_fields(&mut parts.structure("user", "oaUser")?)?;
        let mut company = parts.structure("company", "oaCompany")?;
        self.company.write_fields(&mut company)?;
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        let result = answer.structure(&["errors", "id", "status"])?;
        Ok(of_one(Some(results::update(self.operation(), result)?)))
    }
}
