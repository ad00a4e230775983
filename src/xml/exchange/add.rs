//! `Add` in XML.

use super::objects::{ObjectCommand, answered_by_object};
use super::{RequestWriter, WriteObject, XmlCommand};
use crate::api::answer::KeyKind;
use crate::api::{Add, CommandName};
use crate::xml::{TagWriter, WriteError};

impl<O: WriteObject> Add<'_, O> {
    fn as_objects(&self) -> ObjectCommand<'_, O> {
        ObjectCommand {
            name: CommandName::Add,
            objects: self.objects,
            together: self.together,
            key: KeyKind::ThinClientId,
        }
    }
}

impl<O: WriteObject> XmlCommand for Add<'_, O> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let attributes = |tag: &mut TagWriter<'_>| {
            if let Some(field) = self.lookup {
                tag.attribute("lookup", field)?;
            }
            Ok(())
        };
        self.as_objects().write(request, attributes, |_| Ok(()))
    }

    answered_by_object!();
}
