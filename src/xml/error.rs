//! Why a document could not be read.

use std::fmt;

use thiserror::Error;

use super::position::{Position, Positions};

/// A document that is not read, with the place of the first byte that cannot be accepted.
///
/// Faults are found in the order of the document. `Display` is one line that starts with the place;
/// it quotes names of elements, attributes and entities, cut to 40 characters, never text or
/// attribute values, and no names at all inside an element that holds a credential.
///
/// ```
/// use suiteprojects::xml::{Limits, tree};
///
/// let error = tree::parse(b"<Read>\n<Task></Read>", Limits::default()).unwrap_err();
/// assert_eq!(error.to_string(), "line 2, column 7: expected </Task>, found </Read>");
/// assert_eq!(error.position().byte, 13);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ReadError {
    // One pointer: this is the rare side of every result of the reader.
    inner: Box<Inner>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    problem: Problem,
    position: Position,
}

/// What kind of fault a [`ReadError`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// One of the [`Limits`](super::Limits) is exceeded.
    Limit,
    /// The input ends too early; a longer input with this beginning could be a document.
    Truncated,
    /// The bytes are not UTF-8, or are declared to be something else.
    Encoding,
    /// A character that XML 1.0 does not allow.
    Character,
    /// The markup breaks the grammar of XML 1.0.
    Syntax,
    /// A reference to an entity that is not predefined, or to no character, or a stray `&`.
    Reference,
    /// A document type declaration. None is read, so that no entity can be declared.
    DocumentType,
    /// Tags that do not match, more than one root element, or text outside of it.
    Structure,
    /// A prefix or namespace is used against the rules of Namespaces in XML 1.0.
    Namespace,
}

impl ReadError {
    /// Where the fault is.
    pub fn position(&self) -> Position {
        self.inner.position
    }

    /// What is wrong, without the place: for callers who show that in their own way.
    pub fn message(&self) -> impl fmt::Display + '_ {
        &self.inner.problem
    }

    /// What kind of fault it is.
    pub fn kind(&self) -> ReadErrorKind {
        self.inner.problem.kind()
    }

    /// The document is larger or more deeply nested than the [`Limits`](super::Limits) allow.
    pub fn is_limit(&self) -> bool {
        self.kind() == ReadErrorKind::Limit
    }

    /// The input ends too early, for example because a transfer was cut off.
    pub fn is_truncated(&self) -> bool {
        self.kind() == ReadErrorKind::Truncated
    }

    /// The document is not written in UTF-8, or says that it is not.
    pub fn is_not_utf8(&self) -> bool {
        self.kind() == ReadErrorKind::Encoding
    }

    #[cold]
    pub(super) fn new(fault: Fault, input: &[u8]) -> Self {
        let position = Positions::new(input).of(fault.at);
        ReadError {
            inner: Box::new(Inner {
                problem: fault.problem,
                position,
            }),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { problem, position } = &*self.inner;
        write!(
            formatter,
            "line {}, column {}: {problem}",
            position.line, position.column
        )
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ReadError")
            .field("problem", &self.inner.problem)
            .field("position", &self.inner.position)
            .finish()
    }
}

impl std::error::Error for ReadError {}

/// A problem at a byte of the input. Line and column are worked out only when it leaves the reader.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) problem: Problem,
    pub(super) at: usize,
}

impl Problem {
    #[cold]
    pub(super) fn at(self, at: usize) -> Fault {
        Fault { problem: self, at }
    }

    /// Whether reading on could have changed the outcome, had there been more input.
    pub(super) fn is_truncated(&self) -> bool {
        self.kind() == ReadErrorKind::Truncated
    }
}

/// Everything that can be wrong. The words of `Display` follow the place of the fault.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub(super) enum Problem {
    #[error("document of {bytes} bytes is larger than the limit of {limit} bytes")]
    TooLarge { bytes: usize, limit: usize },
    #[error("element is nested deeper than the limit of {limit} levels")]
    TooDeep { limit: usize },
    #[error("element has more attributes than the limit of {limit}")]
    TooManyAttributes { limit: usize },
    #[error("more namespace declarations are in scope than the limit of {limit}")]
    TooManyDeclarations { limit: usize },
    #[error("document has more elements than the limit of {limit}")]
    TooManyElements { limit: usize },
    #[error("{what} is longer than the limit of {limit} bytes")]
    TooLong { what: &'static str, limit: usize },

    #[error("input ends inside a UTF-8 character")]
    UnfinishedCharacter,
    #[error("{what} is not closed before the input ends")]
    Unfinished { what: &'static str },
    #[error("input ends, expected </{name}>")]
    UnclosedElement { name: Quote },
    #[error("input ends, expected a root element")]
    NoRoot,

    #[error("byte 0x{byte:02X} is not UTF-8")]
    NotUtf8 { byte: u8 },
    #[error("document is written in {encoding}, expected UTF-8")]
    OtherEncoding { encoding: &'static str },
    #[error("declared encoding is {encoding}, expected UTF-8")]
    DeclaredEncoding { encoding: Quote },

    #[error("character U+{:04X} is not allowed in XML 1.0", u32::from(*.character))]
    ForbiddenCharacter { character: char },

    #[error("expected {expected}, found {found}")]
    Expected {
        expected: &'static str,
        found: Found,
    },
    #[error("expected `<!--` or `<![CDATA[` after `<!`")]
    UnknownMarkup,
    #[error("XML declaration is allowed only at the very start of the document")]
    MisplacedDeclaration,
    #[error("processing instruction target `xml` in other letter case is reserved")]
    ReservedTarget,
    #[error("`--` inside a comment")]
    DashesInComment,
    #[error("`]]>` in text, expected `]]&gt;`")]
    SectionEndInText,
    #[error("`<` in an attribute value, expected `&lt;`")]
    TagInValue,

    #[error("stray `&`, expected `&amp;`")]
    StrayAmpersand,
    #[error("character reference names no character of XML 1.0")]
    ForbiddenReference,
    #[error("unknown entity &{name};, expected one of &amp; &lt; &gt; &quot; &apos;")]
    UnknownEntity { name: Quote },

    #[error("document type declaration is not read")]
    DocumentType,

    #[error("expected </{expected}>, found </{found}>")]
    MismatchedEndTag { expected: Quote, found: Quote },
    #[error("expected no end tag outside the root element, found </{found}>")]
    UnexpectedEndTag { found: Quote },
    #[error("expected the end of the document after the root element, found <{name}>")]
    SecondRoot { name: Quote },
    #[error("text outside the root element")]
    TextOutsideRoot,
    #[error("attribute `{name}` occurs twice")]
    DuplicateAttribute { name: Quote },

    #[error("prefix `{prefix}` is not declared")]
    UndeclaredPrefix { prefix: Quote },
    #[error("expected a name with at most one prefix, found `{name}`")]
    MalformedPrefix { name: Quote },
    #[error("prefix `{prefix}` is reserved")]
    ReservedPrefix { prefix: Quote },
    #[error("namespace of the prefix `{prefix}` cannot be bound to another one")]
    ReservedNamespace { prefix: &'static str },
    #[error("prefix `{prefix}` is bound to an empty namespace name")]
    EmptyNamespace { prefix: Quote },
}

impl Problem {
    fn kind(&self) -> ReadErrorKind {
        match self {
            Problem::TooLarge { .. }
            | Problem::TooDeep { .. }
            | Problem::TooManyAttributes { .. }
            | Problem::TooManyDeclarations { .. }
            | Problem::TooManyElements { .. }
            | Problem::TooLong { .. } => ReadErrorKind::Limit,
            Problem::UnfinishedCharacter
            | Problem::Unfinished { .. }
            | Problem::UnclosedElement { .. }
            | Problem::NoRoot => ReadErrorKind::Truncated,
            Problem::NotUtf8 { .. }
            | Problem::OtherEncoding { .. }
            | Problem::DeclaredEncoding { .. } => ReadErrorKind::Encoding,
            Problem::ForbiddenCharacter { .. } => ReadErrorKind::Character,
            Problem::Expected { .. }
            | Problem::UnknownMarkup
            | Problem::MisplacedDeclaration
            | Problem::ReservedTarget
            | Problem::DashesInComment
            | Problem::SectionEndInText
            | Problem::TagInValue => ReadErrorKind::Syntax,
            Problem::StrayAmpersand
            | Problem::ForbiddenReference
            | Problem::UnknownEntity { .. } => ReadErrorKind::Reference,
            Problem::DocumentType => ReadErrorKind::DocumentType,
            Problem::MismatchedEndTag { .. }
            | Problem::UnexpectedEndTag { .. }
            | Problem::SecondRoot { .. }
            | Problem::TextOutsideRoot
            | Problem::DuplicateAttribute { .. } => ReadErrorKind::Structure,
            Problem::UndeclaredPrefix { .. }
            | Problem::MalformedPrefix { .. }
            | Problem::ReservedPrefix { .. }
            | Problem::ReservedNamespace { .. }
            | Problem::EmptyNamespace { .. } => ReadErrorKind::Namespace,
        }
    }

    /// Blanks out whatever was taken from the input: inside a password that was not escaped, a
    /// part of it can look like the name of an entity or of an element.
    pub(super) fn conceal(&mut self) {
        match self {
            Problem::UnclosedElement { name }
            | Problem::UnknownEntity { name }
            | Problem::SecondRoot { name }
            | Problem::DuplicateAttribute { name }
            | Problem::MalformedPrefix { name }
            | Problem::UndeclaredPrefix { prefix: name }
            | Problem::ReservedPrefix { prefix: name }
            | Problem::EmptyNamespace { prefix: name }
            | Problem::DeclaredEncoding { encoding: name }
            | Problem::UnexpectedEndTag { found: name } => name.conceal(),
            Problem::MismatchedEndTag { expected, found } => {
                expected.conceal();
                found.conceal();
            }
            Problem::Expected { found, .. } => *found = Found::Other,
            _ => {}
        }
    }
}

/// A name from the input, cut to a length that fits into a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote(Box<str>);

impl Quote {
    #[cold]
    pub(super) fn new(name: &str) -> Self {
        const CHARACTERS: usize = 40;
        match name.char_indices().nth(CHARACTERS) {
            None => Quote(name.into()),
            Some((end, _)) => {
                let start = name.get(..end).unwrap_or_default();
                Quote(format!("{start}…").into())
            }
        }
    }

    fn conceal(&mut self) {
        self.0 = "…".into();
    }
}

impl fmt::Display for Quote {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What stands where something else was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Character(char),
    /// The end of the tag or of the declaration.
    End(&'static str),
    Other,
}

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Found::Character(character) if character.is_whitespace() => {
                formatter.write_str("a blank")
            }
            Found::Character(character) if character.is_alphanumeric() || character.is_ascii() => {
                write!(formatter, "`{character}`")
            }
            Found::Character(character) => write!(formatter, "U+{:04X}", u32::from(*character)),
            Found::End(end) => write!(formatter, "`{end}`"),
            Found::Other => formatter.write_str("something else"),
        }
    }
}

#[cfg(test)]
mod tests;
