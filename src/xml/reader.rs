//! The strict pull reader.

mod event;
mod start;

use std::fmt;
use std::ops::Range;

use super::error::{Fault, Problem, Quote, ReadError};
use super::limits::Limits;
use super::markup;
use super::names::{Name, Namespaces, Scope};
use super::position::{BYTE_ORDER_MARK, Position, Positions};
use super::references::{normalize_line_ends, resolve};
use super::tag::TagScanner;
use super::tokens::{NoToken, Token, TokenKind, Tokens};
use super::{chars, input};
use crate::element::is_credential;

use event::Joined;
pub use event::{Attribute, ElementText, Event, StartTag, Text};
use start::CurrentTag;

/// Reads a document piece by piece, in the order of the input, without building a tree.
///
/// What it delivers is well-formed XML 1.0 with namespaces, as far as it was read: names are
/// expanded, references resolved, line ends unified, the pieces of a text joined. `Ok(None)` comes
/// only after the root element was closed and nothing but white space, comments and processing
/// instructions followed; so a document that was cut off is never taken for a whole one.
///
/// Not read, by choice: document type declarations, and with them entities of one's own; encodings
/// other than UTF-8; anything beyond the [`Limits`].
///
/// ```
/// use suiteprojects::xml::{Event, Limits, Reader};
///
/// let mut reader = Reader::new(b"<Read status = '0'><id>17</id></Read >", Limits::default());
/// while let Some(event) = reader.next()? {
///     match event {
///         Event::Start(tag) if tag.name().is_plain("Read") => {
///             assert_eq!(tag.attribute("status"), Some("0"));
///         }
///         Event::Start(_) => assert_eq!(reader.read_text_element()?.text, "17"),
///         Event::Text(_) | Event::End => {}
///     }
/// }
/// # Ok::<(), suiteprojects::xml::ReadError>(())
/// ```
pub struct Reader<'a> {
    input: &'a [u8],
    /// The part of the input that can be read, from its first byte on.
    text: &'a str,
    /// Why the input cannot be read beyond `text`.
    cut: Option<Fault>,
    tokens: Tokens<'a>,
    /// A token that was looked at and not yet used.
    peeked: Option<Token>,
    limits: Limits,
    open: Vec<Open>,
    namespaces: Namespaces<'a>,
    elements: usize,
    /// The end of an empty-element tag is still to be delivered.
    ends: bool,
    tag: CurrentTag<'a>,
    failed: Option<ReadError>,
}

/// An element that is not yet closed.
struct Open {
    /// Its name as written.
    name: Range<usize>,
    /// What to return to when it closes.
    scope: Scope,
}

/// An [`Event`] that does not borrow from the reader.
enum Step<'a> {
    /// The attributes are in the reader.
    Start(Name<'a>, Range<usize>),
    Text(Text<'a>),
    End,
    Done,
}

impl<'a> Reader<'a> {
    /// Prepares to read `input`, which is checked for its size and for UTF-8 here; what is wrong
    /// with it is reported by [`next`](Self::next).
    #[must_use]
    pub fn new(input: &'a [u8], limits: Limits) -> Self {
        let input::Readable { text, cut } = input::readable(input, &limits);
        let base = if text.as_bytes().starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        };
        Reader {
            input,
            text,
            cut,
            tokens: Tokens::new(text, base),
            peeked: None,
            limits,
            open: Vec::new(),
            namespaces: Namespaces::new(),
            elements: 0,
            ends: false,
            tag: CurrentTag::default(),
            failed: None,
        }
    }

    /// The next piece, or `None` once the document has ended properly.
    ///
    /// # Errors
    ///
    /// The first fault in the order of the input. After that the reader delivers nothing more:
    /// each later call returns the same error.
    #[expect(
        clippy::should_implement_trait,
        reason = "an event borrows from the reader"
    )]
    pub fn next(&mut self) -> Result<Option<Event<'_, 'a>>, ReadError> {
        Ok(match self.step()? {
            Step::Start(name, span) => Some(Event::Start(StartTag {
                name,
                attributes: &self.tag.attributes,
                span,
            })),
            Step::Text(text) => Some(Event::Text(text)),
            Step::End => Some(Event::End),
            Step::Done => None,
        })
    }

    /// Reads to the end of the innermost open element and drops what is inside.
    ///
    /// Does nothing if no element is open.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next): what is dropped is checked all the same.
    pub fn skip_element(&mut self) -> Result<(), ReadError> {
        self.check_not_failed()?;
        let depth = self.depth();
        while depth > 0 && self.depth() >= depth {
            self.step()?;
        }
        Ok(())
    }

    /// Reads the innermost open element to its end as one text.
    ///
    /// Meant to be called behind the start tag. Elements inside are skipped and reported by
    /// [`ElementText::has_elements`]; the text around them is joined.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn read_text_element(&mut self) -> Result<ElementText<'a>, ReadError> {
        self.check_not_failed()?;
        let at = self.byte_offset();
        let mut joined = Joined::default();
        let mut has_elements = false;
        let depth = self.depth();
        while depth > 0 && self.depth() >= depth {
            match self.step()? {
                Step::Text(Text { text, span }) => joined.push(text, span),
                Step::Start(..) => {
                    has_elements = true;
                    self.skip_element()?;
                }
                Step::End | Step::Done => {}
            }
        }
        let span = joined.span.unwrap_or(at..at);
        Ok(ElementText {
            text: joined.text,
            span,
            has_elements,
        })
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// How far the document was read, in bytes: behind the latest piece.
    pub fn byte_offset(&self) -> usize {
        match &self.peeked {
            Some(token) => token.span.start,
            None => self.tokens.reached(),
        }
    }

    /// Line and column of a byte. Counts from the start of the input; for many places use
    /// [`Positions`].
    pub fn position_of(&self, byte: usize) -> Position {
        Positions::new(self.input).of(byte)
    }

    /// The namespace that `prefix` stands for at this place, as needed for values such as
    /// `xsi:type="perl:oaTask"`. The empty prefix asks for the default namespace.
    pub fn namespace_of(&self, prefix: &str) -> Option<&str> {
        self.namespaces.name_of(prefix)
    }

    fn step(&mut self) -> Result<Step<'a>, ReadError> {
        self.check_not_failed()?;
        self.advance().map_err(|fault| self.fail(fault))
    }

    fn check_not_failed(&self) -> Result<(), ReadError> {
        self.failed.clone().map_or(Ok(()), Err)
    }

    #[cold]
    fn fail(&mut self, fault: Fault) -> ReadError {
        let mut fault = match self.cut.take() {
            // The text ended early because the input cannot be read any further.
            Some(cut) if fault.problem.is_truncated() => cut,
            _ => fault,
        };
        if self
            .open
            .iter()
            .any(|open| is_credential(local_part(self.slice(&open.name))))
        {
            fault.problem.conceal();
        }
        let error = ReadError::new(fault, self.input);
        self.failed = Some(error.clone());
        error
    }

    fn advance(&mut self) -> Result<Step<'a>, Fault> {
        if self.ends {
            self.ends = false;
            self.close();
            return Ok(Step::End);
        }
        loop {
            let Some(token) = self.token()? else {
                return self.finish();
            };
            match token.kind {
                TokenKind::StartTag | TokenKind::EmptyTag => {
                    let name = self.start(&token)?;
                    return Ok(Step::Start(name, token.span));
                }
                TokenKind::EndTag => {
                    self.end(&token)?;
                    return Ok(Step::End);
                }
                TokenKind::Text | TokenKind::Reference | TokenKind::CData => {
                    if self.open.is_empty() {
                        markup::check_outside_root(self.text, &token)?;
                    } else if let Some(text) = self.text(token)? {
                        return Ok(Step::Text(text));
                    }
                }
                TokenKind::Comment | TokenKind::Instruction | TokenKind::DocumentType => {
                    markup::check_ignored(self.text, &token)?;
                }
            }
        }
    }

    fn token(&mut self) -> Result<Option<Token>, Fault> {
        if let Some(token) = self.peeked.take() {
            return Ok(Some(token));
        }
        self.tokens
            .next()
            .map_err(|NoToken { at }| markup::diagnose(self.text, at, self.open.is_empty()))
    }

    /// The tokens are used up: is the document complete?
    fn finish(&mut self) -> Result<Step<'a>, Fault> {
        if let Some(open) = self.open.last() {
            let name = Quote::new(self.slice(&open.name));
            return Err(Problem::UnclosedElement { name }.at(self.text.len()));
        }
        if self.elements == 0 {
            return Err(Problem::NoRoot.at(self.text.len()));
        }
        match self.cut.take() {
            Some(cut) => Err(cut),
            None => Ok(Step::Done),
        }
    }

    fn end(&mut self, token: &Token) -> Result<(), Fault> {
        let name = match self.open.last() {
            // Almost always the tag is just the name.
            Some(open)
                if token.span.len() == open.name.len() + 3
                    && self.slice(&(token.span.start + 2..token.span.end - 1))
                        == self.slice(&open.name) =>
            {
                self.close();
                return Ok(());
            }
            _ => {
                let mut scanner = TagScanner::new(self.text, &token.span, 2, Some(">"));
                let name = scanner.name("an element name")?;
                scanner.finish()?;
                self.slice(&name)
            }
        };
        let problem = match self.open.last().map(|open| self.slice(&open.name)) {
            Some(expected) if expected == name => {
                self.close();
                return Ok(());
            }
            Some(expected) => Problem::MismatchedEndTag {
                expected: Quote::new(expected),
                found: Quote::new(name),
            },
            None => Problem::UnexpectedEndTag {
                found: Quote::new(name),
            },
        };
        Err(problem.at(token.span.start))
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.namespaces.leave(open.scope);
        }
    }

    /// Joins the text that starts with `token`; `None` if there are no characters in it.
    fn text(&mut self, mut token: Token) -> Result<Option<Text<'a>>, Fault> {
        let mut joined = Joined::default();
        loop {
            let span = token.span.clone();
            match token.kind {
                TokenKind::Text => {
                    let text = self.slice(&span);
                    self.check_length(&joined, text.len(), span.start)?;
                    markup::check_characters(text, span.start)?;
                    joined.push(normalize_line_ends(text), span);
                }
                TokenKind::CData => {
                    let text = markup::section_content(self.text, &span)?;
                    self.check_length(&joined, text.len(), span.start)?;
                    joined.push(normalize_line_ends(text), span);
                }
                TokenKind::Reference => {
                    let (character, _) = resolve(self.text, span.start, span.end, false)?;
                    self.check_length(&joined, character.len_utf8(), span.start)?;
                    joined.push_character(character, span);
                }
                TokenKind::Comment | TokenKind::Instruction | TokenKind::DocumentType => {
                    markup::check_ignored(self.text, &token)?;
                }
                TokenKind::StartTag | TokenKind::EmptyTag | TokenKind::EndTag => {
                    self.peeked = Some(token);
                    break;
                }
            }
            match self.token()? {
                Some(next) => token = next,
                None => return self.finish().map(|_| None),
            }
        }
        Ok(joined.span.map(|span| Text {
            text: joined.text,
            span,
        }))
    }

    /// Whether `more` bytes may be added to the text, the first of them at `at`.
    fn check_length(&self, joined: &Joined<'a>, more: usize, at: usize) -> Result<(), Fault> {
        let limit = self.limits.text_bytes;
        if joined.text.len().saturating_add(more) > limit {
            let at = joined.span.as_ref().map_or(at, |span| span.start);
            return Err(Problem::TooLong {
                what: "text",
                limit,
            }
            .at(at));
        }
        Ok(())
    }

    fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reader")
            .field("bytes", &self.input.len())
            .field("byte_offset", &self.byte_offset())
            .field("depth", &self.depth())
            .field("failed", &self.failed)
            .finish_non_exhaustive()
    }
}

fn local_part(name: &str) -> &str {
    chars::split_prefix(name).map_or(name, |(_, local)| local)
}
