//! A request as a server reads it.

use thiserror::Error;

use super::Call;
use crate::api::{Application, Login};
use crate::element::{Attribute, Element};
use crate::text::shortened;
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
    /// Reads a request.
    ///
    /// Of the limits, the depth counts up to [`tree::MAX_DEPTH`].
    ///
    /// # Errors
    ///
    /// [`RequestError`] if it is not XML, or no `request`. A command that cannot be understood is none
    /// for the whole request: see [`Call::Unreadable`].
    pub fn parse(input: &[u8], limits: Limits) -> Result<Self, RequestError> {
        let mut reader = Reader::new(input, limits.with_depth(limits.depth.min(tree::MAX_DEPTH)));
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
                    let head = tree::start(&tag);
                    let command = CommandCall::read(&mut reader, &head)?;
                    request.commands.push(command);
                }
                // A sample of the vendor has text between its commands.
                Event::Text(_) | Event::End => {}
            }
        }
        Ok(request)
    }
}

impl CommandCall {
    fn read(reader: &mut Reader<'_>, head: &Element) -> Result<Self, ReadError> {
        let name = head.name.to_string();
        let attributes = head.attributes.iter().map(pair).collect();
        Ok(Self {
            call: Call::read(reader, head)?,
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
