//! Laws of the reader and the writer.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod xml_support;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use suiteprojects::element::{Element, Node};
use suiteprojects::xml::{Document, Event, Limits, Reader, Writer, tree};
use xml_support::{DOCUMENTS, cases, element, fragment, mutate, mutations, text};

fn parse(document: &str) -> Element {
    tree::parse(document.as_bytes(), Limits::default()).unwrap()
}

/// One way of many to write a text, chosen by `choice` character by character.
fn spell(text: &str, choices: &[u8]) -> String {
    let mut written = String::new();
    for (character, choice) in text.chars().zip(choices.iter().cycle()) {
        let plain = match character {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '\r' => "&#xD;".to_owned(),
            _ => character.to_string(),
        };
        let code = u32::from(character);
        let piece = match choice % 8 {
            0 => format!("&#{code};"),
            1 => format!("&#x{code:X};"),
            2 => format!("&#000{code};<!-- & < ]]> -->"),
            3 if character != '\r' => format!("<![CDATA[{character}]]>"),
            4 => format!("<?pi & < ?>{plain}"),
            5 => format!("{plain}<![CDATA[]]>"),
            6 if character == '\n' => "\r\n".to_owned(),
            7 if character == '\n' => "\r<!---->".to_owned(),
            _ => plain,
        };
        written.push_str(&piece);
    }
    written
}

/// The same for an attribute value in double quotes.
fn spell_value(text: &str, choices: &[u8]) -> String {
    let mut written = String::new();
    for (character, choice) in text.chars().zip(choices.iter().cycle()) {
        let code = u32::from(character);
        let piece = match (character, choice % 4) {
            ('&', 0) => "&amp;".to_owned(),
            ('"', 0) => "&quot;".to_owned(),
            ('\'', 0) => "&apos;".to_owned(),
            (' ', 0) => "\t".to_owned(),
            (' ', 1) => "\n".to_owned(),
            (' ', 2) => "\r\n".to_owned(),
            ('&' | '<' | '"' | '\t' | '\n' | '\r', _) => format!("&#{code};"),
            (_, 3) => format!("&#x{code:x};"),
            _ => character.to_string(),
        };
        written.push_str(&piece);
    }
    written
}

/// Reads as far as possible and counts what comes.
fn events(document: &[u8], limits: Limits) -> usize {
    let mut reader = Reader::new(document, limits);
    let mut count = 0;
    while let Ok(Some(event)) = reader.next() {
        count += 1;
        if let Event::Text(text) = event {
            assert!(!text.text.is_empty() && text.span.end <= document.len());
        }
    }
    count
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn what_is_written_is_read_back(element in element()) {
        let written = tree::to_string(&element).unwrap();
        let read = tree::parse(written.as_bytes(), Limits::default()).unwrap();
        prop_assert_eq!(&read, &element);
        prop_assert_eq!(tree::to_string(&read).unwrap(), written);
    }

    #[test]
    fn text_does_not_depend_on_its_spelling(text in text(), choices in prop::collection::vec(any::<u8>(), 1..20)) {
        let document = format!("<a>{}</a>", spell(&text, &choices));
        let read = parse(&document);
        prop_assert_eq!(read.text(), text.as_str(), "{}", document);
        prop_assert!(read.children.len() <= 1);
        let among_elements = format!("<a><b/>x{}<b/></a>", spell(&text, &choices));
        let read = parse(&among_elements);
        prop_assert_eq!(read.text(), format!("x{text}"));
    }

    #[test]
    fn values_do_not_depend_on_their_spelling(text in text(), choices in prop::collection::vec(any::<u8>(), 1..20)) {
        let document = format!("<a b=\"{}\"/>", spell_value(&text, &choices));
        let read = parse(&document);
        prop_assert_eq!(read.attribute("b"), Some(text.as_str()), "{}", document);
    }

    #[test]
    fn indentation_changes_no_value(element in element(), blanks in 0_usize..4) {
        let mut writer = Writer::indented(blanks);
        write(&element, &mut writer);
        prop_assert_eq!(parse(&writer.into_string()), without_namespaces(&element));
    }

    #[test]
    fn a_part_is_never_taken_for_the_whole(element in element(), end in any::<Index>()) {
        let written = tree::to_string(&element).unwrap();
        let end = end.index(written.len());
        let error = tree::parse(&written.as_bytes()[..end], Limits::default()).unwrap_err();
        prop_assert!(error.is_truncated(), "{}", error);
        prop_assert!(error.position().byte <= end);
    }

    #[test]
    fn json_is_made_of_everything(element in element()) {
        let document = Document::from(element);
        let mut redacted = document.clone();
        redacted.redact();
        serde_json::to_string(&document).unwrap();
        prop_assert_eq!(&document, &redacted);
    }
}

proptest! {
    #![proptest_config(cases(20_000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        events(&bytes, Limits::default());
    }

    #[test]
    fn any_markup_is_read_or_refused(
        fragments in prop::collection::vec(fragment(), 0..20),
        cut in any::<Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = fragments.concat().into_bytes();
        events(&bytes, Limits::default());
        bytes.insert(cut.index(bytes.len() + 1), byte);
        events(&bytes, Limits::default());
    }

    /// Whatever is refused is refused again when the limits are tighter, and an error is final.
    #[test]
    fn damaged_documents_are_read_or_refused(document in select(DOCUMENTS), mutations in mutations(), limit in 0_usize..6) {
        let document = mutate(document, &mutations);
        let mut tight = Limits::default();
        (tight.depth, tight.attributes, tight.elements, tight.text_bytes) = (limit, limit, limit, limit);
        tight.namespace_declarations = limit;
        prop_assert!(events(document.as_bytes(), tight) <= events(document.as_bytes(), Limits::default()));
        if let Err(error) = tree::parse(document.as_bytes(), Limits::default()) {
            prop_assert!(error.position().byte <= document.len());
            let again = tree::parse(document.as_bytes(), tight);
            prop_assert!(again.is_err());
        }
    }
}

/// Writes through the public interface, by recursion, without namespaces.
fn write(element: &Element, writer: &mut Writer) {
    fn inside(element: &Element, mut tag: suiteprojects::xml::TagWriter<'_>) {
        for attribute in without_namespaces(element).attributes {
            tag.attribute(&attribute.name.local, &attribute.value)
                .unwrap();
        }
        let mut content = tag.content();
        // Text first, so that the writer knows not to indent.
        content.text(&element.text()).unwrap();
        for child in element.elements() {
            inside(child, content.start(&child.name.local).unwrap());
        }
    }
    inside(element, writer.start(&element.name.local).unwrap());
}

/// The tree that [`write`] writes.
fn without_namespaces(element: &Element) -> Element {
    let mut plain = Element::new(element.name.local.as_str());
    for attribute in &element.attributes {
        if plain.attribute(&attribute.name.local).is_none() {
            plain = plain.with_attribute(attribute.name.local.as_str(), attribute.value.as_str());
        }
    }
    if !element.text().is_empty() {
        plain.children.push(Node::Text(element.text().into_owned()));
    }
    let elements = element
        .elements()
        .map(without_namespaces)
        .map(Node::Element);
    plain.children.extend(elements);
    plain
}
