//! What the commands on lists of objects have in common.

use super::{RequestWriter, Results, WriteObject};
use crate::api::answer::{Key, KeyKind, Sent, pair};
use crate::api::{CommandName, Outcome, Stored};
use crate::xml::{ContentWriter, TagWriter, WriteError};

/// A command on a list of objects.
#[derive(Debug)]
pub(super) struct ObjectCommand<'o, O> {
    pub(super) name: CommandName,
    pub(super) objects: &'o [O],
    /// Whether objects of one type that follow each other share an element.
    pub(super) together: bool,
    /// By what the server shows which object a record of the answer is.
    pub(super) key: KeyKind,
}

impl<'o, O: WriteObject> ObjectCommand<'o, O> {
    /// The objects of each element.
    fn groups(&self) -> impl Iterator<Item = &'o [O]> {
        let together = self.together;
        self.objects
            .chunk_by(move |before, after| together && before.object_type() == after.object_type())
    }

    pub(super) fn elements(&self) -> usize {
        self.groups().count()
    }

    /// Writes the elements: each with the type, the attributes that are added, its objects, and
    /// what stands behind them.
    pub(super) fn write(
        &self,
        request: &mut RequestWriter<'_>,
        attributes: impl Fn(&mut TagWriter<'_>) -> Result<(), WriteError>,
        rest: impl Fn(&mut ContentWriter<'_>) -> Result<(), WriteError>,
    ) -> Result<(), WriteError> {
        for group in self.groups() {
            let Some(first) = group.first() else { continue };
            let mut tag = request.command(self.name.as_str())?;
            tag.attribute("type", first.object_type())?;
            if group.iter().any(WriteObject::has_custom_fields) {
                tag.attribute("enable_custom", "1")?;
            }
            attributes(&mut tag)?;
            let mut content = tag.content();
            for object in group {
                object.write(&mut content)?;
            }
            rest(&mut content)?;
        }
        Ok(())
    }

    /// Takes the results and finds what became of each object.
    pub(super) fn read(&self, results: &mut Results) -> Vec<Outcome<Stored>> {
        let sent: Vec<Sent<'o>> = self
            .objects
            .iter()
            .map(|object| Sent {
                object_type: object.object_type(),
                key: match self.key {
                    KeyKind::Id => object.id().map(Key::Id),
                    KeyKind::ThinClientId => object.thin_client_id().map(Key::ThinClientId),
                },
            })
            .collect();
        let groups: Vec<usize> = self.groups().map(<[O]>::len).collect();
        let is_complete = results.is_complete();
        let results = results.take_up_to(self.name.as_str(), groups.len());
        pair(self.key, &sent, &groups, results, is_complete)
    }
}

/// How a command that has `as_objects` is counted and answered.
macro_rules! answered_by_object {
    () => {
        fn elements(&self) -> usize {
            self.as_objects().elements()
        }

        fn read(&self, results: &mut super::Results) -> Result<Self::Answer, super::AnswerError> {
            Ok(self.as_objects().read(results))
        }
    };
}

pub(super) use answered_by_object;
