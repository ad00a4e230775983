//! XML to and from the generic tree of [`element`](crate::element).

use std::borrow::Cow;

use super::chars::is_all_blank;
use super::error::ReadError;
use super::limits::Limits;
use super::names::{self, DECLARATION_NAMESPACE, XML_NAMESPACE};
use super::reader::{Event, Reader, StartTag};
use super::writer::{WriteError, Writer};
use crate::element::{Attribute, Element, Name, Node};

/// How deep a tree read by [`parse`] can be, whatever [`Limits::depth`] says. Trees are compared,
/// shown and dropped by functions that call themselves once a level.
pub const MAX_DEPTH: usize = 512;

/// Reads a whole document.
///
/// White space that stands between elements is dropped; text that is all an element has is kept
/// exactly, blanks included. Comments, processing instructions, the XML declaration and the choice of
/// prefixes are not part of the tree.
///
/// # Errors
///
/// The first fault in the order of the document, see [`Reader`].
///
/// ```
/// use suiteprojects::xml::{Limits, tree};
///
/// let time = tree::parse(b"<Time status='0'>\n <Date><year>2026</year></Date>\n</Time>", Limits::default())?;
/// assert_eq!(time.attribute("status"), Some("0"));
/// assert_eq!(time.children.len(), 1);
/// # Ok::<(), suiteprojects::xml::ReadError>(())
/// ```
pub fn parse(input: &[u8], limits: Limits) -> Result<Element, ReadError> {
    let limits = limits.with_depth(limits.depth.min(MAX_DEPTH));
    let mut reader = Reader::new(input, limits);
    // The innermost is last; what is below it waits for it to close.
    let mut open: Vec<Element> = Vec::new();
    let mut root = Element::default();
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(tag) => open.push(start(&tag)),
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.children.push(Node::Text(text.text.into_owned()));
                }
            }
            Event::End => {
                let Some(mut element) = open.pop() else {
                    continue;
                };
                drop_blanks(&mut element);
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None => root = element,
                }
            }
        }
    }
    Ok(root)
}

fn start(tag: &StartTag<'_, '_>) -> Element {
    let attributes = tag.attributes().iter().map(|attribute| Attribute {
        name: owned(attribute.name()),
        value: attribute.value().clone().into_owned(),
    });
    Element {
        name: owned(tag.name()),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

fn owned(name: &names::Name<'_>) -> Name {
    Name {
        namespace: name.namespace().map(str::to_owned),
        local: name.local().to_owned(),
    }
}

fn drop_blanks(element: &mut Element) {
    if element.elements().next().is_some() {
        element
            .children
            .retain(|node| !node.as_text().is_some_and(is_all_blank));
    }
}

/// Writes a document on one line, without an XML declaration.
///
/// What [`parse`] read comes back unchanged from `parse(to_string(…))`. An element that holds
/// elements loses text that consists of white space only, and text nodes side by side become one.
///
/// # Errors
///
/// A name that is no XML name, a character that XML 1.0 cannot carry, two attributes of one name, a
/// name in one of the two namespaces that XML reserves.
///
/// ```
/// use suiteprojects::element::Element;
/// use suiteprojects::xml::tree;
///
/// let read = Element::new("Read").with_attribute("type", "Task").with_child(Element::new("_Return"));
/// assert_eq!(tree::to_string(&read)?, r#"<Read type="Task"><_Return/></Read>"#);
/// # Ok::<(), suiteprojects::xml::WriteError>(())
/// ```
pub fn to_string(element: &Element) -> Result<String, WriteError> {
    let mut writer = Writer::new();
    write(element, &mut writer)?;
    Ok(writer.into_string())
}

/// Writes an element and all it holds. Works with a list of its own, so that depth is no matter.
fn write(root: &Element, writer: &mut Writer) -> Result<(), WriteError> {
    let mut prefixes = Prefixes::default();
    let mut open = vec![(
        write_tag(root, &mut prefixes, writer)?,
        root.children.iter(),
    )];
    while let Some((scope, children)) = open.last_mut() {
        match children.next() {
            Some(Node::Text(text)) => writer.put_text(text)?,
            Some(Node::Element(element)) => {
                let scope = write_tag(element, &mut prefixes, writer)?;
                open.push((scope, element.children.iter()));
            }
            None => {
                prefixes.declared.truncate(*scope);
                writer.close();
                open.pop();
            }
        }
    }
    Ok(())
}

/// Writes the start tag with attributes and the declarations they need. Returns how many
/// declarations were in scope before.
fn write_tag<'e>(
    element: &'e Element,
    prefixes: &mut Prefixes<'e>,
    writer: &mut Writer,
) -> Result<usize, WriteError> {
    let scope = prefixes.declared.len();
    let has_text = element.children.iter().any(|node| node.as_text().is_some());
    writer.open(&prefixes.qualified(&element.name)?, has_text)?;
    let mut names = Vec::with_capacity(element.attributes.len());
    for attribute in &element.attributes {
        names.push(prefixes.qualified(&attribute.name)?);
    }
    for (index, namespace) in prefixes.declared.iter().enumerate().skip(scope) {
        writer.put_attribute(&format!("xmlns:{}", Prefixes::prefix(index)), namespace)?;
    }
    for (name, attribute) in names.iter().zip(&element.attributes) {
        writer.put_attribute(name, &attribute.value)?;
    }
    names.sort_unstable();
    match names.windows(2).find(|pair| pair.first() == pair.last()) {
        Some([name, ..]) => Err(WriteError::duplicate_attribute(name)),
        _ => Ok(scope),
    }
}

/// The prefixes in scope. Every namespace gets one where it is first needed; the default namespace
/// stays unused, so that names without a namespace need no declaration.
#[derive(Default)]
struct Prefixes<'e> {
    declared: Vec<&'e str>,
}

impl<'e> Prefixes<'e> {
    fn prefix(index: usize) -> String {
        format!("ns{}", index + 1)
    }

    fn qualified(&mut self, name: &'e Name) -> Result<Cow<'e, str>, WriteError> {
        let local = name.local.as_str();
        let prefix = match name.namespace.as_deref() {
            None => return Ok(Cow::Borrowed(local)),
            Some("" | DECLARATION_NAMESPACE) => return Err(WriteError::namespace(local)),
            Some(XML_NAMESPACE) => "xml".to_owned(),
            Some(namespace) => {
                let known = self
                    .declared
                    .iter()
                    .position(|declared| *declared == namespace);
                Self::prefix(known.unwrap_or_else(|| {
                    self.declared.push(namespace);
                    self.declared.len() - 1
                }))
            }
        };
        Ok(Cow::Owned(format!("{prefix}:{local}")))
    }
}
