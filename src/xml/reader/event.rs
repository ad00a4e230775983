//! What the reader delivers.

use std::borrow::Cow;
use std::ops::Range;

use crate::xml::names::Name;

/// A piece of a document.
#[derive(Debug)]
pub enum Event<'r, 'a> {
    /// An element begins.
    Start(StartTag<'r, 'a>),
    /// All the text up to the next start or end tag. Never empty.
    Text(Text<'a>),
    /// The element that was begun last and is still open ends.
    End,
}

/// The beginning of an element.
#[derive(Clone, Debug)]
pub struct StartTag<'r, 'a> {
    pub(super) name: Name<'a>,
    pub(super) attributes: &'r [Attribute<'a>],
    pub(super) span: Range<usize>,
}

impl<'r, 'a> StartTag<'r, 'a> {
    /// The name of the element.
    pub fn name(&self) -> &Name<'a> {
        &self.name
    }

    /// The attributes in the order of the input, without namespace declarations.
    pub fn attributes(&self) -> &'r [Attribute<'a>] {
        self.attributes
    }

    /// The value of the attribute `local` that is in no namespace.
    pub fn attribute(&self, local: &str) -> Option<&'r str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.is_plain(local))
            .map(|attribute| &*attribute.value)
    }

    /// Where the tag stands in the input, in bytes, from its `<` to behind its `>`.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// An attribute of an element.
#[derive(Clone, Debug)]
pub struct Attribute<'a> {
    pub(super) name: Name<'a>,
    pub(super) value: Cow<'a, str>,
    pub(super) span: Range<usize>,
}

impl<'a> Attribute<'a> {
    /// The name; without a prefix it is in no namespace.
    pub fn name(&self) -> &Name<'a> {
        &self.name
    }

    /// The value with references resolved; part of the input if it could be taken as it stands.
    pub fn value(&self) -> &Cow<'a, str> {
        &self.value
    }

    /// Where the value stands in the input, in bytes, without the quotes.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// Text between two tags, joined across CDATA sections, comments, processing instructions and
/// references.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The characters; part of the input if nothing had to be joined or replaced.
    pub text: Cow<'a, str>,
    /// Where it stands in the input, in bytes, from the first to the last piece.
    pub span: Range<usize>,
}

/// The text of one element, see [`Reader::read_text_element`](super::Reader::read_text_element).
#[derive(Clone, Debug)]
pub struct ElementText<'a> {
    /// The text directly inside the element, joined; empty for an empty element.
    pub text: Cow<'a, str>,
    /// Where it stands in the input, in bytes; an empty range behind the start tag if there is none.
    pub span: Range<usize>,
    /// Whether the element held other elements, which were skipped.
    pub has_elements: bool,
}

/// Text in several pieces; a single piece stays borrowed.
#[derive(Default)]
pub(super) struct Joined<'a> {
    pub(super) text: Cow<'a, str>,
    /// From the first to the last piece that is not empty.
    pub(super) span: Option<Range<usize>>,
}

impl<'a> Joined<'a> {
    pub(super) fn push(&mut self, piece: Cow<'a, str>, span: Range<usize>) {
        if piece.is_empty() {
            return;
        }
        if self.extend(span) {
            self.text.to_mut().push_str(&piece);
        } else {
            self.text = piece;
        }
    }

    pub(super) fn push_character(&mut self, character: char, span: Range<usize>) {
        self.extend(span);
        self.text.to_mut().push(character);
    }

    /// Whether there was a piece before.
    fn extend(&mut self, span: Range<usize>) -> bool {
        match &mut self.span {
            None => {
                self.span = Some(span);
                false
            }
            Some(joined) => {
                joined.end = span.end;
                true
            }
        }
    }
}
