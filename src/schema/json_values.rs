//! JSON Schemas of single values, one for each kind of field.

use super::json::Json;
use super::{kind_description, pattern};
use crate::task::Kind;

pub(super) const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Where a value stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// In an entry that is to be sent.
    Sent,
    /// In a stored entry, with what the database writes for "none": 0 and 0000-00-00.
    Stored,
}

/// The value of a field of this kind: a string, a number where that makes sense, or `null`, which
/// is the same as leaving the field out. The empty string is no value.
pub(super) fn value(kind: Kind, place: Place) -> Json {
    let stored = place == Place::Stored;
    let text = ["string", "null"];
    let any_number = ["string", "number", "null"];
    let whole_number = ["string", "integer", "null"];
    let described = Json::object().with("description", kind_description(kind));
    match kind {
        Kind::Clock => with_patterns(described.with("type", text), pattern::CLOCK),
        Kind::Date if stored => with_patterns(described.with("type", text), pattern::STORED_DATE),
        Kind::Date => with_patterns(described.with("type", text), pattern::DATE),
        Kind::DateTime if stored => {
            with_patterns(described.with("type", text), pattern::STORED_DATE_TIME)
        }
        Kind::DateTime => with_patterns(described.with("type", text), pattern::DATE_TIME),
        Kind::Decimal | Kind::Money => bounded(with_patterns(
            described.with("type", any_number),
            pattern::DECIMAL,
        )),
        Kind::Whole => bounded(with_patterns(
            described.with("type", whole_number),
            pattern::WHOLE,
        )),
        Kind::Id if stored => id(described, pattern::STORED_ID, 0),
        Kind::Id => id(described, pattern::ID, 1),
        Kind::Text => with_patterns(described.with("type", any_number), pattern::TEXT),
    }
}

/// An id that is not empty, of one of these JSON types.
pub(super) fn strict_id(types: &[&'static str]) -> Json {
    let schema = Json::object()
        .with("description", kind_description(Kind::Id))
        .with("type", types.iter().copied().collect::<Json>())
        .with("pattern", pattern::anchored(&pattern::ID.concat()));
    with_id_bounds(schema, 1)
}

/// The reference to a definition of the same file.
pub(super) fn definition(name: &str) -> Json {
    Json::object().with("$ref", format!("#/$defs/{name}"))
}

/// Adds patterns that all have to match, unless the text is empty.
fn with_patterns(schema: Json, patterns: &[&str]) -> Json {
    match patterns {
        [pattern] => schema.with("pattern", pattern::anchored_or_empty(pattern)),
        _ => schema.with(
            "allOf",
            patterns
                .iter()
                .map(|pattern| Json::object().with("pattern", pattern::anchored_or_empty(pattern)))
                .collect::<Json>(),
        ),
    }
}

fn id(schema: Json, patterns: &[&str], minimum: i128) -> Json {
    let schema = with_patterns(schema.with("type", ["string", "integer", "null"]), patterns);
    with_id_bounds(schema, minimum)
}

fn with_id_bounds(schema: Json, minimum: i128) -> Json {
    schema
        .with("minimum", minimum)
        .with("maximum", i128::from(u64::MAX))
}

/// What an exact decimal holds.
fn bounded(schema: Json) -> Json {
    let limit = 10_i128.pow(crate::time::decimal::MAXIMUM_DIGITS);
    schema
        .with("exclusiveMinimum", -limit)
        .with("exclusiveMaximum", limit)
}
