//! The filters of a Read.

use suiteprojects::api::DateRelation;
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::field_text;
use suiteprojects::soap::server::ReadCall;

use super::is_field;
use super::options::Options;
use crate::engine::outcome::{Failure, Refusal};
use crate::store::Condition;

/// Types of records that others belong to, the field that tells which, and how filters call them.
const HOLDERS: [(&str, &str, &str); 3] = [
    ("Timesheet", "timesheetid", "timesheets"),
    ("Envelope", "envelopeid", "envelopes"),
    ("Slip", "slipid", "slips"),
];

const STATES: [(&str, &str); 4] = [
    ("open", "O"),
    ("submitted", "S"),
    ("approved", "A"),
    ("rejected", "R"),
];

/// The conditions of the filters. There has to be a date for each date filter, else 871; a filter that
/// is not known here is refused with 10.
pub(super) fn conditions(
    question: &ReadCall,
    options: &Options,
) -> Result<Vec<Condition>, Failure> {
    let mut dates = question
        .objects
        .iter()
        .filter(|object| object.name.local == "Date")
        .map(date_text);
    let mut fields = options.filter_fields.iter();
    let mut conditions = Vec::with_capacity(options.filters.len());
    for name in &options.filters {
        let relation = DateRelation::ALL
            .iter()
            .find(|relation| relation.as_str() == name);
        conditions.push(match relation {
            Some(&relation) => {
                let date = dates.next().filter(|date| !date.is_empty());
                let Some(date) = date else {
                    return Err(ErrorCode::FILTER_COUNT_MISMATCH.into());
                };
                // The documented default.
                let field = fields.next().map_or("updated", String::as_str);
                if !is_field(&question.object_type, field) {
                    let refusal = Refusal::new(ErrorCode::UNKNOWN_FIELD);
                    return Err(refusal
                        .with_text(format!("there is no field {field}"))
                        .into());
                }
                Condition::Date(field.to_owned(), relation, date)
            }
            None => named(name, &question.object_type).ok_or_else(|| {
                let refusal = Refusal::new(ErrorCode::BAD_PARAMETERS);
                refusal.with_text(format!("there is no filter {name}"))
            })?,
        });
    }
    if dates.next().is_some() {
        return Err(ErrorCode::FILTER_COUNT_MISMATCH.into());
    }
    Ok(conditions)
}

/// The text of a `Date`.
fn date_text(date: &Element) -> String {
    let field = Element::new("date").with_child(date.clone());
    field_text(&field).unwrap_or_default().into_owned()
}

/// A filter without a date.
fn named(name: &str, object_type: &str) -> Option<Condition> {
    if name == "not-exported" {
        return Some(Condition::Exported.negated());
    }
    let (state, holders) = name.split_once('-')?;
    let (holder, field, _) = HOLDERS.iter().find(|(.., plural)| *plural == holders)?;
    let (_, letter) = STATES.iter().find(|(word, _)| *word == state)?;
    let condition = Condition::is("status", *letter);
    if *holder == object_type {
        Some(condition)
    } else {
        Some(Condition::Points(
            (*field).to_owned(),
            (*holder).to_owned(),
            Box::new(condition),
        ))
    }
}
