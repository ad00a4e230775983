//! The JSON Schema of a time entry.

use super::json::Json;
use super::json_values::{DRAFT, Place, definition, value};
use super::{kinds, pattern};
use crate::task::{Access, Field, Wire};

const DESCRIPTION: &str = "A time entry as one JSON object, as the command line reads it: XML, REST \
    and database names of fields alike, here in their usual spelling (upper and lower case do not \
    count for the command line). An Add needs a date and a user, a Modify needs the id; the \
    definitions `add` and `modify` say each alone. What needs more than one field, the settings of \
    the account or its records is not said here; `suiteprojects validate` checks it. Nor can be \
    said how a number is written: 30.0 and 3e1 are refused where a whole number is expected.";

/// The JSON Schema (draft 2020-12) of a time entry as one JSON object, as
/// [`read_entry`](crate::json::read_entry) reads it and the rules accept its single values.
///
/// Fields that only the REST API has are not among the properties: the XML and SOAP APIs refuse
/// them.
///
/// ```
/// let schema = suiteprojects::schema::task_json_schema();
/// assert!(schema.contains(r#""projectTaskId""#));
/// ```
pub fn task_json_schema() -> String {
    let fields = || {
        Field::ALL
            .iter()
            .filter(|field| field.name(Wire::Xml).is_some())
    };
    let properties = fields()
        .flat_map(|field| names(*field).into_iter().map(|name| (name, *field)))
        .fold(Json::object(), |properties, (name, field)| {
            properties.with(name, property(field, name))
        });
    let once = fields().flat_map(|field| pairs(&names(*field)));
    let requirement = |fields: &[Field]| fields.iter().map(|field| given(*field)).collect::<Json>();
    let required: Vec<Field> = fields()
        .copied()
        .filter(|field| field.is_required())
        .collect();
    let definitions = Json::object()
        .with(
            "add",
            Json::object()
                .with("description", "What an Add needs.")
                .with("allOf", requirement(&required)),
        )
        .with(
            "modify",
            Json::object()
                .with("description", "What a Modify needs.")
                .with("allOf", requirement(&[Field::Id])),
        )
        .with(
            "given",
            Json::object()
                .with("description", "A value that is there.")
                .with("type", ["string", "number"])
                .with("minLength", 1),
        );
    let definitions = kinds::ALL.iter().fold(definitions, |definitions, kind| {
        definitions.with(kind.as_str(), value(*kind, Place::Sent))
    });
    Json::object()
        .with("$schema", DRAFT)
        .with("title", "Time entry (Task)")
        .with("description", DESCRIPTION)
        .with("type", "object")
        .with("anyOf", [definition("add"), definition("modify")])
        .with("properties", properties)
        .with("patternProperties", custom_fields())
        .with("additionalProperties", false)
        .with("allOf", once.collect::<Json>())
        .with("$defs", definitions)
        .print()
}

/// The names under which a field is read, each once, the XML name first.
pub(super) fn names(field: Field) -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in Wire::ALL.iter().filter_map(|wire| field.name(*wire)) {
        // A database name that several fields share names none of them.
        if !names.contains(&name) && Field::from_any_name(name) == Some(field) {
            names.push(name);
        }
    }
    names
}

/// A property of this name.
pub(super) fn property(field: Field, name: &str) -> Json {
    let description = if name == field.as_str() {
        field.description().to_owned()
    } else {
        format!("The same as `{field}`. {}", field.description())
    };
    let property = definition(field.kind().as_str()).with("description", description);
    match field.access() {
        Access::ReadOnly | Access::ServerSet => property.with("readOnly", true),
        Access::ReadWrite | Access::AddOnly => property,
    }
}

/// Custom fields: any text, or a number taken as text.
fn custom_fields() -> Json {
    Json::object().with(
        pattern::anchored(&pattern::CUSTOM_FIELD_NAME.concat()),
        definition("text").with("description", "A custom field of the account."),
    )
}

/// The field is there under one of its names, with a value.
fn given(field: Field) -> Json {
    let names = names(field).into_iter().map(|name| {
        Json::object()
            .with("required", [name])
            .with("properties", Json::object().with(name, definition("given")))
    });
    Json::object().with("anyOf", names.collect::<Json>())
}

/// A field does not stand in an object under two of its names.
fn pairs(names: &[&'static str]) -> Vec<Json> {
    let mut pairs = Vec::new();
    for (at, first) in names.iter().enumerate() {
        for second in names.iter().skip(at + 1) {
            pairs.push(
                Json::object().with("not", Json::object().with("required", [*first, *second])),
            );
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::task::Kind;

    fn schema() -> Value {
        serde_json::from_str(&task_json_schema()).unwrap()
    }

    /// Expected values: the field table.
    #[test]
    fn every_name_of_every_xml_field_is_a_property() {
        let schema = schema();
        let properties = schema["properties"].as_object().unwrap();
        for &field in Field::ALL {
            let known = field.name(Wire::Xml).is_some();
            for name in [field.name(Wire::Xml), field.name(Wire::Rest)]
                .into_iter()
                .flatten()
            {
                assert_eq!(properties.contains_key(name), known, "{name}");
            }
            if let Some(property) = field.name(Wire::Xml).map(|name| &properties[name]) {
                assert_eq!(property["description"], field.description());
                assert_eq!(
                    property["readOnly"] == true,
                    matches!(field.access(), Access::ReadOnly | Access::ServerSet)
                );
            }
        }
        assert!(!properties.contains_key("loaded_cost.cost"));
    }

    /// Every property is read as the field whose schema it has.
    #[test]
    fn properties_are_names_that_the_reader_knows() {
        let schema = schema();
        for (name, property) in schema["properties"].as_object().unwrap() {
            let field = Field::from_any_name(name).unwrap();
            assert_eq!(property["$ref"], format!("#/$defs/{}", field.kind()));
        }
    }

    #[test]
    fn an_add_needs_the_required_fields_under_any_name() {
        let schema = schema();
        let all = schema["$defs"]["add"]["allOf"].as_array().unwrap();
        let required: Vec<Vec<&str>> = all
            .iter()
            .map(|one| {
                let names = one["anyOf"].as_array().unwrap().iter();
                names
                    .map(|name| name["required"][0].as_str().unwrap())
                    .collect()
            })
            .collect();
        assert_eq!(
            required,
            [vec!["date"], vec!["userid", "userId", "user_id"]]
        );
    }

    #[test]
    fn a_definition_for_every_kind() {
        let schema = schema();
        for kind in kinds::ALL {
            assert!(schema["$defs"][kind.as_str()]["type"].is_array(), "{kind}");
        }
        assert_eq!(schema["$defs"][Kind::Id.as_str()]["maximum"], u64::MAX);
    }
}
