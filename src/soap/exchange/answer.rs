//! An answer that was read whole, and the results in it.

use std::borrow::Cow;

use super::results;
use crate::api::CommandResult;
use crate::error_code::ErrorCode;
use crate::soap::fault::Fault;
use crate::soap::message::{Message, MessageError, Value};
use crate::soap::{Operation, record};
use crate::text::shortened;
use crate::xml::Limits;
use crate::xml::exchange::{AnswerError, RequestRefusal};

/// An answer that is no fault, for the command to read.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'m, 'a> {
    operation: Operation,
    /// The wrapper element.
    wrapper: Value<'m, 'a>,
}

/// Reads an answer to its end and hands it over, unless it is a fault or answers something else.
pub(super) fn read<T>(
    operation: Operation,
    body: &[u8],
    limits: Limits,
    take: impl FnOnce(Answer<'_, '_>) -> Result<T, AnswerError>,
) -> Result<T, AnswerError> {
    let message = Message::parse(body, limits)?;
    let wrapper = message.entry();
    if message.is_fault() {
        return Err(Fault::read(wrapper)?.into());
    }
    let expected = format!("{operation}Response");
    if !wrapper.name().eq_ignore_ascii_case(&expected) {
        let found = format!("<{}>", shortened(wrapper.name()));
        return Err(AnswerError::unexpected(found, format!("<{expected}>")));
    }
    take(Answer { operation, wrapper })
}

impl<'m, 'a> Answer<'m, 'a> {
    /// The operation that is answered.
    pub(super) const fn operation(self) -> Operation {
        self.operation
    }

    /// The results, one for each object that was sent. Servers name the array after its part, or
    /// `Array`, or leave it out.
    pub(super) fn items(self) -> Result<Vec<Value<'m, 'a>>, AnswerError> {
        let mut inner = self.wrapper.members();
        let Some(first) = inner.next() else {
            return Err(self.without_result());
        };
        if inner.next().is_some() {
            return Ok(self.wrapper.members().collect());
        }
        if first.is_nil() {
            return Err(self.without_result());
        }
        if !first.is_array() && results::is_one(first) {
            return Ok(vec![first]);
        }
        Ok(results::items(first)?.collect())
    }

    /// The result of an operation that has one, which is a structure with a member of one of these
    /// names.
    pub(super) fn structure(self, members: &[&str]) -> Result<Value<'m, 'a>, AnswerError> {
        let is_it = |value: Value<'_, '_>| members.iter().any(|member| value.has(member));
        let first = self.wrapper.members().next();
        let inner = first.and_then(|first| first.members().next());
        let candidates = [Some(self.wrapper), first, inner];
        let found = candidates.into_iter().flatten().find(|value| is_it(*value));
        found.ok_or_else(|| self.without_result())
    }

    /// The text that an operation answers with; empty if there is none.
    pub(super) fn text(self) -> Result<Cow<'m, str>, AnswerError> {
        match self.wrapper.members().next() {
            Some(value) if value.has_elements() => Err(self.without_result()),
            Some(value) => Ok(value.text()),
            None => Ok(Cow::Borrowed("")),
        }
    }

    /// The results as the XML API has them.
    pub(super) fn results(
        self,
        read: impl Fn(Operation, Value<'m, 'a>) -> Result<CommandResult, AnswerError>,
    ) -> Result<Vec<CommandResult>, AnswerError> {
        let items = self.items()?.into_iter();
        items.map(|item| read(self.operation, item)).collect()
    }

    /// The record that an operation answers with.
    pub(super) fn record(
        self,
        object_type: &str,
        members: &[&str],
    ) -> Result<crate::record::Received, AnswerError> {
        let value = self.structure(members)?;
        Ok(record::received(value, object_type))
    }

    fn without_result(self) -> AnswerError {
        AnswerError::unexpected(
            format!("an answer to {} without a result", self.operation),
            "one",
        )
    }
}

impl From<MessageError> for AnswerError {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::Xml(error) => Self::Unreadable(error),
            MessageError::Unexpected {
                found, expected, ..
            } => Self::unexpected(found, expected),
        }
    }
}

/// A fault with an error code says that the request was not carried out. One without may come from
/// anywhere on the way.
impl From<Fault> for AnswerError {
    fn from(fault: Fault) -> Self {
        match fault.code {
            Some(code) if code != ErrorCode::OK => Self::Refused(RequestRefusal {
                code,
                text: fault.text,
                bare: false,
            }),
            _ => Self::fault(fault.name, fault.text),
        }
    }
}
