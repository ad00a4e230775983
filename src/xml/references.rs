//! Character references and the five predefined entities; line ends.

use std::borrow::Cow;

use super::chars::name_length;
use super::error::{Fault, Problem, Quote};
use crate::text::is_xml_character;

/// Reads the reference that starts with the `&` at `at` and lies before `end`.
///
/// Returns the character and the offset behind the `;`. `input_ends` says that `end` is the end of
/// the input, so that an unfinished reference is a truncated one.
pub(super) fn resolve(
    text: &str,
    at: usize,
    end: usize,
    input_ends: bool,
) -> Result<(char, usize), Fault> {
    let body = text.get(at + 1..end).unwrap_or_default();
    let length = body_length(body);
    let (content, rest) = body.split_at_checked(length).unwrap_or_default();
    if !rest.starts_with(';') {
        let problem = if rest.is_empty() && input_ends {
            Problem::Unfinished { what: "reference" }
        } else {
            Problem::StrayAmpersand
        };
        return Err(problem.at(at));
    }
    let character = match content.strip_prefix('#') {
        Some(number) => {
            referenced_character(number).ok_or_else(|| Problem::ForbiddenReference.at(at))?
        }
        None => match content {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "" => return Err(Problem::StrayAmpersand.at(at)),
            name => {
                return Err(Problem::UnknownEntity {
                    name: Quote::new(name),
                }
                .at(at));
            }
        },
    };
    Ok((character, at + 1 + length + 1))
}

/// Length of what could be the inside of a reference: `#123`, `#x1F`, or a name.
fn body_length(body: &str) -> usize {
    let digits = |text: &str, is_digit: fn(&u8) -> bool| text.bytes().take_while(is_digit).count();
    if let Some(number) = body.strip_prefix("#x") {
        2 + digits(number, u8::is_ascii_hexdigit)
    } else if let Some(number) = body.strip_prefix('#') {
        1 + digits(number, u8::is_ascii_digit)
    } else {
        name_length(body)
    }
}

/// The character named by the part behind `&#`; any number of leading zeros is allowed.
fn referenced_character(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() {
        return None;
    }
    let code = digits.chars().try_fold(0_u32, |code, digit| {
        code.checked_mul(radix)?.checked_add(digit.to_digit(radix)?)
    })?;
    char::from_u32(code).filter(|&character| is_xml_character(character))
}

/// Line ends as section 2.11 wants them: CR LF and CR become LF.
pub(super) fn normalize_line_ends(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut normalized = String::with_capacity(text.len());
    for (index, line) in text.split('\r').enumerate() {
        if index == 0 {
            normalized.push_str(line);
        } else {
            normalized.push('\n');
            normalized.push_str(line.strip_prefix('\n').unwrap_or(line));
        }
    }
    Cow::Owned(normalized)
}

/// The value of an attribute without declared type (section 3.3.3): references resolved, each line
/// end, tab and line feed a blank, unless written as a reference.
///
/// `start..end` is the part between the quotes.
pub(super) fn attribute_value(text: &str, start: usize, end: usize) -> Result<Cow<'_, str>, Fault> {
    let raw = text.get(start..end).unwrap_or_default();
    let needs_work = |byte: u8| matches!(byte, b'&' | b'\t' | b'\n' | b'\r');
    let Some(first) = raw.bytes().position(needs_work) else {
        return Ok(Cow::Borrowed(raw));
    };
    let mut value = String::with_capacity(raw.len());
    let mut copied = start;
    let mut at = start + first;
    while let Some(byte) = text.as_bytes().get(at).filter(|_| at < end) {
        let next = match byte {
            b'&' => {
                let (character, next) = resolve(text, at, end, false)?;
                value.push_str(text.get(copied..at).unwrap_or_default());
                value.push(character);
                next
            }
            b'\t' | b'\n' | b'\r' => {
                value.push_str(text.get(copied..at).unwrap_or_default());
                value.push(' ');
                let is_pair = *byte == b'\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
                at + 1 + usize::from(is_pair)
            }
            _ => {
                at += 1;
                continue;
            }
        };
        copied = next;
        at = next;
    }
    value.push_str(text.get(copied..end).unwrap_or_default());
    Ok(Cow::Owned(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<Cow<'_, str>, Fault> {
        attribute_value(text, 0, text.len())
    }

    /// Sections 2.11, 3.3.3, 4.1 and 4.6 of XML 1.0.
    #[test]
    fn attribute_values() {
        for (written, read) in [
            ("plain", "plain"),
            ("", ""),
            ("a&amp;b&lt;c&gt;d&quot;e&apos;f", "a&b<c>d\"e'f"),
            ("&#65;&#x42;&#x0063;&#000000000000065;", "ABcA"),
            ("a\tb\nc\rd\r\ne\n\rf", "a b c d e  f"),
            ("&#9;&#10;&#13;&#xD;&#xA;", "\t\n\r\r\n"),
            ("é&#xE9;\té", "éé é"),
            ("&#x10FFFF;&#xFFFD;", "\u{10FFFF}\u{FFFD}"),
            ("&amp;amp;", "&amp;"),
        ] {
            assert_eq!(value(written).unwrap(), read, "{written}");
        }
        assert!(matches!(value("no work"), Ok(Cow::Borrowed("no work"))));
    }

    #[test]
    fn wrong_references() {
        for written in [
            "&", "& ", "&;", "&amp", "&a b;", "&#;x", "&#x", "&#12a;", "&#xg;", "&#X41;",
        ] {
            let problem = value(written).unwrap_err().problem;
            let expected = [Problem::StrayAmpersand, Problem::ForbiddenReference];
            assert!(expected.contains(&problem), "{written}: {problem}");
        }
        for written in [
            "&#0;",
            "&#x1F;",
            "&#xD800;",
            "&#xFFFE;",
            "&#x110000;",
            "&#99999999999999;",
        ] {
            assert_eq!(
                value(written).unwrap_err().problem,
                Problem::ForbiddenReference,
                "{written}"
            );
        }
    }

    #[test]
    fn line_ends() {
        for (written, read) in [
            ("a\r\nb", "a\nb"),
            ("\r\r\n\n\r", "\n\n\n\n"),
            ("a\nb", "a\nb"),
            ("\r", "\n"),
        ] {
            assert_eq!(normalize_line_ends(written), read, "{written:?}");
        }
    }
}
