//! The methods of a Read.

use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::field_text;
use suiteprojects::soap::server::ReadCall;
use suiteprojects::task::{Id, LookupBy};

use super::options::Options;
use super::{is_calculated, is_field};
use crate::engine::outcome::{Failure, Refusal};
use crate::store::Condition;

/// What the method and its search objects ask for.
pub(super) fn condition(question: &ReadCall, options: &Options) -> Result<Condition, Failure> {
    let objects = |object_type: &str| -> Result<Vec<&Element>, Failure> {
        let objects: Vec<&Element> = question
            .objects
            .iter()
            .filter(|object| object.name.local == object_type)
            .collect();
        if objects.is_empty() {
            return Err(ErrorCode::MISSING_ARGUMENTS.into());
        }
        Ok(objects)
    };
    let search = || -> Result<Condition, Failure> {
        let like = |object: &Element| like(&question.object_type, object, options);
        let objects = objects(&question.object_type)?;
        Ok(Condition::Any(
            objects.into_iter().map(like).collect::<Result<_, _>>()?,
        ))
    };
    let belongs = |object_type: &str, field: &str| -> Result<Condition, Failure> {
        let of = |object: &Element| {
            let id = object.child("id").map(Element::text).unwrap_or_default();
            // An id that is none is the one of nothing; an empty text would ask for a missing field.
            Id::parse(&id).map_or(Condition::Any(Vec::new()), |id| Condition::id(field, id))
        };
        Ok(Condition::Any(
            objects(object_type)?.into_iter().map(of).collect(),
        ))
    };
    match &*question.method {
        "all" => Ok(Condition::All(Vec::new())),
        "equal to" | "custom equal to" => search(),
        "not equal to" => Ok(search()?.negated()),
        "user" => belongs("User", "userid"),
        "project" => belongs("Project", "projectid"),
        "not exported" => Ok(Condition::Exported.negated()),
        _ => Err(ErrorCode::UNKNOWN_TYPE_OR_METHOD.into()),
    }
}

/// Agreement with a search object in every field that it has.
fn like(object_type: &str, object: &Element, options: &Options) -> Result<Condition, Failure> {
    let mut conditions = Vec::new();
    for field in object.elements() {
        let name = &*field.name.local;
        if name == "attributes" || is_calculated(object_type, name) {
            continue;
        }
        if !is_field(object_type, name) {
            let refusal = Refusal::new(ErrorCode::UNKNOWN_FIELD);
            return Err(refusal
                .with_text(format!("there is no field {name}"))
                .into());
        }
        let text = field_text(field).unwrap_or_default();
        if !text.is_empty() || options.finds_empty {
            conditions.push(match lookup(field) {
                Some((by, looked_up)) => Condition::Points(
                    name.to_owned(),
                    looked_up.to_owned(),
                    Box::new(Condition::Any(
                        text.split(',')
                            .map(|text| Condition::is(by, text))
                            .collect(),
                    )),
                ),
                None => Condition::is(name, text.trim_ascii()),
            });
        }
    }
    Ok(Condition::All(conditions))
}

/// The field that a foreign key is looked up by, and in which type.
fn lookup(field: &Element) -> Option<(&'static str, &str)> {
    let by = |by: LookupBy, name| Some((name, field.attribute(by.as_str())?));
    by(LookupBy::External, "externalid").or_else(|| by(LookupBy::Name, "name"))
}
