//! A generic tree of named elements, for messages and records that no type describes.
//!
//! It keeps whatever was received: unknown fields, custom fields (`name__c`), attributes. It is not
//! bound to one wire format; [`xml::tree`](crate::xml::tree) reads and writes it as XML.
//!
//! ```
//! use suiteprojects::element::Element;
//!
//! let task = Element::new("Task")
//!     .with_child(Element::new("id").with_text("17"))
//!     .with_child(Element::new("ticket__c").with_text("A-1"));
//! assert_eq!(task.child("ticket__c").unwrap().text(), "A-1");
//! ```

use std::borrow::Cow;
use std::fmt;

/// A name, with the namespace it belongs to if there is one. The XML API uses no namespaces.
///
/// `Display` writes `local`, or `{namespace}local`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The namespace name, usually an address.
    pub namespace: Option<String>,
    /// The name within the namespace.
    pub local: String,
}

impl Name {
    /// A name without a namespace.
    pub fn new(local: impl Into<String>) -> Self {
        Name {
            namespace: None,
            local: local.into(),
        }
    }

    /// A name in a namespace.
    pub fn in_namespace(namespace: impl Into<String>, local: impl Into<String>) -> Self {
        Name {
            namespace: Some(namespace.into()),
            local: local.into(),
        }
    }

    /// Whether this is the name `local` without a namespace.
    pub fn is_plain(&self, local: &str) -> bool {
        self.namespace.is_none() && self.local == local
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(formatter, "{{{namespace}}}{}", self.local),
            None => formatter.write_str(&self.local),
        }
    }
}

impl From<&str> for Name {
    fn from(local: &str) -> Self {
        Name::new(local)
    }
}

impl From<String> for Name {
    fn from(local: String) -> Self {
        Name::new(local)
    }
}

/// A named value that belongs to an element itself, not to its content.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attribute {
    /// Its name, unique within the element.
    pub name: Name,
    /// Its value.
    pub value: String,
}

/// What an element contains.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// Another element.
    Element(Element),
    /// Text.
    Text(String),
}

/// A named element with attributes and content, in the order in which they were received.
///
/// `Debug` shows everything but the text of credentials (`password`, `access_token`, `accessToken`,
/// `sessionId`, `api_key`) and the `key` of a `request`.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Its content.
    pub children: Vec<Node>,
}

impl Element {
    /// An element without attributes and content.
    pub fn new(name: impl Into<Name>) -> Self {
        Element {
            name: name.into(),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// Adds an attribute at the end.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<Name>, value: impl Into<String>) -> Self {
        self.attributes.push(Attribute {
            name: name.into(),
            value: value.into(),
        });
        self
    }

    /// Adds an element at the end.
    #[must_use]
    pub fn with_child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds text at the end.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// The elements directly inside, in order.
    pub fn elements(&self) -> impl Clone + Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::as_element)
    }

    /// The first element directly inside whose local name is `local`, in whatever namespace.
    pub fn child(&self, local: &str) -> Option<&Element> {
        self.elements().find(|element| element.name.local == local)
    }

    /// The elements directly inside whose local name is `local`, in whatever namespace, in order.
    pub fn children_named<'s>(&'s self, local: &str) -> impl Clone + Iterator<Item = &'s Element> {
        self.elements()
            .filter(move |element| element.name.local == local)
    }

    /// The value of the attribute `local` that is in no namespace.
    pub fn attribute(&self, local: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.is_plain(local))
            .map(|attribute| attribute.value.as_str())
    }

    /// The text directly inside, joined in order; the text of inner elements is not part of it.
    pub fn text(&self) -> Cow<'_, str> {
        let mut texts = self.children.iter().filter_map(Node::as_text);
        let first = texts.next().unwrap_or_default();
        match texts.next() {
            None => Cow::Borrowed(first),
            Some(second) => {
                let mut joined = [first, second].concat();
                joined.extend(texts);
                Cow::Owned(joined)
            }
        }
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_request = self.name.local == "request";
        let mut shown = formatter.debug_struct("Element");
        shown.field("name", &format_args!("{}", self.name));
        let hides_attribute = is_request && self.attribute(CREDENTIAL_ATTRIBUTE).is_some();
        if hides_attribute {
            shown.field("attributes", &format_args!("{REDACTED}"));
        } else {
            shown.field("attributes", &self.attributes);
        }
        if is_credential(&self.name.local) && !self.children.is_empty() {
            shown.field("children", &format_args!("{REDACTED}"));
        } else {
            shown.field("children", &self.children);
        }
        shown.finish()
    }
}

impl Node {
    /// The element, if it is one.
    pub fn as_element(&self) -> Option<&Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }

    /// The text, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Node::Element(_) => None,
            Node::Text(text) => Some(text),
        }
    }
}

/// Stands for a credential that is not shown.
pub(crate) const REDACTED: &str = "[redacted]";

/// The attribute of a `request` that holds a credential.
pub(crate) const CREDENTIAL_ATTRIBUTE: &str = "key";

/// Whether an element of this name holds a credential: the login of the XML API and its OAuth 2.0
/// token, the session header of the SOAP API and its OAuth 2.0 token, the login of the SOAP API.
pub(crate) fn is_credential(local: &str) -> bool {
    matches!(
        local,
        "password" | "access_token" | "sessionId" | "accessToken" | "api_key"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_joined_around_elements() {
        let element = Element::new("a")
            .with_text("one")
            .with_child(Element::new("b").with_text("inner"))
            .with_text(" two")
            .with_text(" three");
        assert_eq!(element.text(), "one two three");
        assert_eq!(Element::new("a").text(), "");
        assert!(matches!(
            Element::new("a").with_text("x").text(),
            Cow::Borrowed("x")
        ));
    }

    #[test]
    fn children_are_found_by_local_name_attributes_by_plain_name() {
        let element = Element::new("a")
            .with_attribute(Name::in_namespace("urn:x", "id"), "1")
            .with_attribute("id", "2")
            .with_child(Element::new("b").with_text("1"))
            .with_child(Element::new("c"))
            .with_child(Element::new(Name::in_namespace("urn:x", "b")).with_text("2"));
        assert_eq!(element.attribute("id"), Some("2"));
        assert_eq!(element.attribute("type"), None);
        assert_eq!(element.child("b").unwrap().text(), "1");
        let texts: Vec<_> = element.children_named("b").map(Element::text).collect();
        assert_eq!(texts, ["1", "2"]);
        assert_eq!(element.elements().count(), 3);
    }

    #[test]
    fn names_are_shown_with_their_namespace() {
        assert_eq!(Name::in_namespace("urn:x", "b").to_string(), "{urn:x}b");
        assert_eq!(Name::new("b").to_string(), "b");
    }

    #[test]
    fn debug_hides_credentials() {
        let secret = "s3cret";
        for name in [
            "password",
            "access_token",
            "sessionId",
            "accessToken",
            "api_key",
        ] {
            let login = Element::new("Login").with_child(Element::new(name).with_text(secret));
            let shown = format!("{login:?}");
            assert!(!shown.contains(secret) && shown.contains(name), "{shown}");
        }
        let request = Element::new("request").with_attribute("key", secret);
        assert!(!format!("{request:?}").contains(secret));
        let flag = Element::new("Flag")
            .with_attribute("key", "shown")
            .with_text("visible");
        let shown = format!("{flag:#?}");
        assert!(
            shown.contains("shown") && shown.contains("visible"),
            "{shown}"
        );
    }
}
