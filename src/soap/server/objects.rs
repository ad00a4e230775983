//! The objects of a request.

use crate::api::served::Object;
use crate::record::TypedRecord as _;
use crate::soap::message::{MessageError, Value};
use crate::soap::record;
use crate::task::{Entry, Task};
use crate::text::shortened;

/// Reads an object, which has to say its type.
pub(super) fn object(value: Value<'_, '_>) -> Result<Object, MessageError> {
    let object_type = object_type(value)?;
    if object_type != Task::OBJECT_TYPE {
        return Ok(Object::Other(record::element(value, object_type)));
    }
    let mut entry = Entry::new();
    record::read_entry(value, &mut entry).map_err(|error| {
        MessageError::layout(
            error.span(),
            error.to_string(),
            "each field once, as a text",
        )
    })?;
    Ok(Object::Task(Box::new(entry.into_owned())))
}

/// The type of an object, which has to say it: there is nothing else to tell it by.
pub(super) fn object_type<'m>(value: Value<'m, '_>) -> Result<&'m str, MessageError> {
    record::object_type(value).ok_or_else(|| {
        let name = shortened(value.name());
        let found = match value.type_name() {
            Some(type_name) => format!("<{name}> of type {}", shortened(type_name)),
            None => format!("<{name}> without a type"),
        };
        MessageError::layout(value.tag(), found, "the type of a record, such as oaTask")
    })
}

/// The items of an array. One that is missing or nil is empty, and a record in the place of an array
/// stands for one with that record, as one stock client sends it.
pub(in crate::soap) fn items<'m, 'a>(
    call: Value<'m, 'a>,
    part: &str,
) -> Result<Vec<Value<'m, 'a>>, MessageError> {
    let Some(array) = call.member(part)? else {
        return Ok(Vec::new());
    };
    if !array.is_array() && record::object_type(array).is_some() {
        return Ok(vec![array]);
    }
    if !array.has_elements() && !array.text().trim_ascii().is_empty() {
        let found = format!("text in `{}`", shortened(part));
        return Err(MessageError::layout(array.span(), found, "an array"));
    }
    Ok(array.members().filter(|item| !item.is_nil()).collect())
}

/// The objects of a part.
pub(super) fn objects(call: Value<'_, '_>, part: &str) -> Result<Vec<Object>, MessageError> {
    items(call, part)?.into_iter().map(object).collect()
}
