//! Text from outside, made harmless for terminals.

use std::borrow::Cow;

/// The character itself, or one that shows that a control character stands there. A terminal would
/// obey control characters; those that change the direction of writing would show another order
/// than the file has.
pub(super) const fn visible(character: char) -> char {
    match character {
        // The block of control pictures has the order of the controls.
        '\0'..='\u{1f}' => match char::from_u32(0x2400 + character as u32) {
            Some(picture) => picture,
            None => char::REPLACEMENT_CHARACTER,
        },
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// The text on one line, without anything that a terminal would obey.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text
        .chars()
        .all(|character| visible(character) == character)
    {
        Cow::Borrowed(text)
    } else {
        text.chars().map(visible).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected: Unicode's control pictures, U+2400 to U+2421.
    #[test]
    fn controls_become_pictures() {
        assert_eq!(
            one_line("a\u{1b}[31m\r\n\t\u{7f}b"),
            "a\u{241b}[31m\u{240d}\u{240a}\u{2409}\u{2421}b"
        );
        assert_eq!(one_line("\u{9b}31m\u{202e}"), "\u{fffd}31m\u{fffd}");
        assert!(matches!(
            one_line("zwölf 日本"),
            Cow::Borrowed("zwölf 日本")
        ));
    }

    #[test]
    fn no_control_character_is_left() {
        for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            assert!(!visible(character).is_control(), "{character:?}");
        }
    }
}
