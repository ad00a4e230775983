//! Faults: how the server says that it did not take a request.

use std::borrow::Cow;

use super::Binding;
use super::message::{MessageError, MessageErrorKind, Value};
use super::writer::declare;
use crate::error_code::ErrorCode;
use crate::xml::{WriteError, Writer};

/// A `Fault`.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Fault {
    /// The fault code without its prefix: the number of an error code, or a word such as `Client`.
    pub name: String,
    /// The error code, from the fault code or from `detail`.
    pub code: Option<ErrorCode>,
    /// What the server said, if it did.
    pub text: Option<String>,
}

impl Fault {
    /// The fault that stands for an error code of the server.
    pub fn of_code(code: ErrorCode, text: impl Into<String>) -> Self {
        Self {
            name: code.get().to_string(),
            code: Some(code),
            text: Some(text.into()),
        }
    }

    /// A fault of SOAP itself, such as `Client`.
    pub fn named(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            code: None,
            text: Some(text.into()),
        }
    }

    /// The fault that a message which is none of this API calls for.
    pub fn of_error(error: &MessageError) -> Self {
        let name = match error {
            MessageError::Unexpected { kind, .. } => match kind {
                MessageErrorKind::Version => "VersionMismatch",
                MessageErrorKind::Header => "MustUnderstand",
                MessageErrorKind::Layout => "Client",
            },
            MessageError::Xml(_) => "Client",
        };
        let text = match error {
            // The place and the trouble; the error itself says only that there is one.
            MessageError::Xml(error) => error.to_string(),
            MessageError::Unexpected { .. } => error.to_string(),
        };
        Self::named(name, text)
    }

    /// The whole answer, to be sent with an HTTP status of 500.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if a text has a character that XML 1.0 cannot carry.
    pub fn to_envelope(&self) -> Result<String, WriteError> {
        let mut writer = Writer::new();
        writer.declaration();
        let mut envelope = writer.start("soap:Envelope")?;
        declare(&mut envelope, Binding::RpcEncoded, None)?;
        let mut envelope = envelope.content();
        let mut body = envelope.start("soap:Body")?.content();
        let mut fault = body.start("soap:Fault")?.content();
        fault.element_with_text("faultcode", &format!("soap:{}", self.name))?;
        fault.element_with_text("faultstring", self.text.as_deref().unwrap_or_default())?;
        if let Some(code) = self.code {
            fault.element_with_text("faultactor", "http://www.soaplite.com/custom")?;
            let mut detail = fault.start("detail")?.content();
            let mut error = detail.start("Error")?;
            error.attribute("xsi:type", "perl:Error")?;
            let mut error = error.content();
            let mut tag = error.start("code")?;
            tag.attribute("xsi:type", "xsd:int")?;
            tag.text(&code.get().to_string())?;
        }
        drop(fault);
        drop(body);
        drop(envelope);
        Ok(writer.into_string())
    }

    /// Reads a fault, whose members stand in no namespace or in any.
    pub(super) fn read(fault: Value<'_, '_>) -> Result<Self, MessageError> {
        let qualified = fault.text_of("faultcode")?.unwrap_or_default();
        let name = qualified
            .rsplit_once(':')
            .map_or(&*qualified, |(_, name)| name);
        let name = name.trim_ascii().to_owned();
        let detail = match fault.member("detail")? {
            Some(detail) => error_code_in(detail)?,
            None => None,
        };
        let code = match (error_code(&name), detail) {
            (Some(code), Some(other)) if code != other => {
                let found = format!("a Fault with the codes {} and {}", code.get(), other.get());
                return Err(MessageError::layout(fault.tag(), found, "one code"));
            }
            (code, other) => code.or(other),
        };
        let text = fault.text_of("faultstring")?.map(Cow::into_owned);
        Ok(Self { name, code, text })
    }
}

/// The code in `detail`, directly or in an element there such as `Error`.
fn error_code_in(detail: Value<'_, '_>) -> Result<Option<ErrorCode>, MessageError> {
    let inner = detail.members().filter(|error| error.has("code"));
    for error in std::iter::once(detail).chain(inner) {
        if let Some(code) = error.text_of("code")?.and_then(|text| error_code(&text)) {
            return Ok(Some(code));
        }
    }
    Ok(None)
}

/// A code that says that something went wrong; 0 is none.
pub(super) fn error_code(text: &str) -> Option<ErrorCode> {
    let text = text.trim_ascii();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let code: ErrorCode = text.parse().ok().filter(|_| is_number)?;
    (!code.is_success()).then_some(code)
}
