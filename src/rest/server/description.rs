//! The description of the resource by `OpenAPI`, made from the table of fields.

use serde_json::{Map, Value, json};

use crate::rest::access;
use crate::task::{Access, Field, Kind, Wire};

pub(super) fn description() -> Value {
    let properties: Map<String, Value> = Field::ALL
        .iter()
        .filter_map(|&field| Some((field.name(Wire::Rest)?.to_owned(), property(field))))
        .collect();
    let required: Vec<&str> = Field::ALL
        .iter()
        .filter(|field| field.is_required())
        .filter_map(|field| field.name(Wire::Rest))
        .collect();
    let parameter = |name: &str, schema: &str| json!({ "name": name, "in": "query", "schema": { "type": schema } });
    let id =
        json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } });
    let answers =
        json!({ "200": { "description": "success" }, "default": { "description": "failure" } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Time entries", "version": "1" },
        "paths": {
            "/time-entries/": {
                "get": {
                    "parameters": [
                        parameter("q", "string"),
                        parameter("fields", "string"),
                        parameter("orderBy", "string"),
                        parameter("limit", "integer"),
                        parameter("offset", "integer"),
                    ],
                    "responses": answers,
                },
                "post": {
                    "parameters": [parameter("return_object", "integer"), parameter("fields", "string")],
                    "requestBody": { "required": true, "content": { "application/json": {
                        "schema": { "$ref": "#/components/schemas/TimeEntry" } } } },
                    "responses": answers,
                },
                "options": { "responses": answers },
            },
            "/time-entries/{id}": {
                "get": { "parameters": [id, parameter("fields", "string")], "responses": answers },
                "delete": { "parameters": [id], "responses": answers },
            },
        },
        "components": { "schemas": { "TimeEntry": {
            "type": "object",
            "properties": properties,
            "required": required,
        } } },
    })
}

fn property(field: Field) -> Value {
    let (kind, format) = match field.kind() {
        Kind::Id => ("integer", Some("int64")),
        Kind::Whole => ("integer", None),
        Kind::Decimal | Kind::Money => ("number", None),
        Kind::Date => ("string", Some("date")),
        _ => ("string", None),
    };
    let mut property = json!({ "type": kind, "description": field.description() });
    if let (Some(object), Some(format)) = (property.as_object_mut(), format) {
        object.insert("format".to_owned(), format.into());
    }
    let is_writable = matches!(access(field), Access::ReadWrite | Access::AddOnly);
    if let (Some(object), false) = (property.as_object_mut(), is_writable) {
        object.insert("readOnly".to_owned(), true.into());
    }
    property
}
