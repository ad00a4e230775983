//! Texts without their secrets: XML, JSON and forms, whole or in part, well-formed or not.
//!
//! A secret is what stands under a name that is known for secrets. What stands anywhere else is shown.

/// What is shown in the place of a secret.
const MASK: &str = "[redacted]";

/// Names of elements, attributes, members and parameters that hold secrets.
const NAMES: [&str; 14] = [
    "accessToken",
    "access_token",
    "api_key",
    "client_secret",
    "code",
    "code_challenge",
    "code_verifier",
    "id_token",
    "key",
    "password",
    "refresh_token",
    "sessionId",
    "state",
    "uid",
];

/// Codes of errors and states of addresses have these names too, but as elements and members of records.
const ONLY_PARAMETERS: [&str; 2] = ["code", "state"];

/// The text without its secrets.
pub(super) fn masked(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, secret, after)) = next(rest) {
        shown.push_str(before);
        if !secret.is_empty() {
            shown.push_str(MASK);
        }
        rest = after;
    }
    shown + rest
}

/// The next secret, what stands before it, and what comes after.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let bytes = text.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let mut at = 0;
    while at < bytes.len() {
        if !is_word(bytes[at]) || (at > 0 && is_word(bytes[at - 1])) {
            at += 1;
            continue;
        }
        let length = bytes[at..]
            .iter()
            .position(|byte| !is_word(*byte))
            .unwrap_or(bytes.len() - at);
        let name = text.get(at..at + length)?;
        let end = at + length;
        if NAMES.contains(&name)
            && let Some((start, stop)) = value(text, at, end, ONLY_PARAMETERS.contains(&name))
        {
            return Some((
                text.get(..start)?,
                text.get(start..stop)?,
                text.get(stop..)?,
            ));
        }
        at = end;
    }
    None
}

/// Where the value of a name stands, if the name is one that has a value.
fn value(text: &str, start: usize, end: usize, only_parameter: bool) -> Option<(usize, usize)> {
    let before = text.get(..start)?;
    let after = text.get(end..)?;
    let skipped = |text: &str| text.len() - text.trim_ascii_start().len();
    // `<name …>secret</`, with or without a prefix.
    let opening = before.rfind('<').and_then(|open| before.get(open + 1..));
    let is_element = opening
        .is_some_and(|prefix| prefix.is_empty() || prefix.strip_suffix(':').is_some_and(is_prefix));
    if is_element {
        let content = end + after.find('>')? + 1;
        // An element without content ends itself.
        if only_parameter || text.get(..content)?.ends_with("/>") {
            return None;
        }
        let content_text = text.get(content..)?;
        let length = content_text.find("</").unwrap_or(content_text.len());
        return Some((content, content + length));
    }
    // `"name": "secret"`
    if let Some(member) = after.strip_prefix('"').filter(|_| before.ends_with('"')) {
        let at = end + 1 + skipped(member);
        let value = text.get(at..)?.strip_prefix(':')?;
        let at = at + 1 + skipped(value);
        let value = text
            .get(at..)?
            .strip_prefix('"')
            .filter(|_| !only_parameter)?;
        return Some((at + 1, at + 1 + quoted(value, '"', true)));
    }
    // `name="secret"` or `name=secret`
    let at = end + skipped(after);
    let value = text.get(at..)?.strip_prefix('=')?;
    let at = at + 1 + skipped(value);
    let value = text.get(at..)?;
    if let Some(quote) = value.chars().next().filter(|first| "\"'".contains(*first)) {
        let inside = value.get(1..)?;
        return (!only_parameter).then(|| (at + 1, at + 1 + quoted(inside, quote, false)));
    }
    let length = value
        .find(|character: char| character == '&' || character.is_ascii_whitespace())
        .unwrap_or(value.len());
    (length > 0).then_some((at, at + length))
}

fn is_prefix(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// How many bytes stand before the quote that ends the value.
fn quoted(text: &str, quote: char, with_escapes: bool) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if with_escapes && character == '\\' {
            is_escaped = true;
        } else if character == quote {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        for (text, expected) in [
            (
                "<password>s3cret</password>",
                "<password>[redacted]</password>",
            ),
            (
                "<a:password b=\"c\">s3cret</a:password>",
                "<a:password b=\"c\">[redacted]</a:password>",
            ),
            (
                "<password><![CDATA[s3cret]]></password>",
                "<password>[redacted]</password>",
            ),
            ("<password>s3cret", "<password>[redacted]"),
            ("<password/><user>ann</user>", "<password/><user>ann</user>"),
            (
                "<request key=\"s3cret\" client='x'>",
                "<request key=\"[redacted]\" client='x'>",
            ),
            ("<request key = 's3cret'>", "<request key = '[redacted]'>"),
            (
                "{\"access_token\": \"s3\\\"cret\", \"a\": 1}",
                "{\"access_token\": \"[redacted]\", \"a\": 1}",
            ),
            (
                "grant_type=refresh_token&refresh_token=s3cret&a=b",
                "grant_type=refresh_token&refresh_token=[redacted]&a=b",
            ),
            (
                "/done?code=s3cret&state=s3cret",
                "/done?code=[redacted]&state=[redacted]",
            ),
            (
                "<code>826</code><notes>my key</notes>",
                "<code>826</code><notes>my key</notes>",
            ),
            ("{\"code\":\"826\"}", "{\"code\":\"826\"}"),
            (
                "<thin_client_id>key=</thin_client_id>",
                "<thin_client_id>key=[redacted]",
            ),
            (
                "<sessionId xsi:type=\"xsd:string\">s3cret</sessionId>",
                "<sessionId xsi:type=\"xsd:string\">[redacted]</sessionId>",
            ),
        ] {
            assert_eq!(masked(text), expected);
            assert!(!masked(text).contains("s3cret"));
        }
    }

    #[test]
    fn every_beginning_of_a_text_can_be_masked() {
        let text = "é<request key=\"é\"><password>é</password>{\"code\":\"é\"}&key=é ";
        for (end, _) in text.char_indices() {
            assert!(masked(&text[..end]).len() < 200);
        }
    }
}
