//! Which characters a text may have on its way to the server.

/// Whether XML 1.0 can carry the character (production `Char` of the recommendation): tab, line
/// feed, carriage return and everything from U+0020 on but the surrogates, U+FFFE and U+FFFF.
///
/// ```
/// assert!(suiteprojects::text::is_xml_character('é'));
/// assert!(!suiteprojects::text::is_xml_character('\u{0}'));
/// ```
pub const fn is_xml_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The first character that XML 1.0 cannot carry, with its place in bytes.
pub fn first_illegal_character(text: &str) -> Option<(usize, char)> {
    // Every such character is a control below U+0020 or encoded with a first byte of 0xEF.
    if !text.bytes().any(|byte| byte < b' ' || byte == 0xef) {
        return None;
    }
    text.char_indices()
        .find(|&(_, character)| !is_xml_character(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_search_misses_nothing() {
        for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let text = format!("ab{character}");
            let expected = (!is_xml_character(character)).then_some((2, character));
            assert_eq!(first_illegal_character(&text), expected, "{character:?}");
        }
    }
}
