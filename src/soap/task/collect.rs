//! Checked entries as one request, for conversion.

use thiserror::Error;

use crate::api::{CommandError, CommandName, MOST_OBJECTS, Target, id_of};
use crate::soap::exchange::approval::{request_type, write_request};
use crate::soap::exchange::{EncodeError, Request, envelope, objects};
use crate::soap::record::write_entry;
use crate::soap::writer::ItemsWriter;
use crate::soap::{Operation, Service};
use crate::validate::{CheckedEntry, Command};
use crate::xml::WriteError;

/// Collects checked entries of one command, up to [`MOST_OBJECTS`], into a request without a session. For
/// sending entries see [`exchange`](crate::soap::exchange).
///
/// ```
/// use suiteprojects::soap::Service;
/// use suiteprojects::soap::task::Collector;
/// use suiteprojects::task::{Entry, Field};
/// use suiteprojects::validate::{CheckedEntry, Command};
///
/// let mut entry = Entry::new();
/// entry.set(Field::UserId, "251").set(Field::Hours, "8");
/// let mut collector = Collector::new(Service::rpc_encoded());
/// collector.push(&CheckedEntry::trust_without_checking(Command::Add, &entry))?;
/// let request = collector.finish()?;
/// assert!(request.expose().contains("<oair:add>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Collector {
    service: Service,
    items: ItemsWriter,
    command: Option<Command>,
    count: usize,
    has_custom_fields: bool,
}

impl Collector {
    /// Collects for this service.
    pub fn new(service: Service) -> Self {
        let items = ItemsWriter::new(service.binding());
        Self {
            service,
            items,
            command: None,
            count: 0,
            has_custom_fields: false,
        }
    }

    /// Takes the next entry.
    ///
    /// # Errors
    ///
    /// [`CollectError`] if it does not go into the request. The others are still in it.
    pub fn push(&mut self, entry: &CheckedEntry<'_>) -> Result<(), CollectError> {
        let command = entry.command();
        let expected = *self.command.get_or_insert(command);
        if command != expected {
            return Err(CollectError::Command(CommandError::OtherCommand {
                index: self.count,
                found: command,
                expected,
            }));
        }
        if self.count == MOST_OBJECTS {
            let found = self.count + 1;
            return Err(CollectError::Command(CommandError::TooManyObjects {
                found,
            }));
        }
        let named = |command| {
            id_of(entry).ok_or(CollectError::Command(CommandError::NoId {
                index: self.count,
                command,
            }))
        };
        match command {
            Command::Add | Command::Modify => {
                self.items
                    .item("oaTask", |record| write_entry(entry, record))?;
                self.has_custom_fields |= entry.custom().next().is_some();
            }
            Command::Delete => {
                let id = named(CommandName::Delete)?.to_string();
                self.items.item("oaTask", |record| record.text("id", &id))?;
            }
            Command::Reject => {
                let target = Target {
                    object_type: "Task",
                    id: named(CommandName::Reject)?,
                };
                let operation = Operation::Reject;
                self.items.item(request_type(operation), |request| {
                    write_request(operation, &target, &[], None, request)
                })?;
            }
        }
        self.count += 1;
        Ok(())
    }

    /// The request. Without an entry it adds nothing.
    ///
    /// # Errors
    ///
    /// [`EncodeError`] if the binding does not have the operation.
    pub fn finish(self) -> Result<Request, EncodeError> {
        let operation = match self.command.unwrap_or_default() {
            Command::Add => Operation::Add,
            Command::Modify => Operation::Modify,
            Command::Delete => Operation::Delete,
            Command::Reject => Operation::Reject,
        };
        envelope::write(&self.service, None, operation, |parts| {
            if operation == Operation::Modify {
                let attributes = [objects::UPDATE_CUSTOM];
                let count = usize::from(self.has_custom_fields);
                objects::write_attributes(
                    attributes.get(..count).unwrap_or_default(),
                    "Attribute",
                    parts,
                )?;
            }
            let (part, item_type) = match operation {
                Operation::Reject => ("requests", request_type(operation)),
                _ => ("objects", "oaBase"),
            };
            parts
                .array(part, item_type, self.count)?
                .written(&self.items);
            Ok(())
        })
    }
}

/// An entry that does not go into the request.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum CollectError {
    /// A request has one operation, with so many objects at most and an id for each where that is
    /// needed.
    #[error(transparent)]
    Command(CommandError),
    /// A text has a character that XML 1.0 cannot carry.
    #[error(transparent)]
    Write(#[from] WriteError),
}
