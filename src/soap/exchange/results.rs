//! Single results of an answer, as the XML API would have told them.

use crate::api::CommandResult;
use crate::element::Element;
use crate::error_code::ErrorCode;
use crate::soap::fault::error_code;
use crate::soap::message::Value;
use crate::soap::{Operation, record};
use crate::task::Id;
use crate::text::shortened;
use crate::xml::exchange::{AnswerError, Response};

/// Whether a value is one result, not an array of them.
pub(super) fn is_one(value: Value<'_, '_>) -> bool {
    const MEMBERS: [&str; 5] = ["errors", "id", "objects", "status", "url"];
    MEMBERS.iter().any(|member| value.has(member))
}

/// The items of an array of an answer, of which there are as many as it says.
pub(super) fn items<'m, 'a>(
    array: Value<'m, 'a>,
) -> Result<impl Iterator<Item = Value<'m, 'a>>, AnswerError> {
    let found = array.members().count();
    if let Some(declared) = array.declared_count()
        && usize::try_from(declared) != Ok(found)
    {
        return Err(AnswerError::unexpected(
            format!("an array with {found} items"),
            format!("{declared}, as it says of itself"),
        ));
    }
    Ok(array.members())
}

/// An `UpdateResult`: the status is a letter, or -1 if there are errors.
pub(super) fn update(
    operation: Operation,
    item: Value<'_, '_>,
) -> Result<CommandResult, AnswerError> {
    let errors = errors(item)?;
    let status = match (item.text_of("status")?.as_deref(), &errors) {
        (Some("-1"), Some(errors)) => Some(errors.code()),
        (Some("-1"), None) => Some(ErrorCode::UNSPECIFIED_FAILURE),
        (Some(letter), None) if is_success(operation, letter) => Some(ErrorCode::OK),
        (None, Some(errors)) => errors.code,
        _ => None,
    };
    let mut result = result(operation, item, status)?;
    result.remarks.extend(errors.and_then(Errors::into_remark));
    Ok(result)
}

/// Whether a letter says that this operation was carried out: `A` added, `U` updated, `D` deleted.
fn is_success(operation: Operation, letter: &str) -> bool {
    match operation {
        Operation::Delete => letter == "D",
        _ => matches!(letter, "A" | "U"),
    }
}

/// The result of an approval operation, which says how it went in members of its own. Its status is -1 on
/// failure; that anything else is success if there are no errors, and that a result which has neither an
/// `id` nor `status` or `errors` says nothing, is our reading.
pub(super) fn approval(
    operation: Operation,
    item: Value<'_, '_>,
) -> Result<CommandResult, AnswerError> {
    let errors = errors(item)?;
    let said = item.text_of("approval_errors")?;
    let is_refused = item.text_of("status")?.as_deref() == Some("-1");
    let status = match (&errors, &said) {
        (Some(errors), _) if errors.code.is_some() => errors.code,
        (_, Some(_)) => Some(ErrorCode::APPROVAL_ERRORS),
        (Some(errors), None) => Some(errors.code()),
        (None, None) if is_refused => Some(ErrorCode::UNSPECIFIED_FAILURE),
        (None, None) => ["id", "status", "errors"]
            .iter()
            .any(|member| item.has(member))
            .then_some(ErrorCode::OK),
    };
    let mut result = result(operation, item, status)?;
    let texts = [said.as_deref(), errors.as_ref().map(|errors| &*errors.text)];
    let texts = texts.into_iter().flatten().filter(|text| !text.is_empty());
    let text = texts.collect::<Vec<_>>().join("\n");
    result.remarks.extend(remark("errors", text));
    for (member, remark) in [("approval_warnings", "warnings"), ("log", "log")] {
        if let Some(text) = item.text_of(member)? {
            result
                .remarks
                .extend(self::remark(remark, text.into_owned()));
        }
    }
    Ok(result)
}

/// A `ReadResult`. One that has neither `objects` nor `errors` says nothing, not even that nothing was
/// found.
pub(super) fn read(
    operation: Operation,
    object_type: &str,
    item: Value<'_, '_>,
) -> Result<CommandResult, AnswerError> {
    let errors = errors(item)?;
    let status = match &errors {
        Some(errors) => Some(errors.code()),
        None if item.has("objects") || item.has("errors") => Some(ErrorCode::OK),
        None => None,
    };
    let mut result = result(operation, item, status)?;
    if let Some(objects) = item.member("objects")? {
        result.records = records(objects, object_type)?;
    }
    result.remarks.extend(errors.and_then(Errors::into_remark));
    Ok(result)
}

/// A `MakeURLResult`.
pub(super) fn address(
    operation: Operation,
    item: Value<'_, '_>,
) -> Result<CommandResult, AnswerError> {
    let errors = errors(item)?;
    let url = item.text_of("url")?;
    let is_refused = item.text_of("status")?.as_deref() == Some("-1");
    let status = match (&errors, &url) {
        (Some(errors), None) => Some(errors.code()),
        (None, _) if is_refused => Some(ErrorCode::UNSPECIFIED_FAILURE),
        (None, Some(_)) => Some(ErrorCode::OK),
        _ => None,
    };
    let mut result = result(operation, item, status)?;
    result.text = url.unwrap_or_default().into_owned();
    result.remarks.extend(errors.and_then(Errors::into_remark));
    Ok(result)
}

/// The result with what all of them can have.
fn result(
    operation: Operation,
    item: Value<'_, '_>,
    status: Option<ErrorCode>,
) -> Result<CommandResult, AnswerError> {
    let id = item.text_of("id")?;
    let mut result = CommandResult {
        // The name that the command has in XML tells what to keep out of logs.
        name: super::command_name(operation).to_owned(),
        status,
        id: id.and_then(|id| Id::parse(&id).ok()),
        ..CommandResult::default()
    };
    if operation != Operation::Read
        && let Some(objects) = item.member("objects")?
    {
        result.records = records(objects, "")?;
    }
    Ok(result)
}

fn records(
    objects: Value<'_, '_>,
    object_type: &str,
) -> Result<Vec<crate::record::Received>, AnswerError> {
    let mut records = Vec::new();
    for object in items(objects)? {
        if records.len() >= Response::MOST_RECORDS {
            let found = format!("more than {} records", Response::MOST_RECORDS);
            return Err(AnswerError::unexpected(found, "at most that many"));
        }
        if object.is_nil() {
            return Err(AnswerError::unexpected(
                "a nil among the objects",
                "records",
            ));
        }
        records.push(record::received(object, object_type));
    }
    Ok(records)
}

/// What the `errors` of a result say.
#[derive(Debug)]
struct Errors {
    /// The first code.
    code: Option<ErrorCode>,
    /// A line for each.
    text: String,
}

impl Errors {
    fn code(&self) -> ErrorCode {
        self.code.unwrap_or(ErrorCode::UNSPECIFIED_FAILURE)
    }

    fn into_remark(self) -> Option<Element> {
        remark("errors", self.text)
    }
}

/// What the server says beside a status, as XML has it in an element of this name.
fn remark(name: &str, text: String) -> Option<Element> {
    (!text.is_empty()).then(|| Element::new(name).with_text(text))
}

/// The errors of a result, if it has any.
fn errors(result: Value<'_, '_>) -> Result<Option<Errors>, AnswerError> {
    let Some(list) = result.member("errors")? else {
        return Ok(None);
    };
    let is_one = ["code", "text", "comment"]
        .iter()
        .any(|member| list.has(member));
    let errors: Vec<Value<'_, '_>> = if is_one {
        vec![list]
    } else if list.has_elements() || list.is_array() {
        items(list)?.filter(|error| !error.is_nil()).collect()
    } else if list.text().trim_ascii().is_empty() {
        Vec::new()
    } else {
        let text = list.text().into_owned();
        return Ok(Some(Errors { code: None, text }));
    };
    if errors.is_empty() {
        return Ok(None);
    }
    let mut code = None;
    let mut lines = Vec::new();
    for error in errors {
        if let Some(text) = error.text_of("code")? {
            let number = error_code(&text).ok_or_else(|| {
                let found = format!("the error code {:?}", shortened(&text));
                AnswerError::unexpected(found, "a number")
            })?;
            code.get_or_insert(number);
        }
        let texts = [error.text_of("text")?, error.text_of("comment")?];
        let texts: Vec<_> = texts.into_iter().flatten().collect();
        if !texts.is_empty() {
            lines.push(texts.join(": "));
        }
    }
    Ok(Some(Errors {
        code,
        text: lines.join("\n"),
    }))
}
