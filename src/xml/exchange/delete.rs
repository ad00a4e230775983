//! `Delete` in XML.

use super::objects::ObjectCommand;
use super::pairing::KeyKind;
use super::{AnswerError, RequestWriter, Results, XmlCommand};
use crate::api::{Delete, Target};
use crate::xml::WriteError;

impl<'a> Delete<'a> {
    fn as_objects(&self) -> ObjectCommand<'_, Target<'a>> {
        ObjectCommand {
            name: "Delete",
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

    fn elements(&self) -> usize {
        self.as_objects().elements()
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        self.as_objects().read(results)
    }
}
