//! An entry as a JSON object.

use std::io;

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use suiteprojects::task::{Field, Kind, Wire};
use suiteprojects::validate::{CheckedEntry, CheckedValue};

/// The fields of an entry under the names of a wire.
pub(super) struct Object<'o, 'e> {
    pub(super) entry: &'o CheckedEntry<'e>,
    pub(super) wire: Wire,
}

impl Serialize for Object<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, value) in self.entry.fields() {
            // A field that the wire does not have was refused by the rules, or allowed to be lost.
            let Some(name) = field.name(self.wire) else {
                continue;
            };
            match value {
                CheckedValue::Whole(number) => map.serialize_entry(name, &number)?,
                CheckedValue::Text(text) if self.is_number(field, text) => {
                    map.serialize_entry(name, &text.parse::<u64>().unwrap_or_default())?;
                }
                value => map.serialize_entry(name, &value.to_string())?,
            }
        }
        for custom in self.entry.custom() {
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

    /// REST has ids as numbers; JSON Lines keep every text as it is.
    fn is_number(&self, field: Field, text: &str) -> bool {
        self.wire == Wire::Rest && field.kind() == Kind::Id && text.parse::<u64>().is_ok()
    }
}
