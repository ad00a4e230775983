//! Whether a page is built as it should be: only known elements and attributes, all closed, no script of its own.

/// Elements that have no end.
const VOID: [&str; 5] = ["br", "input", "link", "meta", "img"];

/// A whole answer.
pub(crate) fn check(answer: &str) {
    let (_, page) = answer.split_once("\r\n\r\n").unwrap();
    assert!(
        page.starts_with("<!DOCTYPE html><html lang=\"en\">"),
        "{page}"
    );
    elements(page.strip_prefix("<!DOCTYPE html>").unwrap());
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert!(page.contains("<script src=\"/page/script.js\" defer></script>"));
    for name in ["<h1", "<main", "<title", "name=\"viewport\""] {
        assert_eq!(page.matches(name).count(), 1, "{name}: {page}");
    }
}

/// An answer that is a part of a page.
pub(crate) fn check_part(answer: &str) {
    let (_, part) = answer.split_once("\r\n\r\n").unwrap();
    assert!(!part.contains("<script"));
    elements(part);
}

fn elements(text: &str) {
    let mut open = Vec::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        assert!(!before.contains('>'), "{before}");
        let (tag, after) = tag.split_once('>').expect("a tag that ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{text}");
            continue;
        }
        let name = tag.split(' ').next().unwrap();
        assert!(
            name.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
            "{tag}"
        );
        for pair in tag.split('"').step_by(2) {
            let attribute = pair.trim().trim_end_matches('=');
            let attribute = attribute.split(' ').next_back().unwrap();
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{tag}"
            );
        }
        assert!(!tag.contains("javascript:"), "{tag}");
        for address in ["href=\"", "src=\"", "action=\""] {
            if let Some((_, target)) = tag.split_once(address) {
                assert!(target.starts_with(['/', '#']), "{tag}");
                assert!(!target.starts_with("//"), "{tag}");
            }
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(!rest.contains('>'));
    assert!(open.is_empty(), "{open:?}");
}
