//! The character classes of XML 1.0, fifth edition (productions 3, 4 and 4a) and of Namespaces in XML 1.0.

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

#[cfg(test)]
mod tests {
    use super::*;

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
