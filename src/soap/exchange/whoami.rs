//! `whoami`.

use super::{Answer, EncodeError, SoapCommand};
use crate::api::Whoami;
use crate::record::{FromRecord as _, TypedRecord as _, User};
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::xml::exchange::AnswerError;

impl SoapCommand for Whoami {
    fn operation(&self) -> Operation {
        Operation::Whoami
    }

    fn write(&self, _: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        match self.user {
            None => Ok(()),
            Some(_) => Err(EncodeError::not_in_soap(self.operation(), "user")),
        }
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        let record = answer.record(User::OBJECT_TYPE, &User::field_names())?;
        Ok(Ok(User::from_record(record)))
    }
}
