//! The JSON Schema of a reference file.

use super::json::Json;
use super::json_schema::{names, property};
use super::json_values::{DRAFT, Place, definition, strict_id, value};
use super::{kinds, pattern};
use crate::json::{REFERENCE_LISTS, ReferenceField, ReferenceKind, ReferenceList};
use crate::task::{Field, Kind};
use crate::validate::TimesheetStatus;

const DESCRIPTION: &str = "Records of an account for checking time entries offline. A list that the \
    file does not have is not known, and rules that need it are reported as unchecked; a list that \
    it has, even empty, is complete, but for `tasks`.";

/// The JSON Schema (draft 2020-12) of a reference file, as
/// [`read_reference`](crate::json::read_reference) reads it.
///
/// That the records of a list have different ids, and that the file has each list once, is more
/// than it can say.
///
/// ```
/// let schema = suiteprojects::schema::reference_json_schema();
/// assert!(schema.contains(r#""projecttasks""#));
/// ```
pub fn reference_json_schema() -> String {
    let lists = REFERENCE_LISTS.iter().fold(
        Json::object().with(
            "$schema",
            Json::object()
                .with("description", "Where this schema is, for editors.")
                .with("type", "string"),
        ),
        |lists, list| lists.with(list.name, list_schema(list)),
    );
    let definitions = Json::object()
        .with("record", strict_id(&["string", "integer"]))
        .with("key", strict_id(&["string", "integer", "null"]))
        .with("boolean", Json::object().with("type", ["boolean", "null"]))
        .with("day", value(Kind::Date, Place::Stored))
        .with("status", Json::object().with("enum", statuses()))
        .with(
            "name",
            Json::object().with("type", ["string", "number", "null"]),
        );
    let definitions = kinds::ALL.iter().fold(definitions, |definitions, kind| {
        definitions.with(kind.as_str(), value(*kind, Place::Stored))
    });
    Json::object()
        .with("$schema", DRAFT)
        .with("title", "Reference file")
        .with("description", DESCRIPTION)
        .with("type", "object")
        .with("properties", lists)
        .with("additionalProperties", false)
        .with("$defs", definitions)
        .print()
}

fn list_schema(list: &ReferenceList) -> Json {
    let own = |name: &str| list.fields.iter().any(|field| field.name == name);
    let properties = list
        .fields
        .iter()
        .fold(Json::object(), |properties, field| {
            properties.with(field.name, field_schema(field))
        });
    let mut record = Json::object()
        .with("type", "object")
        .with("required", ["id"]);
    if list.name == "tasks" {
        let properties = Field::ALL
            .iter()
            .flat_map(|field| names(*field).into_iter().map(|name| (name, *field)))
            .filter(|(name, _)| !own(name))
            .fold(properties, |properties, (name, field)| {
                properties.with(name, property(field, name))
            });
        // Custom fields are passed over.
        let custom = pattern::anchored(&pattern::CUSTOM_FIELD_NAME.concat());
        record = record
            .with("properties", properties)
            .with("patternProperties", Json::object().with(custom, true));
    } else {
        record = record.with("properties", properties);
    }
    Json::object()
        .with("description", list.description)
        .with("type", "array")
        .with("items", record.with("additionalProperties", false))
}

fn field_schema(field: &ReferenceField) -> Json {
    let kind = match field.kind {
        ReferenceKind::Id if field.name == "id" => "record",
        ReferenceKind::Id => "key",
        ReferenceKind::Boolean => "boolean",
        ReferenceKind::Date => "day",
        ReferenceKind::Status => "status",
        ReferenceKind::Text => "name",
    };
    definition(kind).with("description", field.description)
}

fn statuses() -> Json {
    TimesheetStatus::ALL
        .iter()
        .map(|status| Json::from(status.as_str()))
        .chain([Json::Null])
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::json::read_reference;

    fn schema() -> Value {
        serde_json::from_str(&reference_json_schema()).unwrap()
    }

    fn properties(list: &str) -> serde_json::Map<String, Value> {
        schema()["properties"][list]["items"]["properties"]
            .as_object()
            .unwrap()
            .clone()
    }

    /// Expected values: the lists that the reader knows.
    #[test]
    fn every_key_of_every_list_is_a_property() {
        for list in REFERENCE_LISTS {
            for field in list.fields {
                assert_eq!(
                    properties(list.name)[field.name]["description"],
                    field.description
                );
            }
        }
        let tasks = properties("tasks");
        for field in Field::ALL {
            assert!(tasks.contains_key(field.as_str()), "{field}");
        }
        assert_eq!(tasks["id"]["$ref"], "#/$defs/record");
    }

    /// Oracle: the reader, for a record with one key and each of a few values.
    #[test]
    fn keys_are_those_that_the_reader_takes() {
        for list in REFERENCE_LISTS {
            for name in properties(list.name).keys().filter(|name| *name != "id") {
                let text = format!(r#"{{"{}": [{{"id": 1, "{name}": null}}]}}"#, list.name);
                assert!(read_reference(&text).is_ok(), "{text}");
            }
        }
        assert!(read_reference(r#"{"$schema": "x"}"#).is_ok());
    }

    #[test]
    fn letters_of_the_status() {
        // Expected values: validation rules, section 5, timesheet not editable; O is open.
        assert_eq!(
            schema()["$defs"]["status"]["enum"],
            serde_json::json!(["O", "S", "A", "R", "X", null])
        );
    }
}
