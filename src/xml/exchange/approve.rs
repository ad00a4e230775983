//! `Approve` in XML.

use super::objects::{ObjectCommand, answered_by_object};
use super::{RequestWriter, XmlCommand};
use crate::api::{Approve, CommandName, Target};
use crate::xml::WriteError;

impl<'a> Approve<'a> {
    fn as_objects(&self) -> ObjectCommand<'_, Target<'a>> {
        self.request.as_objects(CommandName::Approve)
    }
}

impl XmlCommand for Approve<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        self.request.write(CommandName::Approve, request)
    }

    answered_by_object!();
}
