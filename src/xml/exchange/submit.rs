//! `Submit` in XML.

use super::objects::{ObjectCommand, answered_by_object};
use super::{RequestWriter, XmlCommand};
use crate::api::{CommandName, Submit, Target};
use crate::xml::WriteError;

impl<'a> Submit<'a> {
    fn as_objects(&self) -> ObjectCommand<'_, Target<'a>> {
        self.request.as_objects(CommandName::Submit)
    }
}

impl XmlCommand for Submit<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        self.request.write(CommandName::Submit, request)
    }

    answered_by_object!();
}
