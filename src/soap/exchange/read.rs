//! `read`, of one Read or several.

use super::{Answer, EncodeError, SoapCommand, objects, results};
use crate::api::{Command, Filter, Method, Read, Search};
use crate::element::Element;
use crate::error_code::ErrorCode;
use crate::record::FromRecord;
use crate::soap::message::Value;
use crate::soap::record::{self, soap_type};
use crate::soap::writer::{ArrayWriter, ValueWriter};
use crate::soap::{Binding, Operation};
use crate::task::Id;
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
        let item = next(&mut items(answer, 1)?.into_iter())?;
        read_one(self, answer, item)
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

macro_rules! tuples {
    ($(($count:literal: $($record:ident $place:tt),+))+) => {
        $(impl<$($record: FromRecord),+> SoapCommand for ($(Read<$record>,)+) {
            fn operation(&self) -> Operation {
                Operation::Read
            }

            fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
                let mut list = parts.array("method", "ReadRequest", $count)?;
                $(write_one(&self.$place, &mut list)?;)+
                Ok(())
            }

            fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
                let items = items(answer, $count)?;
                let mut items = items.into_iter();
                Ok(($(read_one(&self.$place, answer, next(&mut items)?)?,)+))
            }
        })+
    };
}

tuples! {
    (2: A 0, B 1)
    (3: A 0, B 1, C 2)
    (4: A 0, B 1, C 2, D 3)
    (5: A 0, B 1, C 2, D 3, E 4)
    (6: A 0, B 1, C 2, D 3, E 4, F 5)
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
    let by_id = |object_type: &str, ids: &[Id]| -> Vec<Element> {
        let object = |id: &Id| {
            Element::new(object_type).with_child(Element::new("id").with_text(id.to_string()))
        };
        ids.iter().map(object).collect()
    };
    let mut objects: Vec<Element> = match &read.method {
        Method::User(users) => by_id("User", users.as_slice()),
        Method::Project(projects) => by_id("Project", projects.as_slice()),
        method => {
            let searches = method.searches().iter();
            let object = |search: &Search| {
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

/// The results of so many Reads, in order.
fn items<'m, 'a>(
    answer: Answer<'m, 'a>,
    expected: usize,
) -> Result<Vec<Value<'m, 'a>>, AnswerError> {
    let items = answer.items()?;
    if items.len() == expected {
        return Ok(items);
    }
    Err(AnswerError::unexpected(
        format!("{} results of read", items.len()),
        format!("{expected}, one for each"),
    ))
}

fn read<T: FromRecord>(
    reads: &[Read<T>],
    answer: Answer<'_, '_>,
) -> Result<Vec<<Read<T> as Command>::Answer>, AnswerError> {
    let items = items(answer, reads.len())?;
    let each = reads.iter().zip(items);
    each.map(|(read, item)| read_one(read, answer, item))
        .collect()
}

fn read_one<T: FromRecord>(
    read: &Read<T>,
    answer: Answer<'_, '_>,
    item: Value<'_, '_>,
) -> Result<<Read<T> as Command>::Answer, AnswerError> {
    let result = results::read(answer.operation(), &read.object_type, item)?;
    if result.status == Some(ErrorCode::NO_RECORD) && result.records.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    Ok(single::succeeded(result)?
        .map(|result| result.records.into_iter().map(T::from_record).collect()))
}

/// The next of the items, which were counted.
fn next<'m, 'a>(
    items: &mut impl Iterator<Item = Value<'m, 'a>>,
) -> Result<Value<'m, 'a>, AnswerError> {
    items
        .next()
        .ok_or_else(|| AnswerError::unexpected("no further result of read", "one for each"))
}
