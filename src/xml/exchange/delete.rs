//! `Delete` in XML.

use super::objects::{ObjectCommand, answered_by_object};
use super::{RequestWriter, XmlCommand};
use crate::api::answer::KeyKind;
use crate::api::{CommandName, Delete, Target};
use crate::xml::WriteError;

impl<'a> Delete<'a> {
    fn as_objects(&self) -> ObjectCommand<'_, Target<'a>> {
        ObjectCommand {
            name: CommandName::Delete,
            objects: &self.targets,
            together: self.together,
            key: KeyKind::Id,
        }
    }
}

impl XmlCommand for Delete<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        self.as_objects().write(request, |_| Ok(()), |_| Ok(()))
    }

    answered_by_object!();
}
