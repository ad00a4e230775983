//! Which characters a text may have on its way to the server, and texts in messages.

use std::borrow::Cow;

/// Whether XML 1.0 can carry the character (production 2 of the recommendation): tab, line feed,
/// carriage return and everything from U+0020 on but the surrogates, U+FFFE and U+FFFF.
///
/// ```
/// assert!(suiteprojects::text::is_xml_character('é'));
/// assert!(!suiteprojects::text::is_xml_character('\u{0}'));
/// ```
pub const fn is_xml_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The byte of the text at which the first character stands that XML 1.0 cannot carry.
///
/// ```
/// assert_eq!(suiteprojects::text::first_illegal_character("é\u{1}"), Some(2));
/// ```
pub fn first_illegal_character(text: &str) -> Option<usize> {
    const BLOCK: usize = 64;
    let bytes = text.as_bytes();
    for (index, block) in bytes.chunks(BLOCK).enumerate() {
        // Everything illegal that UTF-8 can hold is a control character or starts with 0xEF
        // (U+FFFE, U+FFFF). Without branches, so that the compiler can take many bytes at once.
        let suspicious = block.iter().fold(0, |found, &byte| {
            found | u8::from(byte == 0xef) | u8::from(is_illegal_control(byte))
        });
        if suspicious != 0 {
            let start = index * BLOCK;
            let found = (start..start + block.len()).find(|&at| is_illegal_at(bytes, at));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

fn is_illegal_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

fn is_illegal_at(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at..) {
        Some([0xef, 0xbf, 0xbe | 0xbf, ..]) => true,
        Some([byte, ..]) => is_illegal_control(*byte),
        _ => false,
    }
}

/// The text, or its first 60 characters and `…`, for a message: what was found may be megabytes long.
///
/// ```
/// assert_eq!(suiteprojects::text::shortened("short"), "short");
/// assert_eq!(suiteprojects::text::shortened(&"x".repeat(1000)).chars().count(), 61);
/// ```
pub fn shortened(text: &str) -> Cow<'_, str> {
    /// In characters.
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// The beginning of a text on one line, shortened, for a message.
pub(crate) fn shortened_line(text: &str) -> String {
    shortened(&one_line(text)).into_owned()
}

/// The beginning of a text on one line, longer than messages show. Control characters, of which some
/// steer terminals, count as blanks.
fn one_line(text: &str) -> String {
    const ENOUGH: usize = 400;
    let words = text
        .split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty());
    let mut line = String::new();
    for word in words {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().take(ENOUGH));
        if line.len() > ENOUGH {
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_by_blocks_agrees_with_the_predicate_for_every_character() {
        let mut text = String::new();
        for character in '\0'..=char::MAX {
            text.clear();
            text.push(character);
            let expected = (!is_xml_character(character)).then_some(0);
            assert_eq!(first_illegal_character(&text), expected, "{character:?}");
        }
    }

    #[test]
    fn the_first_of_several_is_found_across_block_borders() {
        for length in 0..200 {
            let mut text = "é".repeat(length);
            text.push_str("\u{FFFF}\u{1}");
            assert_eq!(first_illegal_character(&text), Some(2 * length));
        }
    }
}
