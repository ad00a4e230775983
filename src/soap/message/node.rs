//! One element of a message.

use std::borrow::Cow;
use std::ops::Range;

/// The place of an element among those of the message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Place(u32);

impl Place {
    pub(super) fn new(index: usize) -> Option<Self> {
        u32::try_from(index).ok().map(Self)
    }

    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An element inside `Body` or `SessionHeader`.
#[derive(Debug, Default)]
pub(super) struct Node<'a> {
    pub(super) name: &'a str,
    /// The local name of its type, or of the type of its items; empty if there is none.
    pub(super) type_name: Cow<'a, str>,
    pub(super) text: Cow<'a, str>,
    /// Where the text stands, or the start tag if there is none.
    pub(super) span: Range<usize>,
    /// The start tag.
    pub(super) tag: Range<usize>,
    pub(super) first: Option<Place>,
    pub(super) next: Option<Place>,
    /// The element that stands in for this one.
    pub(super) link: Option<Place>,
    /// How many items the mark on an array says there are.
    pub(super) count: Option<u32>,
    pub(super) is_array: bool,
    pub(super) is_nil: bool,
}
