//! What the approval commands have in common in XML.

use super::RequestWriter;
use super::objects::ObjectCommand;
use crate::api::answer::KeyKind;
use crate::api::{Approval, ApprovalRequest, CommandName, Target};
use crate::xml::{ContentWriter, TagWriter, WriteError};

impl<'a> ApprovalRequest<'a> {
    pub(super) fn as_objects(&self, name: CommandName) -> ObjectCommand<'_, Target<'a>> {
        ObjectCommand {
            name,
            objects: &self.targets,
            together: self.together,
            key: KeyKind::Id,
        }
    }

    pub(super) fn write(
        &self,
        name: CommandName,
        request: &mut RequestWriter<'_>,
    ) -> Result<(), WriteError> {
        let attributes = |tag: &mut TagWriter<'_>| {
            if self.submit_warning {
                tag.attribute("submit_warning", "1")?;
            }
            Ok(())
        };
        let rest = |content: &mut ContentWriter<'_>| match &self.approval {
            Some(approval) => write(approval, content),
            None => Ok(()),
        };
        self.as_objects(name).write(request, attributes, rest)
    }
}

/// Writes what is noted.
fn write(approval: &Approval, content: &mut ContentWriter<'_>) -> Result<(), WriteError> {
    let mut content = content.start("Approval")?.content();
    if let Some(cc) = &approval.cc {
        content.element_with_text("cc", cc)?;
    }
    if let Some(notes) = &approval.notes {
        content.element_with_text("notes", notes)?;
    }
    Ok(())
}
