//! A request as a server reads it.

use thiserror::Error;

use super::Call;
use crate::api::{Application, Login, MOST_OBJECTS};
use crate::element::{Attribute, Element};
use crate::text::shortened;
use crate::xml::exchange::Response;
use crate::xml::{Event, Limits, ReadError, Reader, StartTag, tree};

/// A request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// The sending program. What it does not say is empty.
    pub application: Application,
    /// Whether there is an `Auth` at all: `Time` and reads of `Error` go without.
    pub has_auth: bool,
    /// Who logs in, if the `Auth` says it.
    pub login: Option<Login>,
    /// What is asked for, in order.
    pub commands: Vec<CommandCall>,
}

/// A command of a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CommandCall {
    /// The name, such as `Add`; the result has the same.
    pub name: String,
    /// Names and values of the attributes.
    pub attributes: Vec<(String, String)>,
    /// What is asked for.
    pub call: Call,
}

/// Why there is no request to carry out.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum RequestError {
    /// It is not XML, or beyond the limits.
    #[error(transparent)]
    Xml(#[from] ReadError),
    /// It is XML, but no request.
    #[error("found {found}, expected {expected}")]
    #[non_exhaustive]
    Unexpected {
        /// What was found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
}

impl Request {
    /// How many commands, and elements directly in them, a request may hold together: a hundred times as
    /// many objects as the vendor takes in one. An empty one takes seventy times the memory of its bytes.
    pub const MOST_PARTS: usize = 100 * MOST_OBJECTS;

    /// How many elements a request may hold, whatever [`Limits::elements`] says.
    pub const MOST_ELEMENTS: usize = Response::MOST_ELEMENTS;

    /// Reads a request.
    ///
    /// Of the limits, the depth counts up to [`tree::MAX_DEPTH`] and the elements up to
    /// [`MOST_ELEMENTS`](Self::MOST_ELEMENTS), because a request is kept whole.
    ///
    /// # Errors
    ///
    /// [`RequestError`] if it is not XML, no `request`, or has more than
    /// [`MOST_PARTS`](Self::MOST_PARTS). A command that cannot be understood is none
    /// for the whole request: see [`Call::Unreadable`].
    pub fn parse(input: &[u8], limits: Limits) -> Result<Self, RequestError> {
        let limits = limits
            .with_depth(limits.depth.min(tree::MAX_DEPTH))
            .with_elements(limits.elements.min(Self::MOST_ELEMENTS));
        let mut reader = Reader::new(input, limits);
        let Some(Event::Start(root)) = reader.next()? else {
            return Err(unexpected("nothing", "<request>"));
        };
        if !root.name().is_plain("request") {
            let found = format!("<{}>", shortened(&root.name().to_string()));
            while reader.next()?.is_some() {}
            return Err(unexpected(found, "<request>"));
        }
        let mut request = Self {
            application: application(&root),
            has_auth: false,
            login: None,
            commands: Vec::new(),
        };
        let mut parts = Parts::default();
        while let Some(event) = reader.next()? {
            match event {
                Event::Start(tag) if tag.name().is_plain("Auth") => {
                    let auth = tree::read_element(&mut reader)?;
                    if request.has_auth {
                        while reader.next()?.is_some() {}
                        return Err(unexpected("a second <Auth>", "one"));
                    }
                    request.has_auth = true;
                    request.login = auth.child("Login").and_then(login);
                }
                Event::Start(tag) => {
                    parts.add()?;
                    let head = tree::start(&tag);
                    let command = CommandCall::read(&mut reader, &head, &mut parts)?;
                    request.commands.push(command);
                }
                // A sample of the vendor has text between its commands.
                Event::Text(_) | Event::End => {}
            }
        }
        Ok(request)
    }
}

/// How many commands and elements in them there were so far.
#[derive(Debug, Default)]
pub(super) struct Parts(usize);

impl Parts {
    /// Counts one more.
    pub(super) fn add(&mut self) -> Result<(), RequestError> {
        self.0 += 1;
        if self.0 > Request::MOST_PARTS {
            return Err(unexpected(
                format!("more than {} commands and objects", Request::MOST_PARTS),
                "at most that many",
            ));
        }
        Ok(())
    }
}

impl CommandCall {
    fn read(
        reader: &mut Reader<'_>,
        head: &Element,
        parts: &mut Parts,
    ) -> Result<Self, RequestError> {
        let name = head.name.to_string();
        let attributes = head.attributes.iter().map(pair).collect();
        Ok(Self {
            call: Call::read(reader, head, parts)?,
            name,
            attributes,
        })
    }

    /// The value of an attribute; `None` if it is missing or empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(other, _)| other == name)?;
        Some(found.1.trim_ascii()).filter(|value| !value.is_empty())
    }
}

pub(super) fn pair(attribute: &Attribute) -> (String, String) {
    (attribute.name.to_string(), attribute.value.clone())
}

fn unexpected(found: impl Into<String>, expected: &'static str) -> RequestError {
    RequestError::Unexpected {
        found: found.into(),
        expected,
    }
}

fn application(root: &StartTag<'_, '_>) -> Application {
    let attribute = |name| root.attribute(name).unwrap_or_default().to_owned();
    Application::new(
        attribute("client"),
        attribute("client_ver"),
        attribute("key"),
    )
    .in_namespace(attribute("namespace"))
}

/// Who logs in. A token counts even beside a password.
pub(super) fn login(element: &Element) -> Option<Login> {
    let text = |name| element.child(name).map(|member| member.text().into_owned());
    if let Some(token) = text("access_token") {
        return Some(Login::access_token(token));
    }
    let member = |name| text(name).unwrap_or_default();
    text("user").map(|user| Login::password(member("company"), user, member("password")))
}
