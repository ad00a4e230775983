//! The XML declaration, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`.

use std::ops::Range;

use super::error::{Fault, Found, Problem, Quote};
use super::tag::TagScanner;

/// Checks the declaration that stands at `span` (productions 23 to 26, 32, 80 and 81).
pub(super) fn check(text: &str, span: &Range<usize>) -> Result<(), Fault> {
    let mut scanner = TagScanner::new(text, span, "<?xml".len(), Some("?>"));
    let mut last = None;
    while let Some(attribute) = scanner.attribute()? {
        let name = text.get(attribute.name.clone()).unwrap_or_default();
        let value = text.get(attribute.value.clone()).unwrap_or_default();
        let part = match (name, last) {
            ("version", None) => Part::Version,
            ("encoding", Some(Part::Version)) => Part::Encoding,
            ("standalone", Some(Part::Version | Part::Encoding)) => Part::Standalone,
            _ => return Err(unexpected(after(last), attribute.name.start)),
        };
        match part {
            Part::Version if !is_version(value) => {
                return Err(unexpected("the XML version `1.0`", attribute.value.start));
            }
            Part::Encoding if !is_encoding_name(value) => {
                return Err(unexpected("the name of an encoding", attribute.value.start));
            }
            Part::Encoding if !is_utf8(value) => {
                let encoding = Quote::new(value);
                return Err(Problem::DeclaredEncoding { encoding }.at(attribute.value.start));
            }
            Part::Standalone if !matches!(value, "yes" | "no") => {
                return Err(unexpected("`yes` or `no`", attribute.value.start));
            }
            _ => {}
        }
        last = Some(part);
    }
    if last.is_none() {
        let problem = Problem::Expected {
            expected: after(None),
            found: Found::End("?>"),
        };
        return Err(problem.at(span.end - "?>".len()));
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Version,
    Encoding,
    Standalone,
}

fn after(part: Option<Part>) -> &'static str {
    match part {
        None => "`version` in the XML declaration",
        Some(Part::Version) => "`encoding`, `standalone` or `?>`",
        Some(Part::Encoding) => "`standalone` or `?>`",
        Some(Part::Standalone) => "`?>`",
    }
}

fn unexpected(expected: &'static str, at: usize) -> Fault {
    Problem::Expected {
        expected,
        found: Found::Other,
    }
    .at(at)
}

/// Every 1.x is read by the rules of 1.0 (section 2.8).
fn is_version(value: &str) -> bool {
    value
        .strip_prefix("1.")
        .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Production 81.
fn is_encoding_name(value: &str) -> bool {
    value.starts_with(|first: char| first.is_ascii_alphabetic())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

/// UTF-8 and ASCII, which is part of it, under the names in common use.
fn is_utf8(value: &str) -> bool {
    ["UTF-8", "UTF8", "US-ASCII", "ASCII"]
        .iter()
        .any(|name| value.eq_ignore_ascii_case(name))
}
