//! `Add` in XML.

use super::object::WriteObject;
use super::pairing::{Identity, pair};
use super::{AnswerError, RequestWriter, Results, XmlCommand};
use crate::api::Add;
use crate::xml::WriteError;

impl<O: WriteObject> XmlCommand for Add<'_, O> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        for object in self.objects {
            let mut tag = request.command("Add")?;
            tag.attribute("type", object.object_type())?;
            if object.has_custom_fields() {
                tag.attribute("enable_custom", "1")?;
            }
            if let Some(field) = self.lookup {
                tag.attribute("lookup", field)?;
            }
            object.write(tag)?;
        }
        Ok(())
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        let identities: Vec<Identity<'_>> = self
            .objects
            .iter()
            .map(|object| {
                object
                    .thin_client_id()
                    .map_or(Identity::None, Identity::ThinClientId)
            })
            .collect();
        let results = results.take_up_to("Add", identities.len());
        Ok(pair(&identities, results))
    }
}
