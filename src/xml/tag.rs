//! The inside of a tag: a name and attributes, strictly by the grammar of XML 1.0.

use std::ops::Range;

use super::chars::{is_blank, name_length};
use super::error::{Fault, Found, Problem};

/// Walks over the part of a tag between `<` and its closing mark.
pub(super) struct TagScanner<'a> {
    text: &'a str,
    /// Offset of the next byte.
    at: usize,
    /// Offset behind the last byte.
    end: usize,
    /// What closes the tag; `None` if the input ends before that.
    closing: Option<&'static str>,
    /// Where the tag starts.
    start: usize,
}

/// An attribute as it stands in the input.
#[derive(Debug)]
pub(super) struct RawAttribute {
    pub(super) name: Range<usize>,
    /// Between the quotes.
    pub(super) value: Range<usize>,
}

impl<'a> TagScanner<'a> {
    /// `span` is the whole tag, from `<` to behind the `closing` mark. `opening` is the length of
    /// the opening mark.
    pub(super) fn new(
        text: &'a str,
        span: &Range<usize>,
        opening: usize,
        closing: Option<&'static str>,
    ) -> Self {
        TagScanner {
            text,
            at: span.start + opening,
            end: span.end - closing.map_or(0, str::len),
            closing,
            start: span.start,
        }
    }

    /// Expects a name to start here.
    pub(super) fn name(&mut self, expected: &'static str) -> Result<Range<usize>, Fault> {
        let start = self.at;
        self.at += name_length(self.rest());
        if self.at == start {
            return Err(self.missing(expected));
        }
        Ok(start..self.at)
    }

    /// The next attribute, if the tag does not end here. Expects to stand behind a name or a value.
    pub(super) fn attribute(&mut self) -> Result<Option<RawAttribute>, Fault> {
        let separated = self.skip_blanks();
        if self.at == self.end && self.closing.is_some() {
            return Ok(None);
        }
        if self.closing.is_none() && self.rest() == "/" {
            return Err(self.unfinished());
        }
        if !separated {
            return Err(self.missing("a blank or the end of the tag"));
        }
        let name = self.name("an attribute name")?;
        self.skip_blanks();
        if self.peek() != Some(b'=') {
            return Err(self.missing("`=` after the attribute name"));
        }
        self.at += 1;
        self.skip_blanks();
        let Some(quote @ (b'"' | b'\'')) = self.peek() else {
            return Err(self.missing("an attribute value in quotes"));
        };
        self.at += 1;
        let start = self.at;
        let value = self.rest();
        let length = value.bytes().position(|byte| byte == quote || byte == b'<');
        self.at += length.unwrap_or(value.len());
        match self.peek() {
            Some(b'<') => return Err(Problem::TagInValue.at(self.at)),
            Some(_) => {}
            None => return Err(self.missing("the closing quote of the attribute value")),
        }
        let end = self.at;
        self.at += 1;
        Ok(Some(RawAttribute {
            name,
            value: start..end,
        }))
    }

    /// Nothing but blanks may follow.
    pub(super) fn finish(&mut self) -> Result<(), Fault> {
        self.skip_blanks();
        if self.at == self.end && self.closing.is_some() {
            return Ok(());
        }
        Err(self.missing("the end of the tag"))
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.rest().as_bytes().first().copied()
    }

    fn skip_blanks(&mut self) -> bool {
        let blanks = self
            .rest()
            .bytes()
            .take_while(|&byte| is_blank(byte))
            .count();
        self.at += blanks;
        blanks > 0
    }

    #[cold]
    fn missing(&self, expected: &'static str) -> Fault {
        let found = match (self.rest().chars().next(), self.closing) {
            (Some(character), _) => Found::Character(character),
            (None, Some(closing)) => Found::End(closing),
            (None, None) => return self.unfinished(),
        };
        Problem::Expected { expected, found }.at(self.at)
    }

    #[cold]
    fn unfinished(&self) -> Fault {
        Problem::Unfinished { what: "tag" }.at(self.start)
    }
}
