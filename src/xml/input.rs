//! How much of the input can be read at all: size, encoding, characters.

use super::error::{Fault, Problem};
use super::limits::Limits;
use super::position::BYTE_ORDER_MARK;
use crate::text::first_illegal_character;

/// The beginning of an input that is UTF-8 and holds only characters of XML 1.0.
pub(super) struct Readable<'a> {
    pub(super) text: &'a str,
    /// What stands behind it, unless it is the whole input. To be reported once the text is used
    /// up, so that faults come in the order of the document.
    pub(super) cut: Option<Fault>,
}

/// Looks through the whole input once.
pub(super) fn readable<'a>(input: &'a [u8], limits: &Limits) -> Readable<'a> {
    if input.len() > limits.bytes {
        let problem = Problem::TooLarge {
            bytes: input.len(),
            limit: limits.bytes,
        };
        return Readable {
            text: "",
            cut: Some(problem.at(limits.bytes)),
        };
    }
    if let Some(encoding) = other_encoding(input) {
        return Readable {
            text: "",
            cut: Some(Problem::OtherEncoding { encoding }.at(0)),
        };
    }
    let (text, mut cut) = match std::str::from_utf8(input) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.valid_up_to();
            let (valid, rest) = input.split_at_checked(at).unwrap_or_default();
            let problem = match (error.error_len(), rest) {
                (Some(_), [byte, ..]) => Problem::NotUtf8 { byte: *byte },
                _ => Problem::UnfinishedCharacter,
            };
            (
                std::str::from_utf8(valid).unwrap_or_default(),
                Some(problem.at(at)),
            )
        }
    };
    let mut readable = text;
    if let Some(at) = first_illegal_character(text) {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        let character = behind.chars().next().unwrap_or_default();
        cut = Some(Problem::ForbiddenCharacter { character }.at(at));
        readable = before;
    }
    // One byte order mark is not part of the text; a second one would be.
    let marks = BYTE_ORDER_MARK.repeat(2);
    if input.starts_with(&marks) {
        cut = Some(Problem::TextOutsideRoot.at(BYTE_ORDER_MARK.len()));
        readable = readable.get(..BYTE_ORDER_MARK.len()).unwrap_or_default();
    }
    Readable {
        text: readable,
        cut,
    }
}

/// Recognizes the other encodings of Unicode by their first bytes (appendix F of XML 1.0).
fn other_encoding(input: &[u8]) -> Option<&'static str> {
    match input {
        [0, 0, 0xFE, 0xFF, ..]
        | [0xFF, 0xFE, 0, 0, ..]
        | [0, 0, 0, b'<', ..]
        | [b'<', 0, 0, 0, ..] => Some("UTF-32"),
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, b'<', ..] | [b'<', 0, ..] => Some("UTF-16"),
        _ => None,
    }
}
