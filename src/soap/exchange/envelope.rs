//! The envelope of a request: the session and one operation.

use std::fmt;

use super::EncodeError;
use crate::api::Secret;
use crate::soap::writer::{ValueWriter, declare};
use crate::soap::{Binding, Operation, Service, Session};
use crate::xml::{ContentWriter, WriteError, Writer};

/// The bytes of a request. They hold the session or the login, so `Debug` tells only how many there are.
pub struct Request {
    text: Secret,
    operation: Operation,
    action: String,
}

impl Request {
    /// The text of the request, secrets included.
    pub fn expose(&self) -> &str {
        self.text.expose()
    }

    /// How many bytes the request has.
    pub fn size(&self) -> usize {
        self.expose().len()
    }

    /// The operation.
    pub const fn operation(&self) -> Operation {
        self.operation
    }

    /// The value of the HTTP header `SOAPAction`, quotes included. That document/literal builds it in
    /// the same way is our reading.
    pub fn soap_action(&self) -> &str {
        &self.action
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("bytes", &self.size())
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}

pub(in crate::soap) fn write(
    service: &Service,
    session: Option<&Session>,
    operation: Operation,
    parts: impl FnOnce(&mut ValueWriter<'_>) -> Result<(), EncodeError>,
) -> Result<Request, EncodeError> {
    let binding = service.binding();
    if binding == Binding::DocumentLiteral && !operation.is_in_document_literal() {
        return Err(EncodeError::NotInBinding { operation, binding });
    }
    let mut writer = Writer::new();
    writer.declaration();
    let mut envelope = writer.start("soap:Envelope")?;
    declare(&mut envelope, binding, Some(service.namespace()))?;
    let mut envelope = envelope.content();
    if let Some(session) = session {
        write_session(
            &mut envelope.start("soap:Header")?.content(),
            binding,
            session,
        )?;
    }
    let mut body = envelope.start("soap:Body")?.content();
    let wrapper = body.start(&format!("oair:{operation}"))?.content();
    parts(&mut ValueWriter::new(wrapper, binding))?;
    drop(body);
    drop(envelope);
    Ok(Request {
        text: Secret::new(writer.into_string()),
        operation,
        action: format!("\"{}#{operation}\"", service.namespace()),
    })
}

fn write_session(
    header: &mut ContentWriter<'_>,
    binding: Binding,
    session: &Session,
) -> Result<(), WriteError> {
    let (member, secret) = (session.member(), session.secret().expose());
    match binding {
        Binding::RpcEncoded => {
            let mut tag = header.start("SessionHeader")?;
            tag.attribute("xsi:type", "perl:SessionHeader")?;
            ValueWriter::new(tag.content(), binding).text(member, secret)
        }
        Binding::DocumentLiteral => {
            let tag = header.start("oair:SessionHeader")?;
            ValueWriter::new(tag.content(), binding).text(member, secret)
        }
    }
}
