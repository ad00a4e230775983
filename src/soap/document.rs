//! A whole SOAP message as a value: what was asked or answered, nothing lost.

use std::fmt;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::{names, record};
use crate::element::{Attribute, Element, Name, Node};
use crate::xml::document::redact;
use crate::xml::json::{Attributes, Fields, Key};
use crate::xml::{Limits, ReadError, tree};

/// What a [`Document`] is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum DocumentKind {
    /// What a client sends.
    Request,
    /// What the server answers.
    Response,
    /// How the server says that it did not take a request.
    Fault,
    /// An envelope that holds none of these.
    Fragment,
}

impl DocumentKind {
    /// The name used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Fault => "fault",
            Self::Fragment => "fragment",
        }
    }
}

/// A SOAP message.
///
/// Every element, attribute and text of the input is kept, known or not; only comments, processing
/// instructions, prefixes and white space between elements are not part of it. References are shown,
/// not followed.
///
/// `Serialize` gives an object like that of [`xml::Document`](crate::xml::Document): each operation is
/// a command, named without `Response`; the records in its part `objects`, or in that of its only
/// result, are listed as its records, with their types as XML has them; all else are its fields.
///
/// `Debug` tells only how much there is, since messages carry credentials.
///
/// ```
/// use suiteprojects::soap::Document;
/// use suiteprojects::xml::{Limits, tree};
///
/// let request = br#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
///     <delete><objects><oaTask><id>17</id></oaTask></objects></delete></e:Body></e:Envelope>"#;
/// let document = Document::parse(request, Limits::default())?;
/// let json = serde_json::to_value(&document)?;
/// assert_eq!(json["kind"], "request");
/// assert_eq!(json["commands"][0]["records"][0]["type"], "Task");
/// assert_eq!(json["commands"][0]["records"][0]["fields"]["id"], "17");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// The root.
    pub envelope: Element,
}

impl Document {
    /// Reads a message.
    ///
    /// # Errors
    ///
    /// The first fault in the order of the document, see [`Reader`](crate::xml::Reader).
    pub fn parse(input: &[u8], limits: Limits) -> Result<Self, ReadError> {
        tree::parse(input, limits).map(Self::from)
    }

    /// Whether an element is the envelope of a SOAP message, of whichever version.
    pub fn is_envelope(root: &Element) -> bool {
        root.name.local == "Envelope"
            && matches!(
                root.name.namespace.as_deref(),
                Some(names::ENVELOPE | names::ENVELOPE_1_2)
            )
    }

    /// Replaces every credential by `[redacted]`, wherever it stands, as
    /// [`xml::Document::redact`](crate::xml::Document::redact) does.
    pub fn redact(&mut self) {
        redact(vec![&mut self.envelope]);
    }

    fn parts<'d>(&'d self, local: &'d str) -> impl Iterator<Item = &'d Element> {
        let parts = self.envelope.children_named(local);
        parts.filter(|part| part.name.namespace == self.envelope.name.namespace)
    }
}

impl From<Element> for Document {
    fn from(envelope: Element) -> Self {
        let mut document = Self {
            kind: DocumentKind::Fragment,
            envelope,
        };
        let first = document.parts("Body").flat_map(Element::elements).next();
        document.kind = match first {
            Some(entry) if entry.name.namespace == document.envelope.name.namespace => {
                DocumentKind::Fault
            }
            Some(entry) if entry.name.local.ends_with("Response") => DocumentKind::Response,
            Some(_) => DocumentKind::Request,
            None => DocumentKind::Fragment,
        };
        document
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Document")
            .field("kind", &self.kind)
            .field("elements", &self.envelope.elements().count())
            .finish_non_exhaustive()
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("protocol", "soap")?;
        object.serialize_entry("kind", self.kind.as_str())?;
        if !self.envelope.attributes.is_empty() {
            object.serialize_entry("attributes", &Attributes(&self.envelope.attributes))?;
        }
        let text = self.envelope.text();
        if !text.is_empty() {
            object.serialize_entry("text", &text)?;
        }
        let is_known = |part: &&Element| {
            part.name.namespace == self.envelope.name.namespace
                && matches!(&*part.name.local, "Header" | "Body")
                && part.attributes.is_empty()
                && part.text().is_empty()
        };
        let headers = || {
            self.parts("Header")
                .filter(is_known)
                .flat_map(Element::elements)
        };
        if headers().next().is_some() {
            let headers: Vec<&Element> = headers().collect();
            object.serialize_entry("header", &Fields(headers.iter().copied()))?;
        }
        let entries = self
            .parts("Body")
            .filter(is_known)
            .flat_map(Element::elements);
        let commands: Vec<Command<'_>> = entries.map(Command).collect();
        object.serialize_entry("commands", &commands)?;
        let others: Vec<&Element> = self
            .envelope
            .elements()
            .filter(|part| !is_known(part))
            .collect();
        if !others.is_empty() {
            object.serialize_entry("fields", &Fields(others.iter().copied()))?;
        }
        object.end()
    }
}

/// An element of the body: an operation, the answer to one, a fault.
struct Command<'d>(&'d Element);

impl Serialize for Command<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let wrapper = self.0;
        let name = &wrapper.name.local;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("command", name.strip_suffix("Response").unwrap_or(name))?;
        if let Some(namespace) = &wrapper.name.namespace {
            object.serialize_entry("namespace", namespace)?;
        }
        object.serialize_entry("attributes", &Attributes(&wrapper.attributes))?;
        let mut rest = wrapper.clone();
        let records = take_records(&mut rest);
        let text = rest.text();
        if !text.is_empty() {
            object.serialize_entry("text", &text)?;
        }
        if rest.elements().next().is_some() {
            object.serialize_entry("fields", &Fields(rest.elements()))?;
        }
        let records: Vec<Record<'_>> = records.iter().map(Record).collect();
        object.serialize_entry("records", &records)?;
        object.end()
    }
}

/// Takes the records out of the part `objects`: of the operation itself, or of its only result.
fn take_records(wrapper: &mut Element) -> Vec<Element> {
    let mut place = wrapper;
    for _ in 0..3 {
        if place.child("objects").is_some() {
            break;
        }
        let mut inner = place.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        });
        let (Some(only), None) = (inner.next(), inner.next()) else {
            return Vec::new();
        };
        place = only;
    }
    let mut lists = place.children.iter_mut().filter_map(|node| match node {
        Node::Element(element) if element.name.local == "objects" => Some(element),
        _ => None,
    });
    let (Some(list), None) = (lists.next(), lists.next()) else {
        return Vec::new();
    };
    let is_record = |node: &Node| {
        let element = node.as_element();
        element.is_some_and(|item| item.elements().next().is_some())
    };
    if !list.children.iter().all(is_record) {
        return Vec::new();
    }
    let items = std::mem::take(&mut list.children);
    let elements = items.into_iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    elements.collect()
}

/// A record.
struct Record<'d>(&'d Element);

impl Record<'_> {
    /// The type, from its mark or from the name of the element.
    fn object_type(&self) -> Option<&str> {
        let is_mark = |attribute: &&Attribute| is_type(&attribute.name);
        let mark = self.0.attributes.iter().find(is_mark);
        let mark = mark.map(|mark| mark.value.rsplit(':').next().unwrap_or_default());
        let names = [mark, Some(&*self.0.name.local)];
        names.into_iter().flatten().find_map(record::type_of_name)
    }
}

fn is_type(name: &Name) -> bool {
    name.local == "type" && name.namespace.as_deref().is_some_and(names::is_instance)
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        match self.object_type() {
            Some(object_type) => object.serialize_entry("type", object_type)?,
            None => object.serialize_entry("type", &Key(&self.0.name))?,
        }
        if !self.0.attributes.is_empty() {
            object.serialize_entry("attributes", &Attributes(&self.0.attributes))?;
        }
        object.serialize_entry("fields", &Fields(self.0.elements()))?;
        let text = self.0.text();
        if !text.is_empty() {
            object.serialize_entry("text", &text)?;
        }
        object.end()
    }
}
