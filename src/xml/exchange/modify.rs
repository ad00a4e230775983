//! `Modify` in XML.

use super::objects::{ObjectCommand, answered_by_object};
use super::{RequestWriter, WriteObject, XmlCommand};
use crate::api::answer::KeyKind;
use crate::api::{CommandName, Modify};
use crate::xml::{TagWriter, WriteError};

impl<O: WriteObject> Modify<'_, O> {
    fn as_objects(&self) -> ObjectCommand<'_, O> {
        ObjectCommand {
            name: CommandName::Modify,
            objects: self.objects,
            together: self.together,
            key: KeyKind::Id,
        }
    }
}

impl<O: WriteObject> XmlCommand for Modify<'_, O> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let attributes = |tag: &mut TagWriter<'_>| {
            if self.custom_equal_to {
                tag.attribute("method", "custom equal to")?;
            }
            Ok(())
        };
        self.as_objects().write(request, attributes, |_| Ok(()))
    }

    answered_by_object!();
}
