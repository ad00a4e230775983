//! The JSON Schema of a settings file.

use super::json::Json;
use super::json_values::DRAFT;
use crate::validate::{Interpretation, Settings};

const DESCRIPTION: &str = "What an account has switched on, and how points that the vendor's pages \
    leave open are read. A key that is left out has its default. The interpretations may stand \
    at the top or in the table `interpretations`.";

/// The JSON Schema (draft 2020-12) of a settings file, for editors of TOML that take one.
///
/// ```
/// let schema = suiteprojects::schema::settings_json_schema();
/// assert!(schema.contains(r#""start_end_times""#));
/// ```
pub fn settings_json_schema() -> String {
    let keys = Settings::keys();
    let interpretations = keys
        .iter()
        .filter(|(key, ..)| Interpretation::ALL.iter().any(|one| one.name() == *key));
    let table = Json::object()
        .with(
            "description",
            "How points that the vendor's pages leave open are read.",
        )
        .with("type", "object")
        .with("properties", properties(interpretations))
        .with("additionalProperties", false);
    Json::object()
        .with("$schema", DRAFT)
        .with("title", "Settings of an account")
        .with("description", DESCRIPTION)
        .with("type", "object")
        .with(
            "properties",
            properties(keys.iter()).with("interpretations", table),
        )
        .with("additionalProperties", false)
        .print()
}

type Key = (&'static str, Vec<&'static str>, &'static str);

fn properties<'k>(keys: impl Iterator<Item = &'k Key>) -> Json {
    keys.fold(Json::object(), |properties, (key, values, description)| {
        properties.with(*key, setting(values, description))
    })
}

/// The first value is the default.
fn setting(values: &[&'static str], description: &'static str) -> Json {
    let schema = Json::object().with("description", description);
    let default = values.first().copied().unwrap_or_default();
    if matches!(values, ["false", "true"] | ["true", "false"]) {
        schema
            .with("type", "boolean")
            .with("default", default == "true")
    } else {
        schema
            .with("enum", values.iter().copied().collect::<Json>())
            .with("default", default)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Expected values: the table of settings.
    #[test]
    fn every_key_with_its_values_and_default() {
        let schema: Value = serde_json::from_str(&settings_json_schema()).unwrap();
        let table = &schema["properties"]["interpretations"]["properties"];
        for (key, values, description) in Settings::keys() {
            let property = &schema["properties"][key];
            assert_eq!(property["description"], description);
            let expected = if values.contains(&"true") {
                assert_eq!(property["type"], "boolean");
                json!(values.first() == Some(&"true"))
            } else {
                assert_eq!(property["enum"], json!(values));
                json!(values[0])
            };
            assert_eq!(property["default"], expected, "{key}");
            let interpretation = Interpretation::ALL.iter().any(|one| one.name() == key);
            assert_eq!(table.get(key), interpretation.then_some(property));
        }
    }
}
