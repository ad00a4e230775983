//! Checks of everything that is not a tag, and what is wrong where no token can be made.

use std::ops::Range;

use super::chars::{is_all_blank, is_blank, name_length};
use super::declaration;
use super::error::{Fault, Found, Problem};
use super::names::NamespaceId;
use super::position::BYTE_ORDER_MARK;
use super::tag::TagScanner;
use super::tokens::{Token, TokenKind};

const COMMENT: &str = "<!--";
const SECTION: &str = "<![CDATA[";
const DOCUMENT_TYPE: &str = "<!DOCTYPE";

/// Outside the root element only white space is allowed.
pub(super) fn check_outside_root(text: &str, token: &Token) -> Result<(), Fault> {
    let piece = text.get(token.span.clone()).unwrap_or_default();
    let blanks = piece.bytes().take_while(|&byte| is_blank(byte)).count();
    if token.kind == TokenKind::Text && is_all_blank(piece) {
        return Ok(());
    }
    Err(Problem::TextOutsideRoot.at(token.span.start + blanks))
}

/// Character data must not hold the end mark of a CDATA section.
pub(super) fn check_characters(text: &str, start: usize) -> Result<(), Fault> {
    match text.find("]]>") {
        Some(at) => Err(Problem::SectionEndInText.at(start + at)),
        None => Ok(()),
    }
}

/// The characters of a CDATA section.
pub(super) fn section_content<'a>(text: &'a str, span: &Range<usize>) -> Result<&'a str, Fault> {
    text.get(span.clone())
        .and_then(|section| section.strip_prefix(SECTION))
        .and_then(|section| section.strip_suffix("]]>"))
        .ok_or_else(|| Problem::UnknownMarkup.at(span.start))
}

/// Checks a comment, a processing instruction or the XML declaration; a document type is refused.
pub(super) fn check_ignored(text: &str, token: &Token) -> Result<(), Fault> {
    let start = token.span.start;
    let piece = text.get(token.span.clone()).unwrap_or_default();
    match token.kind {
        TokenKind::Comment => {
            let content = piece
                .strip_prefix(COMMENT)
                .and_then(|piece| piece.strip_suffix("-->"));
            let content = content.ok_or_else(|| Problem::UnknownMarkup.at(start))?;
            check_comment(content, start, true)
        }
        TokenKind::Instruction => check_instruction(text, &token.span, true),
        _ if piece.starts_with(DOCUMENT_TYPE) => Err(Problem::DocumentType.at(start)),
        _ => Err(Problem::UnknownMarkup.at(start)),
    }
}

/// `content` is what follows `<!--`, up to `-->` if the comment is `closed`.
fn check_comment(content: &str, start: usize, closed: bool) -> Result<(), Fault> {
    let dashes = content.find("--");
    let at = match dashes {
        Some(at) => Some(at),
        // `--->` at the end.
        None if closed && content.ends_with('-') => Some(content.len() - 1),
        None => None,
    };
    match at {
        // What follows the dashes is still unknown.
        Some(at) if !closed && at + 2 == content.len() => Ok(()),
        Some(at) => Err(Problem::DashesInComment.at(start + COMMENT.len() + at)),
        None => Ok(()),
    }
}

/// `span` reaches to behind the `?>` if the instruction is `closed`, else to the end of the input.
fn check_instruction(text: &str, span: &Range<usize>, closed: bool) -> Result<(), Fault> {
    let start = span.start + 2;
    let piece = text.get(start..span.end).unwrap_or_default();
    let body = if closed {
        piece.strip_suffix("?>").unwrap_or_default()
    } else {
        piece
    };
    let length = name_length(body);
    let (target, rest) = body.split_at_checked(length).unwrap_or_default();
    let expected = |expected, at: usize| {
        let found = match body.get(at..).and_then(|rest| rest.chars().next()) {
            Some(character) => Found::Character(character),
            None => Found::End("?>"),
        };
        Err(Problem::Expected { expected, found }.at(start + at))
    };
    if rest.is_empty() && !closed {
        return Ok(());
    }
    if target.is_empty() {
        return expected("the target of a processing instruction", 0);
    }
    if let Some(colon) = target.find(':') {
        return expected("a processing instruction target without a colon", colon);
    }
    if !rest.is_empty() && !rest.bytes().next().is_some_and(is_blank) {
        let may_close = !closed && rest == "?";
        return if may_close {
            Ok(())
        } else {
            expected("a blank or `?>`", length)
        };
    }
    if target == "xml" {
        let at_start = span.start == 0
            || span.start == BYTE_ORDER_MARK.len() && text.as_bytes().starts_with(BYTE_ORDER_MARK);
        return match (at_start, closed) {
            (false, _) => Err(Problem::MisplacedDeclaration.at(span.start)),
            (true, true) => declaration::check(text, span),
            (true, false) => Ok(()),
        };
    }
    if target.eq_ignore_ascii_case("xml") {
        return Err(Problem::ReservedTarget.at(start));
    }
    Ok(())
}

/// Says what is wrong with the markup that starts at `at` and of which no token could be made.
#[cold]
pub(super) fn diagnose(text: &str, at: usize, outside_root: bool) -> Fault {
    let rest = text.get(at..).unwrap_or_default();
    let span = at..text.len();
    let unfinished = |what| Problem::Unfinished { what }.at(at);
    let checked = |result: Result<(), Fault>, what| match result {
        Ok(()) => unfinished(what),
        Err(fault) => fault,
    };
    if rest.starts_with('&') {
        if outside_root {
            return Problem::TextOutsideRoot.at(at);
        }
        return match super::references::resolve(text, at, text.len(), true) {
            Ok(_) => Problem::StrayAmpersand.at(at),
            Err(fault) => fault,
        };
    }
    if let Some(content) = rest.strip_prefix(COMMENT) {
        return checked(check_comment(content, at, false), "comment");
    }
    if rest.starts_with("<?") {
        return checked(
            check_instruction(text, &span, false),
            "processing instruction",
        );
    }
    if rest.starts_with("</") {
        let mut scanner = TagScanner::new(text, &span, 2, None);
        let result = scanner
            .name("an element name")
            .and_then(|_| scanner.finish());
        return checked(result, "tag");
    }
    if rest.starts_with(DOCUMENT_TYPE) {
        return Problem::DocumentType.at(at);
    }
    if rest.starts_with("<!") {
        let is_open = |mark: &str| mark.starts_with(rest);
        return if outside_root && rest.starts_with("<![") {
            Problem::TextOutsideRoot.at(at)
        } else if rest.starts_with(SECTION) {
            unfinished("CDATA section")
        } else if is_open(COMMENT) || is_open(SECTION) || is_open(DOCUMENT_TYPE) {
            unfinished("markup")
        } else {
            Problem::UnknownMarkup.at(at)
        };
    }
    let mut scanner = TagScanner::new(text, &span, 1, None);
    let mut result = scanner.name("an element name").map(|_| ());
    while result.is_ok() {
        match scanner.attribute() {
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(fault) => result = Err(fault),
        }
    }
    checked(result, "tag")
}

/// Where the first attribute, in the order of the input, stands whose name stood before.
///
/// Each key is the namespace, the local name and the place of an attribute.
pub(super) fn first_duplicate(keys: &mut [(NamespaceId, &str, usize)]) -> Option<usize> {
    const FEW: usize = 16;
    let is_same = |one: &(NamespaceId, &str, usize), other: &(NamespaceId, &str, usize)| {
        (one.0, one.1) == (other.0, other.1)
    };
    if keys.len() <= FEW {
        let mut keys = keys
            .iter()
            .enumerate()
            .map(|(index, key)| (key, keys.split_at(index).0));
        let (key, _) = keys.find(|(key, before)| before.iter().any(|other| is_same(key, other)))?;
        return Some(key.2);
    }
    // Comparing each with each would take the square of the number of attributes.
    keys.sort_unstable();
    let pairs = keys.windows(2).filter_map(|pair| match pair {
        [first, second] if is_same(first, second) => Some(second.2),
        _ => None,
    });
    pairs.min()
}
