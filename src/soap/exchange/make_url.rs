//! `makeURL`.

use super::{Answer, EncodeError, SoapCommand, SoapObject as _, results};
use crate::api::{Doubt, MakeUrl, Outcome};
use crate::soap::Operation;
use crate::soap::record::soap_type;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::{AnswerError, address};

impl SoapCommand for MakeUrl<'_> {
    fn operation(&self) -> Operation {
        Operation::MakeUrl
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        let mut list = parts.array("requests", "MakeURLRequest", 1)?;
        let mut request = list.item("MakeURLRequest")?;
        request.text("uid", self.uid.expose())?;
        request.text("page", self.page)?;
        request.text("app", self.application)?;
        match &self.argument {
            Some(record) => {
                let type_name = soap_type(record.object_type);
                record.write_fields(&mut request.structure("arg", &type_name)?)?;
            }
            None => request.nil("arg")?,
        }
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        let mut results = answer.results(results::address)?;
        match (results.pop(), results.is_empty()) {
            (result @ Some(_), true) => Ok(address::read(result)),
            (None, _) => Ok(Outcome::Unknown(Doubt::NoResult)),
            (Some(_), false) => Err(AnswerError::unexpected("several addresses", "one")),
        }
    }
}
