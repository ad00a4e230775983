//! The objects that Add and Modify send.

use crate::record::Record;
use crate::validate::CheckedEntry;
use crate::xml::{TagWriter, WriteError, task, tree};

/// An object that can be sent: a checked time entry, or a record of another type.
pub trait WriteObject {
    /// The type of the object, such as `Task`.
    fn object_type(&self) -> &str;

    /// Writes the object into the command that was just started.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if a text has a character that XML 1.0 cannot carry.
    fn write(&self, command: TagWriter<'_>) -> Result<(), WriteError>;

    /// Whether the object has custom fields, which the server takes only if it is told.
    fn has_custom_fields(&self) -> bool;

    /// The key that the server echoes, by which an answer is told apart from that to another object.
    fn thin_client_id(&self) -> Option<&str>;
}

impl WriteObject for CheckedEntry<'_> {
    fn object_type(&self) -> &'static str {
        "Task"
    }

    fn write(&self, command: TagWriter<'_>) -> Result<(), WriteError> {
        task::write_entry(command.content().start("Task")?, self)
    }

    fn has_custom_fields(&self) -> bool {
        self.custom().next().is_some()
    }

    fn thin_client_id(&self) -> Option<&str> {
        self.entry().text(crate::task::Field::ThinClientId)
    }
}

impl WriteObject for Record {
    fn object_type(&self) -> &str {
        self.object_type()
    }

    fn write(&self, command: TagWriter<'_>) -> Result<(), WriteError> {
        tree::write_into(self.element(), &mut command.content())
    }

    fn has_custom_fields(&self) -> bool {
        self.element()
            .elements()
            .any(|field| field.name.local.ends_with("__c"))
    }

    fn thin_client_id(&self) -> Option<&str> {
        None
    }
}
