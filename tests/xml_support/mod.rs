//! Strategies shared by the property tests of the XML layer.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "only tests use it"
)]

pub(crate) mod objects;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::FileFailurePersistence;
use serde_json::Value;
use suiteprojects::element::{Attribute, Element, Name, Node};

pub(crate) const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

/// Failing cases are kept beside the tests, to be run first from then on.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/xml_support/regressions.txt"
    );
    let failure_persistence = Some(Box::new(FileFailurePersistence::Direct(file)) as Box<_>);
    ProptestConfig {
        cases,
        failure_persistence,
        ..ProptestConfig::default()
    }
}

/// Names as in the XML API, and some at the edges of what XML allows.
fn local() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "Task",
            "id",
            "date",
            "Date",
            "ticket__c",
            "_Return",
            "a-b.c",
            "é",
            "a\u{B7}",
            "𐀀"
        ])
        .prop_map(str::to_owned),
        "[A-Za-z_][A-Za-z0-9_.-]{0,8}",
    ]
}

fn namespace() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        4 => Just(None),
        1 => select(vec!["urn:a", "urn:b", "http://x/?a=1&b=<2>", " ", "\t"]).prop_map(|name| Some(name.to_owned())),
    ]
}

/// Any text that XML 1.0 can carry, rich in what has to be escaped.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z0-9 ]{1,6}",
        2 => select(vec!["&", "<", ">", "\"", "'", "]]>", "\r", "\n", "\t", "\r\n", "&amp;", "-->", "\u{85}", "\u{2028}", "é", "😀"])
            .prop_map(str::to_owned),
        1 => any::<char>().prop_filter("not a character of XML 1.0", |c| is_xml_char(*c)).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// Production 2 of XML 1.0, written down once more.
fn is_xml_char(character: char) -> bool {
    let code = u32::from(character);
    matches!(code, 0x9 | 0xA | 0xD) || (code >= 0x20 && code != 0xFFFE && code != 0xFFFF)
}

fn attributes() -> impl Strategy<Value = Vec<Attribute>> {
    let name = prop_oneof![
        (namespace(), local()).prop_map(|(namespace, local)| Name { namespace, local }),
        Just(Name::in_namespace(XML_NAMESPACE, "lang")),
    ];
    prop::collection::btree_map(name, text(), 0..4).prop_map(|map| {
        map.into_iter()
            .map(|(name, value)| Attribute { name, value })
            .collect()
    })
}

fn shell() -> impl Strategy<Value = (Name, Vec<Attribute>)> {
    let name = (namespace(), local()).prop_map(|(namespace, local)| Name { namespace, local });
    (name, attributes())
}

/// Elements in the form in which they come from a reader: no empty text, no text side by side, no
/// blank text beside elements.
pub(crate) fn element() -> impl Strategy<Value = Element> {
    let leaf = (shell(), text()).prop_map(|((name, attributes), text)| {
        let children = if text.is_empty() {
            vec![]
        } else {
            vec![Node::Text(text)]
        };
        Element {
            name,
            attributes,
            children,
        }
    });
    leaf.prop_recursive(4, 24, 5, move |inner| {
        let child =
            prop_oneof![4 => inner.prop_map(Node::Element), 1 => text().prop_map(Node::Text)];
        (shell(), prop::collection::vec(child, 0..5)).prop_map(|((name, attributes), children)| {
            Element {
                name,
                attributes,
                children: normal(children),
            }
        })
    })
}

fn normal(children: Vec<Node>) -> Vec<Node> {
    let mut normal: Vec<Node> = Vec::new();
    for child in children {
        match (normal.last_mut(), child) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, child) => normal.push(child),
        }
    }
    let has_elements = normal.iter().any(|child| child.as_element().is_some());
    let is_blank = |text: &str| text.chars().all(|character| " \t\r\n".contains(character));
    normal.retain(|child| match child.as_text() {
        Some(text) if has_elements => !is_blank(text),
        Some(text) => !text.is_empty(),
        None => true,
    });
    normal
}

/// Pieces of markup, whole and broken.
pub(crate) const FRAGMENTS: &[&str] = &[
    "<",
    ">",
    "/",
    "</",
    "/>",
    "<a>",
    "</a>",
    "<b/>",
    "<p:c>",
    "</p:c>",
    " xmlns:p='u'",
    " xmlns='v'",
    " xmlns=''",
    " d='1'",
    " d=\"2\"",
    " p:d='3'",
    "'",
    "\"",
    "=",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "&",
    "&amp;",
    "&lt;",
    "&#65;",
    "&#x0;",
    "&#13;",
    "&#xFFFE;",
    "&nbsp;",
    ";",
    "#",
    "<!--",
    "-->",
    "--",
    "-",
    "<![CDATA[",
    "]]>",
    "]",
    "<?pi x?>",
    "<?",
    "?>",
    "?",
    "!",
    "<!",
    "<!DOCTYPE a>",
    "<?xml version='1.0'?>",
    "\u{1}",
    "\u{FFFE}",
    "\u{FEFF}",
    "é",
    "\u{B7}",
    ":",
    "x:",
    "1",
    ".",
    "xml",
    "xmlns",
    "\u{85}",
    "\u{2028}",
    "\u{A0}",
];

pub(crate) fn fragment() -> impl Strategy<Value = &'static str> {
    select(FRAGMENTS)
}

/// Documents with one of everything.
pub(crate) const DOCUMENTS: &[&str] = &[
    "<a>x</a>",
    "<?xml version='1.0' encoding='UTF-8'?>\n<a b='1' c=\"2\"><d/>text<e>&amp;</e></a>\n",
    "<p:a xmlns:p='u' p:b='1' b='2'><p:c/><q:d xmlns:q='v'/></p:a>",
    "<a xmlns='u'><b xmlns=''/><!-- c --><?pi?><![CDATA[x]]>y</a >",
    "<a b = '&#65;&quot;\t'><b >1</b ><c  /></a>",
];

/// A small damage.
#[derive(Clone, Debug)]
pub(crate) enum Mutation {
    Insert(Index, &'static str),
    Remove(Index),
    Replace(Index, &'static str),
    Swap(Index, Index),
}

pub(crate) fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let index = any::<Index>;
    let mutation = prop_oneof![
        (index(), fragment()).prop_map(|(at, text)| Mutation::Insert(at, text)),
        index().prop_map(Mutation::Remove),
        (index(), fragment()).prop_map(|(at, text)| Mutation::Replace(at, text)),
        (index(), index()).prop_map(|(one, other)| Mutation::Swap(one, other)),
    ];
    prop::collection::vec(mutation, 0..4)
}

pub(crate) fn mutate(document: &str, mutations: &[Mutation]) -> String {
    let mut pieces: Vec<String> = document.chars().map(String::from).collect();
    for mutation in mutations {
        let length = pieces.len();
        match mutation {
            Mutation::Insert(at, text) => pieces.insert(at.index(length + 1), (*text).to_owned()),
            _ if length == 0 => {}
            Mutation::Remove(at) => drop(pieces.remove(at.index(length))),
            Mutation::Replace(at, text) => (*text).clone_into(&mut pieces[at.index(length)]),
            Mutation::Swap(one, other) => pieces.swap(one.index(length), other.index(length)),
        }
    }
    pieces.concat()
}

/// The samples beside the checkout, if they are there.
pub(crate) fn corpus(folders: &[&str]) -> Option<Vec<(PathBuf, Vec<u8>)>> {
    let shared = std::env::var_os("SUITEPROJECTS_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let mut files = Vec::new();
    let mut waiting: Vec<_> = folders
        .iter()
        .map(|folder| shared.join("corpus").join(folder))
        .collect();
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            // Not by `println`, which is hidden where a test passes.
            let message = format!("skipped: no samples at {}\n", folder.display());
            std::io::stderr().write_all(message.as_bytes()).unwrap();
            return None;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                let bytes = std::fs::read(&path).unwrap();
                files.push((path, bytes));
            }
        }
    }
    Some(files)
}

/// What `roxmltree` makes of a document, in the form of our tree.
pub(crate) fn oracle(document: &str) -> Result<Element, roxmltree::Error> {
    let tree = roxmltree::Document::parse(document)?;
    Ok(converted(tree.root_element()))
}

fn converted(node: roxmltree::Node<'_, '_>) -> Element {
    let mut children = Vec::new();
    for child in node.children() {
        if child.is_element() {
            children.push(Node::Element(converted(child)));
        } else if child.is_text() {
            children.push(Node::Text(child.text().unwrap_or_default().to_owned()));
        }
    }
    let named = |namespace: Option<&str>, local: &str| Name {
        namespace: namespace.filter(|name| !name.is_empty()).map(str::to_owned),
        local: local.to_owned(),
    };
    let attributes = node.attributes().map(|attribute| Attribute {
        name: named(attribute.namespace(), attribute.name()),
        value: attribute.value().to_owned(),
    });
    let tag = node.tag_name();
    Element {
        name: named(tag.namespace(), tag.name()),
        attributes: attributes.collect(),
        children: normal(children),
    }
}

/// Every text in a JSON value.
pub(crate) fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Object(object) => object.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

/// White space between elements is not kept, so none at the ends is compared.
pub(crate) fn counted(texts: &[String]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let texts = texts.iter().map(|text| text.trim());
    for text in texts.filter(|text| !text.is_empty()) {
        *counts.entry(text.to_owned()).or_default() += 1;
    }
    counts
}
