//! Reads the envelope and the elements inside.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::error::MessageErrorKind;
use super::node::{Node, Place};
use super::{Message, MessageError, graph, marks};
use crate::soap::names;
use crate::text::shortened;
use crate::xml::{Event, Limits, Name, Reader, StartTag};

/// Reads a message to its end. A document that is not even XML is told as that, wherever else the
/// trouble begins.
pub(super) fn message(input: &[u8], limits: Limits) -> Result<Message<'_>, MessageError> {
    let mut reader = Reader::new(input, limits);
    let message = Parser::default().envelope(&mut reader);
    while reader.next()?.is_some() {}
    let message = message?;
    graph::check(
        &message.nodes,
        &[Some(message.entry), message.session],
        &limits,
    )?;
    Ok(message)
}

#[derive(Debug, Default)]
struct Parser<'a> {
    nodes: Vec<Node<'a>>,
    ids: HashMap<Cow<'a, str>, Place>,
    links: Vec<(Place, Cow<'a, str>)>,
    /// The elements directly in the body.
    entries: Vec<Entry>,
    session: Option<Place>,
}

#[derive(Debug)]
struct Entry {
    place: Place,
    namespace: Option<String>,
    is_fault: bool,
    is_independent: bool,
}

/// An element that is not closed yet.
struct Open {
    place: Place,
    last: Option<Place>,
}

type Found<T> = Result<T, MessageError>;

impl<'a> Parser<'a> {
    fn envelope(mut self, reader: &mut Reader<'a>) -> Found<Message<'a>> {
        // The reader delivers the root first, or an error.
        if let Some(Event::Start(tag)) = reader.next()? {
            check_envelope(&tag)?;
        }
        let mut has_header = false;
        let mut has_body = false;
        while let Some((name, span)) = child(reader, "the Envelope")? {
            let is_of_envelope = name.namespace() == Some(names::ENVELOPE);
            match name.local() {
                "Header" if is_of_envelope && !has_header && !has_body => {
                    has_header = true;
                    self.header(reader)?;
                }
                "Body" if is_of_envelope && !has_body => {
                    has_body = true;
                    self.body(reader)?;
                }
                _ => {
                    let found = format!("<{}> in the Envelope", shortened(name.local()));
                    let expected = "a Header at most, and one Body";
                    return Err(MessageError::layout(span, found, expected));
                }
            }
        }
        if !has_body {
            let end = reader.byte_offset();
            return Err(MessageError::layout(
                end..end,
                "an Envelope without a Body",
                "one",
            ));
        }
        self.finish(reader.byte_offset())
    }

    fn header(&mut self, reader: &mut Reader<'a>) -> Found<()> {
        loop {
            match reader.next()? {
                Some(Event::Start(tag)) if tag.name().local() == "SessionHeader" => {
                    if self.session.is_some() {
                        let found = "a second SessionHeader";
                        return Err(MessageError::layout(tag.span(), found, "one"));
                    }
                    let (place, _) = self.start(&tag, None)?;
                    self.session = Some(place);
                    self.elements(reader, place)?;
                }
                Some(Event::Start(tag)) => {
                    check_understood(&tag)?;
                    reader.skip_element()?;
                }
                Some(Event::Text(text)) => check_blank(&text.text, text.span, "the Header")?,
                Some(Event::End) | None => return Ok(()),
            }
        }
    }

    fn body(&mut self, reader: &mut Reader<'a>) -> Found<()> {
        loop {
            match reader.next()? {
                Some(Event::Start(tag)) => {
                    let is_fault = is_named(tag.name(), "Fault");
                    let (place, is_independent) = self.start(&tag, None)?;
                    self.entries.push(Entry {
                        place,
                        namespace: tag.name().namespace().map(str::to_owned),
                        is_fault,
                        is_independent,
                    });
                    self.elements(reader, place)?;
                }
                Some(Event::Text(text)) => check_blank(&text.text, text.span, "the Body")?,
                Some(Event::End) | None => return Ok(()),
            }
        }
    }

    /// Takes in a start tag, as the next child of an open element if there is one; tells whether it is
    /// marked as no root.
    fn start(&mut self, tag: &StartTag<'_, 'a>, parent: Option<&mut Open>) -> Found<(Place, bool)> {
        let span = tag.span();
        let mut node = Node {
            name: tag.name().local(),
            span: span.clone(),
            tag: span.clone(),
            ..Node::default()
        };
        let refuse =
            |(found, expected): (String, &str)| MessageError::layout(span.clone(), found, expected);
        let marks = marks::read(tag, &mut node).map_err(refuse)?;
        let place = Place::new(self.nodes.len())
            .ok_or_else(|| refuse(("more elements than can be counted".to_owned(), "fewer")))?;
        self.nodes.push(node);
        if let Some(parent) = parent {
            let before = match parent.last.replace(place) {
                Some(last) => &mut self.nodes[last.index()].next,
                None => &mut self.nodes[parent.place.index()].first,
            };
            *before = Some(place);
        }
        if let Some(href) = marks.href {
            let target = match href {
                Cow::Borrowed(href) => Cow::Borrowed(marks::target(href).map_err(refuse)?),
                Cow::Owned(href) => Cow::Owned(marks::target(&href).map_err(refuse)?.to_owned()),
            };
            self.links.push((place, target));
        }
        if let Some(id) = marks.id
            && self.ids.insert(id.clone(), place).is_some()
        {
            let found = format!("the id {:?} twice", shortened(&id));
            return Err(refuse((found, "each id once")));
        }
        Ok((place, marks.is_independent))
    }

    /// Reads what is inside the element that was begun last, up to its end.
    fn elements(&mut self, reader: &mut Reader<'a>, root: Place) -> Found<()> {
        let mut open = vec![Open {
            place: root,
            last: None,
        }];
        while let Some(innermost) = open.last_mut() {
            match reader.next()? {
                Some(Event::Start(tag)) => {
                    if tag.name().namespace() == Some(names::ENVELOPE) {
                        let found = format!("<{}> inside a value", shortened(tag.name().local()));
                        let expected = "it directly in the Body or Envelope";
                        return Err(MessageError::layout(tag.span(), found, expected));
                    }
                    let outer = &mut self.nodes[innermost.place.index()];
                    check_blank(&outer.text, outer.span.clone(), outer.name)?;
                    outer.text = Cow::Borrowed("");
                    outer.span = outer.tag.clone();
                    let (place, _) = self.start(&tag, Some(innermost))?;
                    open.push(Open { place, last: None });
                }
                Some(Event::Text(text)) => {
                    let node = &mut self.nodes[innermost.place.index()];
                    if node.first.is_some() {
                        check_blank(&text.text, text.span, node.name)?;
                    } else {
                        node.text = text.text;
                        node.span = text.span;
                    }
                }
                Some(Event::End) | None => {
                    self.close(innermost.place)?;
                    open.pop();
                }
            }
        }
        Ok(())
    }

    fn close(&self, place: Place) -> Found<()> {
        let node = &self.nodes[place.index()];
        let is_empty = node.first.is_none() && node.text.trim_ascii().is_empty();
        if node.is_nil && !is_empty {
            let found = format!("<{}> that is nil and has a content", shortened(node.name));
            return Err(MessageError::layout(
                node.tag.clone(),
                found,
                "one or the other",
            ));
        }
        if !is_empty && self.links.last().is_some_and(|(last, _)| *last == place) {
            let found = format!("<{}> with an href and a content", shortened(node.name));
            return Err(MessageError::layout(
                node.tag.clone(),
                found,
                "one or the other",
            ));
        }
        Ok(())
    }

    /// Resolves the references and finds the one element that the body is about.
    fn finish(mut self, end: usize) -> Found<Message<'a>> {
        let mut targets = HashSet::new();
        for (place, id) in &self.links {
            let node = &mut self.nodes[place.index()];
            let Some(&target) = self.ids.get(id) else {
                let found = format!("a reference to {:?}", shortened(id));
                let expected = "an element with this id";
                return Err(MessageError::layout(node.tag.clone(), found, expected));
            };
            node.link = Some(target);
            targets.insert(target.index());
        }
        let mut roots = self
            .entries
            .iter()
            .filter(|entry| !entry.is_independent && !targets.contains(&entry.place.index()));
        let Some(root) = roots.next() else {
            return Err(MessageError::layout(
                end..end,
                "a Body without an element",
                "one",
            ));
        };
        if let Some(second) = roots.next() {
            let node = &self.nodes[second.place.index()];
            let found = format!("<{}> as a second element of the Body", shortened(node.name));
            return Err(MessageError::layout(node.tag.clone(), found, "one"));
        }
        Ok(Message {
            entry: root.place,
            namespace: root.namespace.clone(),
            is_fault: root.is_fault,
            session: self.session,
            nodes: self.nodes,
        })
    }
}

fn is_named(name: &Name<'_>, local: &str) -> bool {
    name.namespace() == Some(names::ENVELOPE) && name.local() == local
}

/// The name of the next element inside the one that is open, if there is a further one.
fn child<'a>(reader: &mut Reader<'a>, outer: &str) -> Found<Option<(Name<'a>, Range<usize>)>> {
    loop {
        match reader.next()? {
            Some(Event::Start(tag)) => return Ok(Some((tag.name().clone(), tag.span()))),
            Some(Event::Text(text)) => check_blank(&text.text, text.span, outer)?,
            Some(Event::End) | None => return Ok(None),
        }
    }
}

fn check_envelope(tag: &StartTag<'_, '_>) -> Found<()> {
    if is_named(tag.name(), "Envelope") {
        return Ok(());
    }
    let found = match (tag.name().local(), tag.name().namespace()) {
        ("Envelope", Some(names::ENVELOPE_1_2)) => "an Envelope of SOAP 1.2".to_owned(),
        ("Envelope", Some(namespace)) => {
            format!("an Envelope in the namespace {:?}", shortened(namespace))
        }
        ("Envelope", None) => "an Envelope without a namespace".to_owned(),
        _ => format!("<{}>", shortened(&tag.name().to_string())),
    };
    let kind = if tag.name().local() == "Envelope" {
        MessageErrorKind::Version
    } else {
        MessageErrorKind::Layout
    };
    Err(MessageError::new(
        kind,
        tag.span(),
        found,
        "an Envelope of SOAP 1.1",
    ))
}

/// A header that is not known may be passed over, unless it says otherwise to whoever reads this.
fn check_understood(tag: &StartTag<'_, '_>) -> Found<()> {
    let attribute = |local: &str| {
        let mut attributes = tag.attributes().iter();
        let found = attributes.find(|attribute| is_named(attribute.name(), local));
        found.map(|attribute| &**attribute.value())
    };
    let must = attribute("mustUnderstand").is_some_and(|value| value.trim_ascii() != "0");
    let is_for_us = attribute("actor").is_none_or(|actor| matches!(actor, "" | names::NEXT_ACTOR));
    if must && is_for_us {
        let found = format!(
            "the header <{}> with mustUnderstand",
            shortened(tag.name().local())
        );
        let expected = "none but SessionHeader";
        return Err(MessageError::new(
            MessageErrorKind::Header,
            tag.span(),
            found,
            expected,
        ));
    }
    Ok(())
}

fn check_blank(text: &str, span: Range<usize>, outer: &str) -> Found<()> {
    if text.trim_ascii().is_empty() {
        return Ok(());
    }
    let found = format!("text between the elements of {}", shortened(outer));
    Err(MessageError::layout(span, found, "none"))
}
