//! What the operations on lists of objects have in common.

use super::{Answer, SoapObject, results};
use crate::api::answer::{Key, KeyKind, Sent, pair};
use crate::api::{CommandResult, Outcome, Stored};
use crate::soap::Operation;
use crate::soap::message::Value;
use crate::soap::record::soap_type;
use crate::soap::writer::ValueWriter;
use crate::xml::WriteError;
use crate::xml::exchange::{AnswerError, WriteObject};

/// The name of the part with the attributes of an operation.
const ATTRIBUTES: &str = "attributes";

/// The attribute that lets custom fields through.
pub(in crate::soap) const UPDATE_CUSTOM: (&str, &str) = ("update_custom", "1");

/// Writes the part `objects`. The server tells of each what became of it, so that they need not be apart
/// as in XML.
pub(super) fn write<O: SoapObject>(
    objects: &[O],
    parts: &mut ValueWriter<'_>,
) -> Result<(), WriteError> {
    let mut list = parts.array("objects", "oaBase", objects.len())?;
    for object in objects {
        object.write_fields(&mut list.item(&soap_type(object.object_type()))?)?;
    }
    Ok(())
}

/// Writes attributes, each with a name and a value, as items of this type.
pub(in crate::soap) fn write_attributes(
    attributes: &[(&str, &str)],
    item_type: &str,
    out: &mut ValueWriter<'_>,
) -> Result<(), WriteError> {
    let mut list = out.array(ATTRIBUTES, item_type, attributes.len())?;
    for (name, value) in attributes {
        let mut attribute = list.item(item_type)?;
        attribute.text("name", name)?;
        attribute.text("value", value)?;
    }
    Ok(())
}

/// The attribute that lets custom fields through, if an object has any.
pub(super) fn update_custom<O: WriteObject>(objects: &[O]) -> Option<(&'static str, &'static str)> {
    objects
        .iter()
        .any(WriteObject::has_custom_fields)
        .then_some(UPDATE_CUSTOM)
}

/// Reads what became of each object.
pub(super) fn read<'m, 'a, O: WriteObject>(
    objects: &[O],
    kind: KeyKind,
    answer: Answer<'m, 'a>,
    of_one: impl Fn(Operation, Value<'m, 'a>) -> Result<CommandResult, AnswerError>,
) -> Result<Vec<Outcome<Stored>>, AnswerError> {
    let results = answer.results(of_one)?;
    if results.len() > objects.len() {
        return Err(AnswerError::unexpected(
            format!("{} results of {}", results.len(), answer.operation()),
            format!("{}, one for each object", objects.len()),
        ));
    }
    let sent: Vec<Sent<'_>> = objects
        .iter()
        .map(|object| Sent {
            object_type: object.object_type(),
            key: match kind {
                KeyKind::Id => object.id().map(Key::Id),
                KeyKind::ThinClientId => object.thin_client_id().map(Key::ThinClientId),
            },
        })
        .collect();
    let is_complete = results.len() == objects.len();
    Ok(pair(
        kind,
        &sent,
        &vec![1; sent.len()],
        results,
        is_complete,
    ))
}

/// Reads the `UpdateResult` of each object.
pub(super) fn read_updates<O: WriteObject>(
    objects: &[O],
    kind: KeyKind,
    answer: Answer<'_, '_>,
) -> Result<Vec<Outcome<Stored>>, AnswerError> {
    read(objects, kind, answer, results::update)
}
