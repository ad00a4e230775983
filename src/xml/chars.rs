//! The character classes of XML 1.0, fifth edition (productions 2, 3, 4 and 4a) and of Namespaces in XML 1.0.

/// A character that may stand in a document at all (production 2).
pub(super) fn is_xml_char(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// White space between the parts of a tag (production 3).
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Nothing but white space of production 3; other Unicode spaces are text.
pub(super) fn is_all_blank(text: &str) -> bool {
    text.bytes().all(is_blank)
}

/// First character of a name (production 4).
pub(super) fn is_name_start(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z' | '_' | ':'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Any later character of a name (production 4a).
pub(super) fn is_name_char(character: char) -> bool {
    is_name_start(character)
        || matches!(character,
            '0'..='9' | '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Length in bytes of the name that `text` starts with; 0 if it starts with none.
pub(super) fn name_length(text: &str) -> usize {
    // The names of this API are ASCII; the tables are for everybody else.
    let ascii = text
        .bytes()
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'-' | b'.')
        })
        .count();
    match text.chars().next() {
        Some(first) if is_name_start(first) => {}
        _ => return 0,
    }
    match text.as_bytes().get(ascii) {
        Some(byte) if !byte.is_ascii() => text
            .find(|character| !is_name_char(character))
            .unwrap_or(text.len()),
        _ => ascii,
    }
}

/// A name without a colon.
pub(super) fn is_local_name(name: &str) -> bool {
    !name.is_empty() && name_length(name) == name.len() && !name.contains(':')
}

/// Splits `prefix:local` or `local`; `None` unless both parts are names without a colon.
///
/// Expects a name in the sense of production 5, so that only the colons are in doubt.
pub(super) fn split_prefix(name: &str) -> Option<(Option<&str>, &str)> {
    match name.split_once(':') {
        None => Some((None, name)),
        Some((prefix, local)) if is_local_name(prefix) && is_local_name(local) => {
            Some((Some(prefix), local))
        }
        Some(_) => None,
    }
}

/// Byte offset of the first character that XML 1.0 cannot carry.
pub(super) fn first_forbidden(text: &str) -> Option<usize> {
    const BLOCK: usize = 64;
    let bytes = text.as_bytes();
    for (index, block) in bytes.chunks(BLOCK).enumerate() {
        // Everything forbidden that UTF-8 can hold is a control character or starts with 0xEF
        // (U+FFFE, U+FFFF). Without branches, so that the compiler can take many bytes at once.
        let suspicious = block.iter().fold(0, |found, &byte| {
            found | u8::from(byte == 0xEF) | u8::from(byte < b' ' && !is_blank(byte))
        });
        if suspicious != 0 {
            let start = index * BLOCK;
            let found = (start..start + block.len()).find(|&at| is_forbidden_at(bytes, at));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

fn is_forbidden_at(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at..) {
        Some([0xEF, 0xBF, 0xBE | 0xBF, ..]) => true,
        Some([byte, ..]) => *byte < b' ' && !is_blank(*byte),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Production 2, checked against the plain predicate for every scalar value.
    #[test]
    fn the_block_scan_agrees_with_the_predicate_for_every_character() {
        let mut text = String::new();
        for character in '\0'..=char::MAX {
            text.clear();
            text.push(character);
            let expected = (!is_xml_char(character)).then_some(0);
            assert_eq!(first_forbidden(&text), expected, "{character:?}");
        }
    }

    #[test]
    fn the_first_of_several_forbidden_characters_is_found_across_block_borders() {
        for length in 0..200 {
            let mut text = "é".repeat(length);
            text.push_str("\u{FFFF}\u{1}");
            assert_eq!(first_forbidden(&text), Some(2 * length));
        }
    }

    #[test]
    fn names() {
        for (text, length) in [
            ("Task>", 4),
            ("_Return", 7),
            ("a:b c", 3),
            ("1a", 0),
            ("-a", 0),
            ("", 0),
            ("é1", 3),
            ("a\u{B7}b=", 4),
            ("a\u{D7}b", 1),
        ] {
            assert_eq!(name_length(text), length, "{text}");
        }
    }

    #[test]
    fn prefixes() {
        assert_eq!(split_prefix("a"), Some((None, "a")));
        assert_eq!(split_prefix("a:b"), Some((Some("a"), "b")));
        for name in [":a", "a:", "a:b:c", "a:1", ":"] {
            assert_eq!(split_prefix(name), None, "{name}");
        }
    }
}
