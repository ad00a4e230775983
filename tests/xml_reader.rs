//! What the pull reader delivers. Expected values follow XML 1.0 (fifth edition) and Namespaces in
//! XML 1.0; the sections are named at each test.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::borrow::Cow;
use std::fmt::Write;

use suiteprojects::xml::{Event, Limits, ReadError, ReadErrorKind, Reader};

/// One line for all events: `<name a="v">`, `"text"`, `</>`.
fn trace(document: &str) -> String {
    let mut reader = Reader::new(document.as_bytes(), Limits::default());
    let mut line = String::new();
    loop {
        match reader.next() {
            Ok(Some(Event::Start(tag))) => {
                write!(line, "<{}", tag.name()).unwrap();
                for attribute in tag.attributes() {
                    write!(line, " {}={:?}", attribute.name(), attribute.value()).unwrap();
                }
                line.push('>');
            }
            Ok(Some(Event::Text(text))) => write!(line, "{:?}", text.text).unwrap(),
            Ok(Some(Event::End)) => line.push_str("</>"),
            Ok(None) => return line,
            Err(error) => return format!("{line} {error}"),
        }
    }
}

#[track_caller]
fn assert_traces(pairs: &[(&str, &str)]) {
    for (document, expected) in pairs {
        assert_eq!(trace(document), *expected, "{document:?}");
    }
}

/// Sections 2.4, 2.5, 2.6, 2.7, 4.1: the pieces of a text are one.
#[test]
fn text_is_joined() {
    assert_traces(&[
        ("<a>x</a>", r#"<a>"x"</>"#),
        ("<a>x<![CDATA[ a&b ]]>y</a>", r#"<a>"x a&b y"</>"#),
        ("<a>1<!-- no -->2<?pi?>3</a>", r#"<a>"123"</>"#),
        (
            "<a>R&amp;D &lt;&#x3e;&#39;&quot;</a>",
            r#"<a>"R&D <>'\""</>"#,
        ),
        ("<a><![CDATA[<b>]]]]><![CDATA[>]]></a>", r#"<a>"<b>]]>"</>"#),
        (
            "<a>1<b/>2<b>3</b>4</a>",
            r#"<a>"1"<b></>"2"<b>"3"</>"4"</>"#,
        ),
    ]);
}

/// Nothing to read is no text.
#[test]
fn empty_text_is_no_event() {
    assert_traces(&[
        ("<a></a>", "<a></>"),
        ("<a/>", "<a></>"),
        ("<a><![CDATA[]]></a>", "<a></>"),
        ("<a><!-- --><?pi?><![CDATA[]]></a>", "<a></>"),
        ("<a> </a>", r#"<a>" "</>"#),
    ]);
}

/// Section 2.11; a reference keeps a carriage return.
#[test]
fn line_ends_are_unified() {
    assert_traces(&[
        ("<a>1\r\n2\r3\n4\r\r\n5</a>", r#"<a>"1\n2\n3\n4\n\n5"</>"#),
        ("<a><![CDATA[1\r\n2\r]]>\n3</a>", r#"<a>"1\n2\n\n3"</>"#),
        ("<a>1&#13;&#10;2&#xD;</a>", r#"<a>"1\r\n2\r"</>"#),
    ]);
}

/// Section 3.3.3, and the blanks that section 3.1 allows; the server writes `status = "0"` and
/// `</Auth >`.
#[test]
fn tags_as_servers_write_them() {
    assert_traces(&[
        ("<Auth status = \"0\"></Auth >", r#"<Auth status="0"></>"#),
        ("<Add status='1106'/>", r#"<Add status="1106"></>"#),
        (
            "<a\n\tb\r=\n'1'\tc=\"it's\" d='\"' />",
            r#"<a b="1" c="it's" d="\""></>"#,
        ),
        ("<a b=' x\ty\nz\r\n. '/>", r#"<a b=" x y z . "></>"#),
        (
            "<a b='&#9;&#10;&#13;&lt;&amp;&#x1F600;'/>",
            "<a b=\"\\t\\n\\r<&😀\"></>",
        ),
        (
            "<a b='/>'><b c=\">\"/></a\n>",
            r#"<a b="/>"><b c=">"></></>"#,
        ),
        (
            "<_Return><id__c/><ä.b-c1/></_Return>",
            "<_Return><id__c></><ä.b-c1></></>",
        ),
    ]);
}

/// Sections 2.8 and 4.3.3: the declaration may be there or not, in the forms seen in samples.
#[test]
fn declarations() {
    for declaration in [
        "",
        "<?xml version='1.0'?>",
        "<?xml version=\"1.0\" standalone=\"yes\"?>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
        "<?xml version='1.0' encoding='utf-8' ?>",
        "<?xml\tversion = '1.0'\nencoding = 'us-ascii'?>",
        "<?xml version='1.1' standalone='no'?>",
        "\u{FEFF}",
        "\u{FEFF}<?xml version='1.0' encoding='UTF8'?>",
    ] {
        assert_eq!(
            trace(&format!("{declaration}<a/>")),
            "<a></>",
            "{declaration}"
        );
    }
}

/// Production 1: comments, processing instructions and white space around the root.
#[test]
fn around_the_root() {
    assert_traces(&[(
        " \r\n\t<!-- ä - > --><?xml-style x?>\n<a/>\n<!----><!---> --><?x ??>\r",
        "<a></>",
    )]);
}

/// Namespaces in XML 1.0, sections 2 to 6.
#[test]
fn names_are_expanded() {
    const XML: &str = "http://www.w3.org/XML/1998/namespace";
    assert_traces(&[
        (
            "<p:a xmlns:p='u' p:b='1' b='2'/>",
            r#"<{u}a {u}b="1" b="2"></>"#,
        ),
        (
            "<a xmlns='u' b='1'><c/><d xmlns=''><e/></d></a>",
            r#"<{u}a b="1"><{u}c></><d><e></></></>"#,
        ),
        (
            "<a xmlns:p='u'><b xmlns:p='v'><p:c/></b><p:c/></a>",
            "<a><b><{v}c></></><{u}c></></>",
        ),
        (
            "<a b='1' xmlns:p='u&amp;v&#32;w'><p:c/></a>",
            r#"<a b="1"><{u&v w}c></></>"#,
        ),
        (
            "<a xml:lang='en'/>",
            &format!(r#"<a {{{XML}}}lang="en"></>"#),
        ),
        (
            &format!("<a xmlns:xml='{XML}' xml:b='1'/>"),
            &format!(r#"<a {{{XML}}}b="1"></>"#),
        ),
        ("<p:a p:b='1' xmlns:p='u'></p:a>", r#"<{u}a {u}b="1"></>"#),
        (
            "<a xmlns='u' xmlns:p='u' p:b='1' b='2'/>",
            r#"<{u}a {u}b="1" b="2"></>"#,
        ),
    ]);
}

/// A prefix is no part of a name, and how a namespace is written does not matter.
#[test]
fn names_are_compared_expanded() {
    let document = b"<a xmlns:p='u&amp;v' xmlns:q='u&#38;v' xmlns:r='w'><p:b/><q:b/><r:b/><b/></a>";
    let mut reader = Reader::new(document, Limits::default());
    let mut names = Vec::new();
    while let Some(event) = reader.next().unwrap() {
        if let Event::Start(tag) = event {
            names.push(tag.name().clone());
        }
    }
    let equal: Vec<_> = names[1..].iter().map(|name| *name == names[1]).collect();
    assert_eq!(equal, [true, true, false, false]);
}

#[test]
fn prefixes_in_values_can_be_resolved() {
    let document = b"<a xmlns:perl='u'><b xmlns='v' xmlns:perl='w'/></a>";
    let mut reader = Reader::new(document, Limits::default());
    assert_eq!(reader.namespace_of("perl"), None);
    reader.next().unwrap();
    assert_eq!(reader.namespace_of("perl"), Some("u"));
    assert_eq!(reader.namespace_of(""), None);
    reader.next().unwrap();
    assert_eq!(reader.namespace_of("perl"), Some("w"));
    assert_eq!(reader.namespace_of(""), Some("v"));
    reader.next().unwrap();
    assert_eq!(reader.namespace_of("perl"), Some("u"));
    assert_eq!(reader.namespace_of(""), None);
    let xml = "http://www.w3.org/XML/1998/namespace";
    assert_eq!(reader.namespace_of("xml"), Some(xml));
}

#[test]
fn what_needs_no_work_is_borrowed() {
    let mut reader = Reader::new(
        b"<a b='plain' c='&amp;'>text<b/>1&#50;</a>",
        Limits::default(),
    );
    let Some(Event::Start(tag)) = reader.next().unwrap() else {
        panic!()
    };
    assert!(matches!(
        tag.attributes()[0].value(),
        Cow::Borrowed("plain")
    ));
    assert!(matches!(tag.attributes()[1].value(), Cow::Owned(_)));
    let values = ["b", "c", "d"].map(|name| tag.attribute(name));
    assert_eq!(values, [Some("plain"), Some("&"), None]);
    let Some(Event::Text(text)) = reader.next().unwrap() else {
        panic!()
    };
    assert!(matches!(text.text, Cow::Borrowed("text")));
}

#[test]
fn spans_are_byte_ranges_of_the_input() {
    let document = "\u{FEFF}<ä b = 'ö&lt;'>x<!-- -->&amp;<![CDATA[z]]><!-- --></ä>";
    let at = |part: &str| {
        let start = document.find(part).unwrap();
        start..start + part.len()
    };
    let mut reader = Reader::new(document.as_bytes(), Limits::default());
    let Some(Event::Start(tag)) = reader.next().unwrap() else {
        panic!()
    };
    assert_eq!(tag.span(), at("<ä b = 'ö&lt;'>"));
    assert_eq!(tag.attributes()[0].span(), at("ö&lt;"));
    let Some(Event::Text(text)) = reader.next().unwrap() else {
        panic!()
    };
    assert_eq!(text.text, "x&z");
    assert_eq!(text.span, at("x<!-- -->&amp;<![CDATA[z]]>"));
    assert_eq!(reader.byte_offset(), at("</ä>").start);
    let position = reader.position_of(text.span.start);
    assert_eq!((position.line, position.column), (1, 16));
}

#[test]
fn depth_and_skipping() {
    let document = b"<a><b><c>1</c><c/></b><d/>text<e>2</e></a>";
    let mut reader = Reader::new(document, Limits::default());
    reader.skip_element().unwrap();
    assert_eq!(reader.depth(), 0);
    reader.next().unwrap();
    reader.next().unwrap();
    assert_eq!(reader.depth(), 2);
    reader.skip_element().unwrap();
    assert_eq!(reader.depth(), 1);
    let Some(Event::Start(tag)) = reader.next().unwrap() else {
        panic!()
    };
    assert!(tag.name().is_plain("d"));
    reader.skip_element().unwrap();
    assert!(matches!(reader.next(), Ok(Some(Event::Text(_)))));
    reader.skip_element().unwrap();
    assert_eq!(reader.depth(), 0);
    assert!(matches!(reader.next(), Ok(None)));
    assert!(matches!(reader.next(), Ok(None)));
}

#[test]
fn skipped_parts_are_checked() {
    let mut reader = Reader::new(b"<a><b><c></b></a>", Limits::default());
    reader.next().unwrap();
    reader.next().unwrap();
    assert_eq!(
        reader.skip_element().unwrap_err().kind(),
        ReadErrorKind::Structure
    );
}

#[test]
fn text_of_an_element() {
    let document = b"<a><b>1<!-- -->2</b><b/><b>3<c>4</c>5<c/></b><b><c/></b></a>";
    let mut reader = Reader::new(document, Limits::default());
    reader.next().unwrap();
    let mut texts = Vec::new();
    while let Some(event) = reader.next().unwrap() {
        if matches!(event, Event::Start(_)) {
            let text = reader.read_text_element().unwrap();
            texts.push((text.text.into_owned(), text.span, text.has_elements));
        }
    }
    let expected = [
        ("12", 6..16, false),
        ("", 24..24, false),
        ("35", 27..37, true),
        ("", 48..48, true),
    ];
    let expected = expected.map(|(text, span, elements)| (text.to_owned(), span, elements));
    assert_eq!(texts, expected);
}

/// No data after an error, and no second thoughts.
#[test]
fn an_error_is_final() {
    let mut reader = Reader::new(b"<a><b>&nbsp;</b><c/></a>", Limits::default());
    reader.next().unwrap();
    reader.next().unwrap();
    let error = reader.next().unwrap_err();
    assert_eq!(reader.next().unwrap_err(), error);
    assert_eq!(reader.skip_element().unwrap_err(), error);
    assert_eq!(reader.read_text_element().unwrap_err(), error);

    let mut reader = Reader::new(b"x", Limits::default());
    reader.next().unwrap_err();
    assert_eq!(reader.depth(), 0);
    reader.skip_element().unwrap_err();
    reader.read_text_element().unwrap_err();
}

/// Faults come in the order of the document, whatever check finds them.
#[test]
fn the_first_fault_is_reported() {
    for (document, kind) in [
        (&b"<a></b>\xFF"[..], ReadErrorKind::Structure),
        (b"<a>\x01</b>\xFF", ReadErrorKind::Character),
        (b"<a>\xFF</b>\x01", ReadErrorKind::Encoding),
        (b"<a>&x;\x01", ReadErrorKind::Reference),
        (b"<a b='\x01", ReadErrorKind::Character),
        (b"<a b='<\x01", ReadErrorKind::Syntax),
        (b"<a/>\x01", ReadErrorKind::Character),
        (b"<a><!-- \x01", ReadErrorKind::Character),
        (b"<a/>x\x01", ReadErrorKind::Structure),
    ] {
        let mut reader = Reader::new(document, Limits::default());
        let error = loop {
            if let Err(error) = reader.next() {
                break error;
            }
        };
        assert_eq!(error.kind(), kind, "{}", document.escape_ascii());
    }
}

#[test]
fn errors_are_ordinary_and_small() {
    fn assert_bounds<T: std::error::Error + Send + Sync + Clone + 'static>() {}
    assert_bounds::<ReadError>();
    assert_eq!(size_of::<ReadError>(), size_of::<usize>());
}

fn read(document: &[u8]) -> Result<(), ReadError> {
    let mut reader = Reader::new(document, Limits::default());
    while reader.next()?.is_some() {}
    Ok(())
}

#[test]
fn long_names_are_cut() {
    let name = "ä".repeat(1_000_000);
    let error = read(format!("<{name}>").as_bytes()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("line 1, column 1000003: input ends, expected </ä")
    );
    assert!(error.to_string().chars().count() < 100);
}

/// A password that was not escaped can look like markup; no part of it may reach a log.
#[test]
fn credentials_are_not_quoted() {
    let secret = "c4nary";
    for document in [
        "<Login><password>x&c4nary;</password></Login>",
        "<Login><password>x<c4nary>y</password></Login>",
        "<Login><password>x<c4nary:a/></password></Login>",
        "<Login><access_token>x<b:c4nary/></access_token></Login>",
        "<Login><password>x</c4nary></password></Login>",
        "<s:h xmlns:s='u'><s:sessionId><c4nary></s:h>",
        "<password><a c4nary='1' c4nary='2'/></password>",
        "<request key='&c4nary;'/>",
    ] {
        let error = read(document.as_bytes()).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(secret), "{shown}");
        assert!(shown.contains('…'), "{shown}");
    }
}

/// Cut off anywhere, a document is known to be cut off; so a client may ask again.
#[test]
fn every_beginning_of_a_document_is_truncated() {
    let document = "\u{FEFF}<?xml version='1.0' encoding=\"UTF-8\" standalone='yes' ?>\r\n\
        <?pi ä?><!-- c-c --><r:a xmlns:r = 'u&amp;v' b=\"&#xE4;\"\n><![CDATA[x]]]]><!---->&amp;ö<c />\
        <?p?>]]&gt;<d\te='/>'></d\n ></r:a>";
    read(document.as_bytes()).unwrap();
    for end in 0..document.len() {
        let error = read(&document.as_bytes()[..end]).unwrap_err();
        assert!(error.is_truncated(), "{end}: {error}");
        assert!(error.position().byte <= end);
    }
}
