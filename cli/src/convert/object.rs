//! An entry as a JSON object, under its XML names.

use std::io;

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use suiteprojects::task::Wire;
use suiteprojects::validate::{CheckedEntry, CheckedValue};

/// The fields of an entry. Texts stay as they are.
pub(super) struct Object<'o, 'e>(pub(super) &'o CheckedEntry<'e>);

impl Serialize for Object<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, value) in self.0.fields() {
            // A field that the wire does not have was refused by the rules, or allowed to be lost.
            let Some(name) = field.name(Wire::Xml) else {
                continue;
            };
            match value {
                CheckedValue::Whole(number) => map.serialize_entry(name, &number)?,
                value => map.serialize_entry(name, &value.to_string())?,
            }
        }
        for custom in self.0.custom() {
            map.serialize_entry(&*custom.name, &*custom.text)?;
        }
        map.end()
    }
}

impl Object<'_, '_> {
    /// Writes the object on one line, without a line end.
    pub(super) fn write(&self, out: impl io::Write) -> io::Result<()> {
        serde_json::to_writer(out, self).map_err(io::Error::from)
    }
}
