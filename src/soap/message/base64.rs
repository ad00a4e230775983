//! Base 64, in which `SOAP::Lite` sends texts beyond ASCII unless it is told their type.

/// The text in a base 64 text, if that is one and holds UTF-8.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits = 0_u32;
    let mut digits = 0_u8;
    let mut padding = 0_u8;
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                padding += 1;
                if padding > 2 {
                    return None;
                }
                continue;
            }
            _ => return None,
        };
        if padding > 0 {
            return None;
        }
        bits = bits << 6 | u32::from(digit);
        digits += 1;
        if digits == 4 {
            let [_, first, second, third] = bits.to_be_bytes();
            bytes.extend([first, second, third]);
            (bits, digits) = (0, 0);
        }
    }
    match (digits, padding) {
        (0, 0) => {}
        (2, 2) => bytes.extend(u8::try_from(bits >> 4)),
        (3, 1) => bytes.extend(u16::try_from(bits >> 2).ok()?.to_be_bytes()),
        _ => return None,
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::decode;

    /// The vectors of RFC 4648, section 10.
    #[test]
    fn the_vectors_of_the_standard() {
        for (encoded, text) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9v\nYmFy", "foobar"),
        ] {
            assert_eq!(decode(encoded).as_deref(), Some(text));
        }
        assert_eq!(decode("w7xiZXI=").as_deref(), Some("über"));
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in [
            "Z", "Zg", "Zg=", "Zg===", "Z===", "Zm8", "=", "Zg==Zg==", "Zm9v!", "/w==",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
