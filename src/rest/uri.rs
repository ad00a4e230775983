//! Percent-encoding of query strings, RFC 3986, 2.1.

use std::borrow::Cow;

/// Appends a text with everything encoded but the unreserved characters (RFC 3986, 2.3).
pub(super) fn encode_onto(target: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            target.push(char::from(byte));
        } else {
            target.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// The text of a name or value in a query string, where `+` is a blank; `None` if an escape is none, or
/// the bytes are not UTF-8.
pub(super) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(['%', '+']) {
        return Some(text.into());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => digit(rest.next()?)? << 4 | digit(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

fn digit(byte: u8) -> Option<u8> {
    u8::try_from(char::from(byte).to_digit(16)?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoded(text: &str) -> String {
        let mut target = String::new();
        encode_onto(&mut target, text);
        target
    }

    #[test]
    fn examples() {
        assert_eq!(encoded("date ON \"é\"&+"), "date%20ON%20%22%C3%A9%22%26%2B");
        assert_eq!(decode("a+b%2b%C3%A9").as_deref(), Some("a b+é"));
        for wrong in ["%", "%4", "%zz", "%+1", "%ff", "%é"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn encode_and_decode_are_inverse(text in any::<String>()) {
            let encoded = encoded(&text);
            let decoded = decode(&encoded);
            prop_assert_eq!(decoded.as_deref(), Some(text.as_str()));
            // Oracle: the library that the client has.
            let url = url::Url::parse(&format!("https://a.example/?q={encoded}")).unwrap();
            let (_, value) = url.query_pairs().next().unwrap();
            prop_assert_eq!(value.as_ref(), text.as_str());
        }
    }
}
