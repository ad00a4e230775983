//! `ModifyOnCondition` in XML.

use super::objects::{ObjectCommand, answered_by_object};
use super::{RequestWriter, WriteObject, XmlCommand};
use crate::api::answer::KeyKind;
use crate::api::{CommandName, ModifyOnCondition};
use crate::xml::task::write_date_element;
use crate::xml::{ContentWriter, TagWriter, WriteError};

impl<O: WriteObject> ModifyOnCondition<'_, O> {
    fn as_objects(&self) -> ObjectCommand<'_, O> {
        ObjectCommand {
            name: CommandName::ModifyOnCondition,
            objects: self.objects,
            together: self.together,
            key: KeyKind::Id,
        }
    }
}

impl<O: WriteObject> XmlCommand for ModifyOnCondition<'_, O> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let attributes = |tag: &mut TagWriter<'_>| {
            tag.attribute("condition", "if-not-updated")?;
            Ok(())
        };
        let moment = self.not_updated_after;
        let rest = |content: &mut ContentWriter<'_>| {
            write_date_element(content, moment.date(), Some(moment.time()))
        };
        self.as_objects().write(request, attributes, rest)
    }

    answered_by_object!();
}
