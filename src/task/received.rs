//! The parts of a time entry as it was received.

use std::borrow::Cow;

/// Where a text stood in its source, in bytes from wherever the reader counts.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

/// What stands in a field: nothing, an empty text, or a text. The three differ on Modify, where
/// an empty text clears the field and an absent one keeps it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Value<'e> {
    /// The field was not sent.
    Absent,
    /// The field was sent without a text.
    Empty,
    /// The field was sent with this text, which is not empty.
    Text(&'e str),
}

impl<'e> Value<'e> {
    /// The text, if there is one.
    pub const fn text(self) -> Option<&'e str> {
        match self {
            Self::Absent | Self::Empty => None,
            Self::Text(text) => Some(text),
        }
    }
}

/// What a foreign key is looked up by instead of the internal id.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum LookupBy {
    /// The external id: the attribute `external` of the field's element.
    External,
    /// The name: the attribute `name` of the field's element.
    Name,
}

impl LookupBy {
    /// The name of the attribute.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::External => "external",
            Self::Name => "name",
        }
    }
}

/// The mark on a foreign key whose text is not an internal id, as in
/// `<projectid external="Project">EXT-1</projectid>`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lookup<'a> {
    /// What the text is.
    pub by: LookupBy,
    /// The object type that is searched, `Project` in the example.
    pub object_type: Cow<'a, str>,
}

impl<'a> Lookup<'a> {
    /// A look-up in the records of this type.
    pub fn new(by: LookupBy, object_type: impl Into<Cow<'a, str>>) -> Self {
        Self {
            by,
            object_type: object_type.into(),
        }
    }
}

/// A field that the table does not have: its name, its text and its place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NamedText<'a> {
    /// The name as received.
    pub name: Cow<'a, str>,
    /// The text, possibly empty.
    pub text: Cow<'a, str>,
    /// Where the text stood.
    pub span: Option<Span>,
}
