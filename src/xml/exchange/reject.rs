//! `Reject` in XML.

use super::objects::ObjectCommand;
use super::pairing::KeyKind;
use super::{AnswerError, RequestWriter, Results, XmlCommand, approval};
use crate::api::{Reject, Target};
use crate::xml::{ContentWriter, WriteError};

impl<'a> Reject<'a> {
    fn as_objects(&self) -> ObjectCommand<'_, Target<'a>> {
        ObjectCommand {
            name: "Reject",
            objects: &self.targets,
            together: self.together,
            key: KeyKind::Id,
        }
    }
}

impl XmlCommand for Reject<'_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let approval =
            |content: &mut ContentWriter<'_>| approval::write(self.approval.as_ref(), content);
        self.as_objects().write(request, |_| Ok(()), approval)
    }

    fn elements(&self) -> usize {
        self.as_objects().elements()
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        self.as_objects().read(results)
    }
}
