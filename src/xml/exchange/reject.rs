//! `Reject` in XML.

use super::objects::{ObjectCommand, answered_by_object};
use super::{RequestWriter, XmlCommand};
use crate::api::{CommandName, Reject, Target};
use crate::xml::WriteError;

impl<'a> Reject<'a> {
    fn as_objects(&self) -> ObjectCommand<'_, Target<'a>> {
        self.request.as_objects(CommandName::Reject)
    }
}

impl XmlCommand for Reject<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        self.request.write(CommandName::Reject, request)
    }

    answered_by_object!();
}
