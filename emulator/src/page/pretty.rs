//! Messages with line ends and indentation, for people. They may be anything, broken off or not XML at all: nothing
//! is left out or added but blanks between tags, or outside of the texts of JSON.

/// How deep is indented, at most: deeper messages stay readable, and small.
const DEEPEST: usize = 24;

/// The message in lines.
pub(super) fn pretty(text: &str) -> String {
    match text.trim_start().chars().next() {
        Some('<') => xml(text),
        Some('{' | '[') => json(text),
        _ => text.to_owned(),
    }
}

fn line(shown: &mut String, depth: usize) {
    if !shown.is_empty() {
        shown.push('\n');
    }
    for _ in 0..depth.min(DEEPEST) {
        shown.push_str("  ");
    }
}

/// XML with every element on a line of its own that does not stand in text.
fn xml(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut rest = text.trim();
    // Whether the tag before opened an element, or text came after it: then an end stays on its line.
    let mut is_inline = false;
    while let Some(open) = rest.find('<') {
        let (between, tag) = rest.split_at(open);
        let has_text = !between.trim().is_empty();
        if has_text {
            shown.push_str(between);
        }
        let end = if tag.starts_with("<![CDATA[") {
            tag.find("]]>").map(|at| at + 3)
        } else if tag.starts_with("<!--") {
            tag.find("-->").map(|at| at + 3)
        } else {
            tag.find('>').map(|at| at + 1)
        };
        let (tag, after) = tag.split_at(end.unwrap_or(tag.len()));
        rest = after;
        if tag.starts_with("<![CDATA[") {
            shown.push_str(tag);
            is_inline = true;
            continue;
        }
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
            if !has_text && !is_inline {
                line(&mut shown, depth);
            }
            is_inline = false;
        } else {
            if !has_text {
                line(&mut shown, depth);
            }
            is_inline = !(tag.starts_with("<?") || tag.starts_with("<!") || tag.ends_with("/>"));
            depth += usize::from(is_inline);
        }
        shown.push_str(tag);
    }
    shown + rest
}

/// JSON with every member on a line of its own.
pub(super) fn json(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut in_text = false;
    let mut is_escaped = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if in_text {
            in_text = is_escaped || character != '"';
            is_escaped = !is_escaped && character == '\\';
            shown.push(character);
            continue;
        }
        match character {
            ' ' | '\t' | '\n' | '\r' => {}
            '{' | '[' => {
                shown.push(character);
                while characters.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = characters.next_if(|next| matches!(next, '}' | ']')) {
                    shown.push(end);
                } else {
                    depth += 1;
                    line(&mut shown, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut shown, depth);
                shown.push(character);
            }
            ',' => {
                shown.push(character);
                line(&mut shown, depth);
            }
            ':' => shown.push_str(": "),
            character => {
                in_text = character == '"';
                shown.push(character);
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_indented() {
        for (text, expected) in [
            ("<a><b>x</b><c/></a>", "<a>\n  <b>x</b>\n  <c/>\n</a>"),
            ("<?xml?><a></a>", "<?xml?>\n<a></a>"),
            ("<a><![CDATA[<b>]]></a>", "<a><![CDATA[<b>]]></a>"),
            ("<a><b>x", "<a>\n  <b>x"),
            ("<a", "<a"),
            ("</a></a>", "</a>\n</a>"),
            (
                r#"{"a":"{\"","b":[1,{}]}"#,
                "{\n  \"a\": \"{\\\"\",\n  \"b\": [\n    1,\n    {}\n  ]\n}",
            ),
            ("[1", "[\n  1"),
            ("plain", "plain"),
        ] {
            assert_eq!(pretty(text), expected);
        }
    }
}
