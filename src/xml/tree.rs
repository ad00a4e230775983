//! XML to and from the generic tree of [`element`](crate::element).

use std::borrow::Cow;

use super::chars::is_all_blank;
use super::error::ReadError;
use super::limits::Limits;
use super::names::{self, DECLARATION_NAMESPACE, XML_NAMESPACE};
use super::reader::{Event, Reader, StartTag};
use super::writer::{ContentWriter, WriteError, Writer};
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
    let Some(Event::Start(tag)) = reader.next()? else {
        // The reader delivers the root first, or an error.
        return Ok(Element::default());
    };
    let root = start(&tag);
    let root = read_into(&mut reader, root)?;
    while reader.next()?.is_some() {}
    Ok(root)
}

/// Reads the rest of the element whose start tag was just delivered, without name and attributes.
pub(super) fn read_element(reader: &mut Reader<'_>) -> Result<Element, ReadError> {
    read_into(reader, Element::default())
}

/// Reads the rest of the element that this one was made from with [`start`].
pub(super) fn read_into(reader: &mut Reader<'_>, root: Element) -> Result<Element, ReadError> {
    // The innermost is last; what is below it waits for it to close.
    let mut open: Vec<Element> = Vec::new();
    let mut innermost = root;
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(tag) => open.push(std::mem::replace(&mut innermost, start(&tag))),
            Event::Text(text) => innermost.children.push(Node::Text(text.text.into_owned())),
            Event::End => {
                drop_blanks(&mut innermost);
                let Some(parent) = open.pop() else { break };
                let finished = std::mem::replace(&mut innermost, parent);
                innermost.children.push(Node::Element(finished));
            }
        }
    }
    Ok(innermost)
}

pub(super) fn start(tag: &StartTag<'_, '_>) -> Element {
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
/// A name that is no XML name or has a colon, a character that XML 1.0 cannot carry, two attributes of
/// one name, a namespace that is empty or belongs to declarations, the attribute `xmlns`.
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

/// Writes an element and all it holds into an element that is being written.
pub(super) fn write_into(
    element: &Element,
    content: &mut ContentWriter<'_>,
) -> Result<(), WriteError> {
    write(element, content.writer())
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
        if attribute.name.is_plain("xmlns") {
            return Err(WriteError::namespace("xmlns"));
        }
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
        if local.contains(':') {
            return Err(WriteError::prefix(local));
        }
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

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn parsed(document: &str) -> Element {
        parse(document.as_bytes(), Limits::default()).unwrap()
    }

    /// Blank text is only kept where it can be a value.
    #[test]
    fn white_space() {
        let tree = parsed("<a> <b> </b>\n<c>\n</c> x <d><![CDATA[ ]]></d><e>&#32;<f/></e></a>");
        let expected = Element::new("a")
            .with_child(Element::new("b").with_text(" "))
            .with_child(Element::new("c").with_text("\n"))
            .with_text(" x ")
            .with_child(Element::new("d").with_text(" "))
            .with_child(Element::new("e").with_child(Element::new("f")));
        assert_eq!(tree, expected);
        assert_eq!(parsed("<a>\u{A0}<b/></a>").text(), "\u{A0}");
    }

    #[test]
    fn names_and_attributes() {
        let tree = parsed("<p:a xmlns:p='u' p:b='1' b='2'><c xmlns='v'/></p:a>");
        let expected = Element::new(Name::in_namespace("u", "a"))
            .with_attribute(Name::in_namespace("u", "b"), "1")
            .with_attribute("b", "2")
            .with_child(Element::new(Name::in_namespace("v", "c")));
        assert_eq!(tree, expected);
    }

    #[test]
    fn a_prefix_is_declared_where_it_is_first_needed() {
        let document =
            "<a xml:lang='en'><b xmlns='u' xmlns:p='v' p:c='1'><d/><p:e/></b><f xmlns='v'/></a>";
        assert_snapshot!(to_string(&parsed(document)).unwrap(), @r#"<a xml:lang="en"><ns1:b xmlns:ns1="u" xmlns:ns2="v" ns2:c="1"><ns1:d/><ns2:e/></ns1:b><ns1:f xmlns:ns1="v"/></a>"#);
    }

    /// Alternating namespaces must not pile up declarations.
    #[test]
    fn deep_namespaces_stay_within_the_limits() {
        let depth = 120;
        let start = "<p:a><q:a>".repeat(depth / 2 - 1);
        let end = "</q:a></p:a>".repeat(depth / 2 - 1);
        let tree = parsed(&format!("<r xmlns:p='u' xmlns:q='v'>{start}{end}</r>"));
        assert_eq!(parsed(&to_string(&tree).unwrap()), tree);
    }

    #[test]
    fn the_tree_is_never_deeper_than_its_own_bound() {
        let limits = Limits::default().with_depth(usize::MAX);
        let document = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert!(parse(document(MAX_DEPTH).as_bytes(), limits).is_ok());
        assert!(
            parse(document(MAX_DEPTH + 1).as_bytes(), limits)
                .unwrap_err()
                .is_limit()
        );
    }

    #[test]
    fn what_cannot_be_written() {
        let message = |element: &Element| to_string(element).unwrap_err().to_string();
        let a = || Element::new("a");
        assert_snapshot!(message(&a().with_attribute("xmlns", "u")), @"namespace of `xmlns` is empty or reserved");
        assert_snapshot!(message(&Element::new("p:a")), @"name `p:a` has a prefix, expected a namespace and a local name");
        assert_snapshot!(message(&a().with_attribute("p:b", "")), @"name `p:b` has a prefix, expected a namespace and a local name");
        assert_snapshot!(message(&Element::new("")), @"`` is no element name in XML");
        assert_snapshot!(message(&Element::new(Name::in_namespace("", "a"))), @"namespace of `a` is empty or reserved");
        assert_snapshot!(message(&Element::new(Name::in_namespace("u\0", "a"))), @"character U+0000 at byte 1 of the attribute `xmlns:ns1` of <ns1:a> cannot be written in XML 1.0");
        assert_snapshot!(message(&a().with_attribute("b", "").with_attribute("b", "")), @"attribute `b` is given twice");
        assert_snapshot!(message(&a().with_text("\0")), @"character U+0000 at byte 0 of the text of <a> cannot be written in XML 1.0");
    }
}
