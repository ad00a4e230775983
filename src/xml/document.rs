//! A whole message of the XML API as a value: what was asked or answered, nothing lost.

use std::borrow::Cow;
use std::fmt;

use super::error::ReadError;
use super::limits::Limits;
use super::{chars, tree};
use crate::api::CommandName;
use crate::element::{
    Attribute, CREDENTIAL_ATTRIBUTE, Element, Name, Node, REDACTED, is_credential,
};

/// What a [`Document`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A `request`: what a client sends.
    Request,
    /// A `response`: what the server answers.
    Response,
    /// Anything else, for example a single command or a single record.
    Fragment,
}

impl Kind {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Request => "request",
            Kind::Response => "response",
            Kind::Fragment => "fragment",
        }
    }
}

/// A message, or a part of one that stands alone.
///
/// Every element, attribute and text of the input is kept, known or not; only comments, processing
/// instructions, prefixes and white space between elements are not part of it.
///
/// `Serialize` gives the form that people and scripts read: one object with the commands in order,
/// each with its attributes, its status as a number, its fields and its records. A field with
/// nothing but text is a string, a field with elements an object of these, a name that occurs more
/// than once in one place a list. `@attributes` and `@text` appear in a field only where there are
/// attributes, or text beside elements. Names in a namespace are written `{namespace}local`.
///
/// `Debug` tells only how much there is, since messages carry credentials.
///
/// ```
/// use suiteprojects::xml::{Document, Limits};
///
/// let answer = br#"<response><Read status="0"><Task><id>17</id></Task></Read></response>"#;
/// let document = Document::parse(answer, Limits::default())?;
/// assert_eq!(document.commands[0].status(), Some(0));
/// let json = serde_json::to_value(&document)?;
/// assert_eq!(json["commands"][0]["records"][0]["fields"]["id"], "17");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// What it is.
    pub kind: Kind,
    /// The attributes of the `request` or `response`. Empty for a fragment, where they belong to
    /// the command or record.
    pub attributes: Vec<Attribute>,
    /// The text directly inside the `request` or `response`, joined; empty for a fragment.
    pub text: String,
    /// What is asked for or answered, `Auth` included, in order.
    pub commands: Vec<Command>,
    /// The record that a fragment is, unless it is a command.
    pub records: Vec<Element>,
}

impl Document {
    /// Reads a message.
    ///
    /// # Errors
    ///
    /// The first fault in the order of the document, see [`Reader`](super::Reader).
    pub fn parse(input: &[u8], limits: Limits) -> Result<Self, ReadError> {
        tree::parse(input, limits).map(Document::from)
    }

    /// The `status` of the whole response, if it has one: then nothing of the request was carried
    /// out.
    pub fn status(&self) -> Option<u32> {
        status(&self.attributes)
    }

    /// Replaces every credential by `[redacted]`, wherever it stands: the text of the elements
    /// `password`, `access_token`, `accessToken`, `sessionId` and `api_key`, and the attribute `key`
    /// of the `request`.
    pub fn redact(&mut self) {
        if self.kind == Kind::Request {
            redact_key(&mut self.attributes);
        }
        let commands = self.commands.iter_mut().map(|command| &mut command.element);
        redact(commands.chain(&mut self.records).collect());
    }
}

/// Replaces every credential in these elements.
pub(crate) fn redact(mut waiting: Vec<&mut Element>) {
    while let Some(element) = waiting.pop() {
        if element.name.is_plain("request") {
            redact_key(&mut element.attributes);
        }
        if is_credential(&element.name.local) && !element.children.is_empty() {
            element.children = vec![Node::Text(REDACTED.to_owned())];
        }
        waiting.extend(element.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }));
    }
}

fn redact_key(attributes: &mut [Attribute]) {
    for attribute in attributes {
        if attribute.name.local == CREDENTIAL_ATTRIBUTE {
            REDACTED.clone_into(&mut attribute.value);
        }
    }
}

/// Sorts a tree into commands and records by the name of its root.
impl From<Element> for Document {
    fn from(root: Element) -> Self {
        let kind = match root.name.local.as_str() {
            "request" if root.name.namespace.is_none() => Kind::Request,
            "response" if root.name.namespace.is_none() => Kind::Response,
            _ => Kind::Fragment,
        };
        let mut document = Document {
            kind,
            attributes: Vec::new(),
            text: String::new(),
            commands: Vec::new(),
            records: Vec::new(),
        };
        if kind != Kind::Fragment {
            document.text = own_text(&root).into_owned();
            document.attributes = root.attributes;
            let elements = root.children.into_iter().filter_map(|node| match node {
                Node::Element(element) => Some(Command::new(element)),
                Node::Text(_) => None,
            });
            document.commands.extend(elements);
        } else if root.name.namespace.is_none()
            && CommandName::from_xml_name(&root.name.local).is_some()
        {
            document.commands.push(Command::new(root));
        } else {
            document.records.push(root);
        }
        document
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Document")
            .field("kind", &self.kind)
            .field("commands", &self.commands)
            .field("records", &self.records.len())
            .finish_non_exhaustive()
    }
}

/// A command of a request, or its result in a response: one element with fields and records.
///
/// `Debug` shows the name and how much there is.
#[derive(Clone, PartialEq, Eq)]
pub struct Command {
    element: Element,
}

impl Command {
    /// The command that `element` is.
    pub fn new(element: Element) -> Self {
        Command { element }
    }

    /// Its name, such as `Read`.
    pub fn name(&self) -> &Name {
        &self.element.name
    }

    /// Its attributes, `status` included.
    pub fn attributes(&self) -> &[Attribute] {
        &self.element.attributes
    }

    /// The `status`, if there is one and it is a plain number. 0 is success.
    pub fn status(&self) -> Option<u32> {
        status(&self.element.attributes)
    }

    /// The text directly inside it, joined, such as the address that `MakeURL` answers; empty if
    /// there is nothing but white space.
    pub fn text(&self) -> Cow<'_, str> {
        own_text(&self.element)
    }

    /// What it holds under names that start with a small letter, such as `errors`.
    pub fn fields(&self) -> impl Clone + Iterator<Item = &Element> {
        self.element.elements().filter(|element| is_field(element))
    }

    /// What it holds under all other names, such as `Task`, `Login` or `_Return`.
    pub fn records(&self) -> impl Clone + Iterator<Item = &Element> {
        self.element.elements().filter(|element| !is_field(element))
    }

    /// The element as it was read.
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// The element as it was read.
    pub fn into_element(self) -> Element {
        self.element
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Command")
            .field("name", &format_args!("{}", self.name()))
            .field("status", &self.status())
            .field("fields", &self.fields().count())
            .field("records", &self.records().count())
            .finish()
    }
}

/// Types of records are written with a capital letter, fields never.
fn is_field(element: &Element) -> bool {
    element.name.local.starts_with(char::is_lowercase)
}

/// The text of an element that is made to hold elements: white space alone is none.
pub(super) fn own_text(element: &Element) -> Cow<'_, str> {
    let text = element.text();
    if chars::is_all_blank(&text) {
        Cow::Borrowed("")
    } else {
        text
    }
}

fn status(attributes: &[Attribute]) -> Option<u32> {
    let status = attributes
        .iter()
        .find(|attribute| attribute.name.is_plain("status"))?;
    let is_plain = status.value.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain {
        status.value.parse().ok()
    } else {
        None
    }
}
