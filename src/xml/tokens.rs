//! Where one piece of markup or text ends and the next begins.
//!
//! The only place that knows the tokenizer underneath. Everything above works on kinds and byte
//! ranges, and does every check itself, so another tokenizer can be put here.

use std::ops::Range;

use quick_xml::events::Event;

/// A piece of the document. The tokens of a document follow one another without a gap.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// The whole piece with its marks, in bytes from the start of the input.
    pub(super) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `<name …>`
    StartTag,
    /// `<name …/>`
    EmptyTag,
    /// `</name>`
    EndTag,
    /// Characters up to the next `<` or `&`.
    Text,
    /// `&…;`
    Reference,
    /// `<![CDATA[…]]>`
    CData,
    /// `<!--…-->`
    Comment,
    /// `<?…?>`, the XML declaration included.
    Instruction,
    /// `<!DOCTYPE…>`
    DocumentType,
}

/// No token can be made of what starts here: a mark is unknown or is not closed.
pub(super) struct NoToken {
    pub(super) at: usize,
}

/// Cuts a document into tokens.
///
/// Guarantees no more than that a token starts with its opening mark and ends with its closing
/// mark, quoted values in tags respected.
pub(super) struct Tokens<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    /// Offset in the input of what the tokenizer sees first.
    base: usize,
    /// Offset behind the last token.
    reached: usize,
}

impl<'a> Tokens<'a> {
    /// `text` from the offset `base` on, which must not be another byte order mark.
    pub(super) fn new(text: &'a str, base: usize) -> Self {
        let mut reader = quick_xml::Reader::from_str(text.get(base..).unwrap_or_default());
        let config = reader.config_mut();
        // Checked above, with namespaces and positions.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Tokens {
            reader,
            base,
            reached: base,
        }
    }

    /// The next token; `None` at the end of the input.
    pub(super) fn next(&mut self) -> Result<Option<Token>, NoToken> {
        let start = self.reached;
        let kind = match self.reader.read_event() {
            Ok(Event::Start(_)) => TokenKind::StartTag,
            Ok(Event::Empty(_)) => TokenKind::EmptyTag,
            Ok(Event::End(_)) => TokenKind::EndTag,
            Ok(Event::Text(_)) => TokenKind::Text,
            Ok(Event::GeneralRef(_)) => TokenKind::Reference,
            Ok(Event::CData(_)) => TokenKind::CData,
            Ok(Event::Comment(_)) => TokenKind::Comment,
            Ok(Event::Decl(_) | Event::PI(_)) => TokenKind::Instruction,
            Ok(Event::DocType(_)) => TokenKind::DocumentType,
            Ok(Event::Eof) => return Ok(None),
            Err(_) => return Err(NoToken { at: start }),
        };
        let length = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.reached = self.base.saturating_add(length);
        Ok(Some(Token {
            kind,
            span: start..self.reached,
        }))
    }

    /// Offset behind the last token.
    pub(super) fn reached(&self) -> usize {
        self.reached
    }
}
