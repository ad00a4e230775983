//! `Unapprove` in XML.

use super::objects::{ObjectCommand, answered_by_object};
use super::{RequestWriter, XmlCommand};
use crate::api::{CommandName, Target, Unapprove};
use crate::xml::WriteError;

impl<'a> Unapprove<'a> {
    fn as_objects(&self) -> ObjectCommand<'_, Target<'a>> {
        self.request.as_objects(CommandName::Unapprove)
    }
}

impl XmlCommand for Unapprove<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        self.request.write(CommandName::Unapprove, request)
    }

    answered_by_object!();
}
