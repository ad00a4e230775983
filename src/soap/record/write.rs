//! Time entries as `oaTask`.

use super::element::write_fields;
use super::foreign_key::{ATTRIBUTES, FIELD_ATTRIBUTE};
use crate::record::Received;
use crate::soap::writer::ValueWriter;
use crate::task::{Field, LookupBy, Wire};
use crate::validate::CheckedEntry;
use crate::xml::WriteError;

/// Writes the fields of a checked entry, in the order of the table, then the custom fields, then how
/// foreign keys are looked up.
pub(in crate::soap) fn write_entry(
    entry: &CheckedEntry<'_>,
    record: &mut ValueWriter<'_>,
) -> Result<(), WriteError> {
    let mut lookups = Vec::new();
    for (field, value) in entry.fields() {
        let Some(name) = field.name(Wire::Soap) else {
            continue;
        };
        record.text(name, &value.to_string())?;
        if let Some(lookup) = entry.lookup(field) {
            lookups.push((lookup.by, name));
        }
    }
    for custom in entry.custom() {
        record.text(&custom.name, &custom.text)?;
    }
    write_lookups(&lookups, record)
}

/// Writes the fields of a record as a server has it.
pub(in crate::soap) fn write_record(
    record: &Received,
    out: &mut ValueWriter<'_>,
) -> Result<(), WriteError> {
    let task = match record {
        Received::Task(record) => &record.task,
        Received::Other(element) => return write_fields(element, out),
    };
    for &field in Field::ALL {
        if let (Some(name), Some(text)) = (field.name(Wire::Soap), task.text(field)) {
            out.text(name, &text)?;
        }
    }
    let named = task.custom.iter().chain(&task.unknown);
    named
        .into_iter()
        .try_for_each(|field| out.text(&field.name, &field.text))
}

/// Writes how foreign keys are looked up, if there are any such.
pub(super) fn write_lookups(
    lookups: &[(LookupBy, &str)],
    record: &mut ValueWriter<'_>,
) -> Result<(), WriteError> {
    if lookups.is_empty() {
        return Ok(());
    }
    let mut list = record.array(ATTRIBUTES, "oaBase", lookups.len())?;
    for (by, field) in lookups {
        let mut attribute = list.item(FIELD_ATTRIBUTE)?;
        attribute.text("name", by.as_str())?;
        attribute.text("value", field)?;
    }
    Ok(())
}
