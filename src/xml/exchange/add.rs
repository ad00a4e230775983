//! `Add` in XML.

use super::objects::ObjectCommand;
use super::pairing::KeyKind;
use super::{AnswerError, RequestWriter, Results, WriteObject, XmlCommand};
use crate::api::Add;
use crate::xml::{TagWriter, WriteError};

impl<O: WriteObject> Add<'_, O> {
    fn as_objects(&self) -> ObjectCommand<'_, O> {
        ObjectCommand {
            name: "Add",
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

    fn elements(&self) -> usize {
        self.as_objects().elements()
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        self.as_objects().read(results)
    }
}
