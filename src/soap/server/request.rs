//! A request as a server reads it.

use super::Call;
use crate::soap::message::{Message, MessageError};
use crate::soap::{Operation, Service, Session};
use crate::text::shortened;
use crate::xml::Limits;

/// A request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// The session that it belongs to, if it names one. Whether it needs one says
    /// [`Operation::needs_session`].
    pub session: Option<Session>,
    /// The binding and the namespace that it is in, for the answer. The binding is told by the namespace: that of
    /// document/literal ends in `/OAirServiceDocument`.
    pub service: Service,
    /// What it asks for.
    pub call: Call,
}

impl Request {
    /// Reads a request in either binding. The wrapper counts by its local name: stock tools put it into
    /// one namespace or the other.
    ///
    /// # Errors
    ///
    /// [`MessageError`] if it is no request of a known operation.
    pub fn parse(input: &[u8], limits: Limits) -> Result<Self, MessageError> {
        let message = Message::parse(input, limits)?;
        let wrapper = message.entry();
        let operation = Operation::from_name(wrapper.name());
        let Some(operation) = operation.filter(|_| !message.is_fault()) else {
            let found = format!("<{}>", shortened(wrapper.name()));
            return Err(MessageError::layout(
                wrapper.tag(),
                found,
                "an operation such as <add>",
            ));
        };
        Ok(Self {
            session: session(&message)?,
            service: Service::of_wrapper(message.namespace()),
            call: Call::read(operation, wrapper)?,
        })
    }
}

/// The session of a request. A token counts even beside an id.
fn session(message: &Message<'_>) -> Result<Option<Session>, MessageError> {
    let Some(header) = message.session() else {
        return Ok(None);
    };
    if let Some(token) = header.text_of("accessToken")? {
        return Ok(Some(Session::access_token(token.into_owned())));
    }
    let id = header.text_of("sessionId")?;
    Ok(id.map(|id| Session::id(id.into_owned())))
}
