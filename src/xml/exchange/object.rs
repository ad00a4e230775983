//! The objects that commands send.

use crate::api::{Target, id_of};
use crate::record::Record;
use crate::task::{Field, Id};
use crate::validate::CheckedEntry;
use crate::xml::{ContentWriter, WriteError, task, tree};

/// An object that can be sent: a checked time entry, or a record of another type.
pub trait WriteObject {
    /// The type of the object, such as `Task`.
    fn object_type(&self) -> &str;

    /// Writes the object into its command.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if a text has a character that XML 1.0 cannot carry.
    fn write(&self, command: &mut ContentWriter<'_>) -> Result<(), WriteError>;

    /// Whether the object has custom fields, which the server takes only if it is told.
    fn has_custom_fields(&self) -> bool;

    /// The internal id, which the server echoes.
    fn id(&self) -> Option<Id>;

    /// The key of the sending program that the server echoes, by which an answer is told apart from
    /// that to another object.
    fn thin_client_id(&self) -> Option<&str>;
}

impl WriteObject for CheckedEntry<'_> {
    fn object_type(&self) -> &'static str {
        "Task"
    }

    fn write(&self, command: &mut ContentWriter<'_>) -> Result<(), WriteError> {
        task::write_entry(command.start("Task")?, self)
    }

    fn has_custom_fields(&self) -> bool {
        self.custom().next().is_some()
    }

    fn id(&self) -> Option<Id> {
        id_of(self)
    }

    fn thin_client_id(&self) -> Option<&str> {
        self.entry().text(Field::ThinClientId)
    }
}

impl WriteObject for Record {
    fn object_type(&self) -> &str {
        self.object_type()
    }

    fn write(&self, command: &mut ContentWriter<'_>) -> Result<(), WriteError> {
        tree::write_into(self.element(), command)
    }

    fn has_custom_fields(&self) -> bool {
        self.element()
            .elements()
            .any(|field| field.name.local.ends_with("__c"))
    }

    fn id(&self) -> Option<Id> {
        self.id()
    }

    fn thin_client_id(&self) -> Option<&str> {
        None
    }
}

impl WriteObject for Target<'_> {
    fn object_type(&self) -> &str {
        self.object_type
    }

    fn write(&self, command: &mut ContentWriter<'_>) -> Result<(), WriteError> {
        let mut record = command.start(self.object_type)?.content();
        record.element_with_text("id", &self.id.to_string())
    }

    fn has_custom_fields(&self) -> bool {
        false
    }

    fn id(&self) -> Option<Id> {
        Some(self.id)
    }

    fn thin_client_id(&self) -> Option<&str> {
        None
    }
}
