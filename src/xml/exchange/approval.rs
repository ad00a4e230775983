//! `<Approval>` in the approval commands.

use crate::api::Approval;
use crate::xml::{ContentWriter, WriteError};

/// Writes what is noted behind the records.
pub(super) fn write(
    approval: Option<&Approval>,
    content: &mut ContentWriter<'_>,
) -> Result<(), WriteError> {
    let Some(approval) = approval else {
        return Ok(());
    };
    let mut content = content.start("Approval")?.content();
    if let Some(cc) = &approval.cc {
        content.element_with_text("cc", cc)?;
    }
    if let Some(notes) = &approval.notes {
        content.element_with_text("notes", notes)?;
    }
    Ok(())
}
