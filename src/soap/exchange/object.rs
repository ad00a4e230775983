//! The objects that operations send.

use crate::api::Target;
use crate::record::Record;
use crate::soap::record;
use crate::soap::writer::ValueWriter;
use crate::validate::CheckedEntry;
use crate::xml::WriteError;
use crate::xml::exchange::WriteObject;

/// An object that can be sent: a checked time entry, or a record of another type.
pub trait SoapObject: WriteObject {
    /// Writes the fields of the object.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if a text has a character that XML 1.0 cannot carry.
    fn write_fields(&self, record: &mut ValueWriter<'_>) -> Result<(), WriteError>;
}

impl SoapObject for CheckedEntry<'_> {
    fn write_fields(&self, record: &mut ValueWriter<'_>) -> Result<(), WriteError> {
        record::write_entry(self, record)
    }
}

impl SoapObject for Record {
    fn write_fields(&self, record: &mut ValueWriter<'_>) -> Result<(), WriteError> {
        record::write_fields(self.element(), record)
    }
}

impl SoapObject for Target<'_> {
    fn write_fields(&self, record: &mut ValueWriter<'_>) -> Result<(), WriteError> {
        record.text("id", &self.id.to_string())
    }
}
