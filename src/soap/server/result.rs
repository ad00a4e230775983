//! Results of the operations, to be written.

use crate::record::{ErrorText, Received};
use crate::soap::Operation;
use crate::soap::record::{soap_type, write_record};
use crate::soap::writer::ValueWriter;
use crate::task::Id;
use crate::xml::WriteError;

/// What became of an object.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct UpdateResult {
    /// The internal id of the object, if there is one.
    pub id: Option<Id>,
    /// What was done.
    pub status: UpdateStatus,
    /// Why nothing was done.
    pub errors: Vec<ErrorText>,
}

/// What was done with an object.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum UpdateStatus {
    /// `A`: it was stored.
    Added,
    /// `U`: it was changed.
    Updated,
    /// `D`: it was removed.
    Deleted,
    /// `-1`: nothing.
    Refused,
}

impl UpdateStatus {
    /// The text on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "A",
            Self::Updated => "U",
            Self::Deleted => "D",
            Self::Refused => "-1",
        }
    }
}

impl UpdateResult {
    const fn done(id: Id, status: UpdateStatus) -> Self {
        Self {
            id: Some(id),
            status,
            errors: Vec::new(),
        }
    }

    /// The object was stored under this id.
    pub const fn added(id: Id) -> Self {
        Self::done(id, UpdateStatus::Added)
    }

    /// The object with this id was changed.
    pub const fn updated(id: Id) -> Self {
        Self::done(id, UpdateStatus::Updated)
    }

    /// The object with this id was removed.
    pub const fn deleted(id: Id) -> Self {
        Self::done(id, UpdateStatus::Deleted)
    }

    /// Nothing was done for these reasons; the id is that of the object, if it was found.
    pub const fn refused(id: Option<Id>, errors: Vec<ErrorText>) -> Self {
        Self {
            id,
            status: UpdateStatus::Refused,
            errors,
        }
    }

    pub(super) fn write(&self, out: &mut ValueWriter<'_>) -> Result<(), WriteError> {
        write_id(self.id, out)?;
        write_errors(&self.errors, out)?;
        out.text("status", self.status.as_str())
    }
}

/// What became of a record that was submitted, approved, rejected or taken back.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct ApprovalResult {
    /// The internal id of the record, if there is one.
    pub id: Option<Id>,
    /// What is warned of.
    pub warnings: Option<String>,
    /// Why nothing was done, in words.
    pub errors_text: Option<String>,
    /// The state of the record; not said by `submit`.
    pub approval_status: Option<String>,
    /// What was done, in words.
    pub log: Option<String>,
    /// Why nothing was done.
    pub errors: Vec<ErrorText>,
}

impl ApprovalResult {
    pub(super) fn write(
        &self,
        operation: Operation,
        out: &mut ValueWriter<'_>,
    ) -> Result<(), WriteError> {
        write_id(self.id, out)?;
        out.text_or_nil("approval_warnings", self.warnings.as_deref())?;
        out.text_or_nil("approval_errors", self.errors_text.as_deref())?;
        if operation != Operation::Submit {
            out.text_or_nil("approval_status", self.approval_status.as_deref())?;
        }
        out.text_or_nil("log", self.log.as_deref())?;
        write_errors(&self.errors, out)?;
        let is_refused = !self.errors.is_empty() || self.errors_text.is_some();
        out.text_or_nil("status", is_refused.then_some("-1"))
    }
}

/// The records that one question found.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ReadResult {
    /// The records.
    pub objects: Vec<Received>,
    /// Why there are none.
    pub errors: Vec<ErrorText>,
}

impl ReadResult {
    /// These records.
    pub const fn found(objects: Vec<Received>) -> Self {
        Self {
            objects,
            errors: Vec::new(),
        }
    }

    /// None, for these reasons.
    pub const fn refused(errors: Vec<ErrorText>) -> Self {
        Self {
            objects: Vec::new(),
            errors,
        }
    }

    pub(super) fn write(&self, out: &mut ValueWriter<'_>) -> Result<(), WriteError> {
        if self.objects.is_empty() && !self.errors.is_empty() {
            out.nil("objects")?;
        } else {
            let mut list = out.array("objects", "oaBase", self.objects.len())?;
            for object in &self.objects {
                write_record(object, &mut list.item(&soap_type(object.object_type()))?)?;
            }
        }
        write_errors(&self.errors, out)
    }
}

/// An address of the web interface, or why there is none.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct UrlResult {
    /// The address.
    pub url: Option<String>,
    /// Why there is none.
    pub errors: Vec<ErrorText>,
}

impl UrlResult {
    pub(super) fn write(&self, out: &mut ValueWriter<'_>) -> Result<(), WriteError> {
        out.text_or_nil("url", self.url.as_deref())?;
        write_errors(&self.errors, out)?;
        out.text_or_nil("status", self.url.is_none().then_some("-1"))
    }
}

fn write_id(id: Option<Id>, out: &mut ValueWriter<'_>) -> Result<(), WriteError> {
    out.text_or_nil("id", id.map(|id| id.to_string()).as_deref())
}

/// Writes the errors, nil if there are none, each with its members in the order of the WSDL.
fn write_errors(errors: &[ErrorText], out: &mut ValueWriter<'_>) -> Result<(), WriteError> {
    if errors.is_empty() {
        return out.nil("errors");
    }
    let mut list = out.array("errors", "oaBase", errors.len())?;
    for error in errors {
        let mut item = list.item("oaError")?;
        let members = [
            ("comment", &error.comment),
            ("text", &error.text),
            ("code", &error.code),
        ];
        for (name, text) in members {
            if let Some(text) = text {
                item.text(name, text)?;
            }
        }
    }
    Ok(())
}
