//! Very large, very deep and very wide documents.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fmt::Write;

use suiteprojects::xml::{Event, Limits, ReadError, Reader, tree};

fn read(document: &[u8], limits: Limits) -> Result<usize, ReadError> {
    let mut reader = Reader::new(document, limits);
    let mut events = 0;
    while reader.next()?.is_some() {
        events += 1;
    }
    Ok(events)
}

#[test]
fn two_hundred_thousand_levels() {
    const LEVELS: usize = 200_000;
    let document = "<a>".repeat(LEVELS) + &"</a>".repeat(LEVELS);
    for limits in [Limits::default(), Limits::default().with_depth(LEVELS - 1)] {
        let error = read(document.as_bytes(), limits).unwrap_err();
        assert!(error.is_limit(), "{error}");
        assert_eq!(error.position().byte, 3 * limits.depth);
    }
    let limits = Limits::default().with_depth(LEVELS);
    assert_eq!(read(document.as_bytes(), limits).unwrap(), 2 * LEVELS);
    let mut reader = Reader::new(document.as_bytes(), limits);
    reader.next().unwrap();
    reader.skip_element().unwrap();
    assert!(
        tree::parse(document.as_bytes(), limits)
            .unwrap_err()
            .is_limit()
    );
    // Never closed.
    assert!(
        read(&document.as_bytes()[..3 * LEVELS], limits)
            .unwrap_err()
            .is_truncated()
    );
}

#[test]
fn a_text_of_a_hundred_megabytes() {
    const SIZE: usize = 100_000_000;
    let document = format!("<a>{}</a>", "x".repeat(SIZE));
    let error = read(document.as_bytes(), Limits::default()).unwrap_err();
    assert!(error.is_limit() && error.position().byte == 3, "{error}");

    let limits = Limits::default().with_text_bytes(SIZE);
    let mut reader = Reader::new(document.as_bytes(), limits);
    reader.next().unwrap();
    let Some(Event::Text(read)) = reader.next().unwrap() else {
        panic!("no text")
    };
    assert_eq!(read.text.len(), SIZE);
    assert!(matches!(read.text, std::borrow::Cow::Borrowed(_)));
}

/// The limit holds for every kind of text, to the byte.
#[test]
fn a_text_at_the_limit() {
    let limits = Limits::default().with_text_bytes(1000);
    for (before, after) in [
        ("<a>", "</a>"),
        ("<a b='", "'/>"),
        ("<a><![CDATA[", "]]></a>"),
    ] {
        let document = |size: usize| format!("{before}{}{after}", "x".repeat(size));
        assert!(read(document(1000).as_bytes(), limits).is_ok());
        assert!(
            read(document(1001).as_bytes(), limits)
                .unwrap_err()
                .is_limit()
        );
    }
}

/// A limit holds for what the pieces add up to.
#[test]
fn a_text_of_many_pieces() {
    let document = format!("<a>{}</a>", "1&#50;<!-- -->".repeat(1000));
    let limit = Limits::default().with_text_bytes(2000);
    assert_eq!(read(document.as_bytes(), limit).unwrap(), 3);
    assert!(
        read(document.as_bytes(), limit.with_text_bytes(1999))
            .unwrap_err()
            .is_limit()
    );
}

fn with_attributes(count: usize) -> String {
    let mut document = "<a".to_owned();
    for number in 0..count {
        write!(document, " b{number}='{number}'").unwrap();
    }
    document
}

#[test]
fn a_million_attributes() {
    let document = with_attributes(1_000_000) + "/>";
    let error = read(document.as_bytes(), Limits::default()).unwrap_err();
    assert!(error.is_limit() && error.position().byte < 1000, "{error}");
}

/// Comparing each with each would not come to an end.
#[test]
fn many_attributes_are_compared_by_sorting() {
    const COUNT: usize = 200_000;
    let document = with_attributes(COUNT);
    let limits = Limits::default().with_attributes(COUNT + 2);
    assert_eq!(read(format!("{document}/>").as_bytes(), limits).unwrap(), 2);
    let twice = format!("{document} b7='x' b3='x'/>");
    let error = read(twice.as_bytes(), limits).unwrap_err();
    assert_eq!(error.position().byte, document.len() + 1, "{error}");
}

#[test]
fn a_million_namespace_declarations() {
    let mut document = "<a".to_owned();
    for number in 0..1_000_000 {
        write!(document, " xmlns:b{number}='u'").unwrap();
    }
    assert!(
        read(format!("{document}/>").as_bytes(), Limits::default())
            .unwrap_err()
            .is_limit()
    );
}

/// Declarations go out of scope with their element.
#[test]
fn declarations_side_by_side() {
    let document = format!("<a>{}</a>", "<p:b xmlns:p='u'/>".repeat(1000));
    let limits = Limits::default().with_namespace_declarations(1);
    assert_eq!(read(document.as_bytes(), limits).unwrap(), 2002);
}

#[test]
fn many_elements() {
    const COUNT: usize = 300_000;
    let document = format!("<a>{}</a>", "<b/>".repeat(COUNT));
    let limits = Limits::default().with_elements(COUNT + 1);
    assert_eq!(read(document.as_bytes(), limits).unwrap(), 2 * COUNT + 2);
    assert!(
        read(document.as_bytes(), limits.with_elements(COUNT))
            .unwrap_err()
            .is_limit()
    );
}

/// The size is looked at before anything else.
#[test]
fn too_many_bytes() {
    let limits = Limits::default().with_bytes(8);
    assert_eq!(read(b"<a></a >", limits).unwrap(), 2);
    assert!(read(b"<a></a> \xFF", limits).unwrap_err().is_limit());
}

/// Markup that is never closed is looked through once.
#[test]
fn unclosed_markup() {
    let filler = "x ".repeat(1 << 20);
    for opening in [
        "<a>&",
        "<a><!-- ",
        "<a><![CDATA[",
        "<a><?pi ",
        "<a b='",
        "<!DOCTYPE ",
        "<a><b ",
    ] {
        let document = format!("{opening}{filler}");
        read(document.as_bytes(), Limits::default()).unwrap_err();
    }
}
