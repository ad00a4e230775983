//! `servertime`.

use super::{Answer, EncodeError, SoapCommand};
use crate::api::Time;
use crate::record::{FromRecord as _, ServerTime};
use crate::soap::Operation;
use crate::soap::writer::ValueWriter;
use crate::time::date::MEMBERS;
use crate::xml::exchange::AnswerError;

/// The answer does not tell the time zone, other than in XML.
impl SoapCommand for Time {
    fn operation(&self) -> Operation {
        Operation::ServerTime
    }

    fn write(&self, _: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        Ok(Ok(ServerTime::from_record(
            answer.record("Date", &MEMBERS)?,
        )))
    }
}
