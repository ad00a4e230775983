//! `read`, of one Read or several.

use super::{Answer, EncodeError, SoapCommand, objects, results};
use crate::api::{Command, CommandResult, Filter, Method, Read};
use crate::element::Element;
use crate::error_code::ErrorCode;
use crate::record::FromRecord;
use crate::soap::record::{self, soap_type};
use crate::soap::writer::{ArrayWriter, ValueWriter};
use crate::soap::{Binding, Operation};
use crate::xml::WriteError;
use crate::xml::exchange::{AnswerError, read_attributes, single};

/// Custom fields need no attribute in SOAP, and flags are left out unless `include_flags` is said.
impl<T: FromRecord> SoapCommand for Read<T> {
    fn operation(&self) -> Operation {
        Operation::Read
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        write(std::slice::from_ref(self), parts)
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        match read(std::slice::from_ref(self), answer)?.pop() {
            Some(answer) => Ok(answer),
            None => Err(AnswerError::unexpected("no result of read", "one")),
        }
    }
}

macro_rules! lists {
    ($([$($generic:tt)*] $list:ty;)+) => {
        $(impl<T: FromRecord, $($generic)*> SoapCommand for $list {
            fn operation(&self) -> Operation {
                Operation::Read
            }

            fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
                write(&self[..], parts)
            }

            fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
                read(&self[..], answer)
            }
        })+
    };
}

lists! {
    [] [Read<T>];
    [] Vec<Read<T>>;
    [const N: usize] [Read<T>; N];
}

fn write<T>(reads: &[Read<T>], parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
    let mut list = parts.array("method", "ReadRequest", reads.len())?;
    reads.iter().try_for_each(|read| write_one(read, &mut list))
}

fn write_one<T>(read: &Read<T>, list: &mut ArrayWriter<'_>) -> Result<(), EncodeError> {
    let mut request = list.item("ReadRequest")?;
    request.text("method", read.method.as_str())?;
    let fields = &read.options.fields;
    let fields = (!fields.is_empty()).then(|| fields.join(","));
    request.text_or_nil("fields", fields.as_deref())?;
    let attributes = attributes(read)?;
    let attributes: Vec<_> = attributes
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    let item_type = match request.binding() {
        Binding::RpcEncoded => "Attribute",
        Binding::DocumentLiteral => "ReadAttribute",
    };
    objects::write_attributes(&attributes, item_type, &mut request)?;
    request.text("type", &read.object_type)?;
    write_objects(read, &mut request)?;
    Ok(())
}

/// The attributes of XML, but for those that SOAP does without.
fn attributes<T>(read: &Read<T>) -> Result<Vec<(&'static str, String)>, EncodeError> {
    let mut attributes = read_attributes(read)?;
    attributes.retain(|(name, _)| {
        !matches!(*name, "type" | "method" | "enable_custom" | "exclude_flags")
    });
    if attributes.iter().any(|(name, _)| *name == "between_date") {
        return Err(EncodeError::not_in_soap(Operation::Read, "between_date"));
    }
    Ok(attributes)
}

/// The search objects, then a date for each date filter.
fn write_objects<T>(read: &Read<T>, request: &mut ValueWriter<'_>) -> Result<(), WriteError> {
    let by_id = |object_type: &str, ids: &[crate::task::Id]| -> Vec<Element> {
        let object = |id: &crate::task::Id| {
            Element::new(object_type).with_child(Element::new("id").with_text(id.to_string()))
        };
        ids.iter().map(object).collect()
    };
    let mut objects: Vec<Element> = match &read.method {
        Method::User(users) => by_id("User", users.as_slice()),
        Method::Project(projects) => by_id("Project", projects.as_slice()),
        method => {
            let searches = method.searches().iter();
            let object = |search: &crate::api::Search| {
                let fields = search.fields().iter().cloned();
                fields.fold(Element::new(&*read.object_type), Element::with_child)
            };
            searches.map(object).collect()
        }
    };
    objects.extend(read.filters.iter().filter_map(|filter| match filter {
        Filter::Date(filter) => Some(filter.moment().to_element()),
        _ => None,
    }));
    let mut list = request.array("objects", "oaBase", objects.len())?;
    for object in &objects {
        let type_name = soap_type(&object.name.local);
        record::write_fields(object, &mut list.item(&type_name)?)?;
    }
    Ok(())
}

/// A result for each Read, in order.
fn read<T: FromRecord>(
    reads: &[Read<T>],
    answer: Answer<'_, '_>,
) -> Result<Vec<<Read<T> as Command>::Answer>, AnswerError> {
    let items = answer.items()?;
    if items.len() != reads.len() {
        return Err(AnswerError::unexpected(
            format!("{} results of read", items.len()),
            format!("{}, one for each", reads.len()),
        ));
    }
    let results = reads.iter().zip(items).map(|(read, item)| {
        let result = results::read(answer.operation(), &read.object_type, item)?;
        one(result)
    });
    results.collect()
}

fn one<T: FromRecord>(result: CommandResult) -> Result<<Read<T> as Command>::Answer, AnswerError> {
    if result.status == Some(ErrorCode::NO_RECORD) && result.records.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    Ok(single::succeeded(result)?
        .map(|result| result.records.into_iter().map(T::from_record).collect()))
}
