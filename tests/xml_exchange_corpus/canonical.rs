//! When two messages mean the same.

use std::collections::BTreeMap;

use suiteprojects::element::Element;

use crate::xml_support::oracle;

/// An element with everything removed that has no meaning for the server.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Canonical {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Canonical>,
}

/// What stands in a sample where a value should be, and the value: samples were taken from programs,
/// which fill it in.
pub(crate) type Placeholders<'p> = &'p [(&'p str, &'p str)];

/// The canonical form of a document.
pub(crate) fn of(document: &str, placeholders: Placeholders<'_>) -> Canonical {
    let root = oracle(document).unwrap();
    canonical(&root, placeholders, None)
}

impl Canonical {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }
}

const DATE_LENGTHS: [(&str, usize); 6] = [
    ("year", 4),
    ("month", 2),
    ("day", 2),
    ("hour", 2),
    ("minute", 2),
    ("second", 2),
];

/// Commands that are told with `enable_custom` to take custom fields.
const WRITING: [&str; 2] = ["Add", "Modify"];

fn canonical(element: &Element, placeholders: Placeholders<'_>, parent: Option<&str>) -> Canonical {
    let filled = |text: &str| {
        let found = placeholders.iter().find(|(place, _)| *place == text);
        found.map_or(text, |(_, value)| value).to_owned()
    };
    // Types of objects are placeholders too, fields are not: there is a field `hours`, and a text
    // "hours" in a sample.
    let local = &element.name.local;
    let name = if local.starts_with(char::is_uppercase) {
        filled(local)
    } else {
        local.clone()
    };
    let mut attributes: BTreeMap<String, String> = element
        .attributes
        .iter()
        .map(|attribute| (attribute.name.local.clone(), filled(&attribute.value)))
        .collect();
    let mut children: Vec<Canonical> = element
        .elements()
        .map(|child| canonical(child, placeholders, Some(&name)))
        .collect();
    let mut text = filled(&element.text());
    // Blanks alone are no value.
    if text.trim().is_empty() {
        text.clear();
    }

    // The two spellings of the version; notes 1.2.
    if let Some(version) = attributes.remove("API_ver") {
        attributes.insert("API_version".to_owned(), version);
    }
    if name == "Read" {
        // `N` is `0,N`, blanks do not count, and 1,000 from the first is the most there is; notes 3.
        let limit = attributes
            .remove("limit")
            .unwrap_or_default()
            .replace(' ', "");
        let limit = match limit.as_str() {
            "" => "0,1000".to_owned(),
            limit if !limit.contains(',') => format!("0,{limit}"),
            _ => limit,
        };
        attributes.insert("limit".to_owned(), limit);
    }
    // Without a custom field there is nothing to be told.
    if WRITING.contains(&&*name) && !has_custom_fields(element) {
        attributes.remove("enable_custom");
    }
    if parent == Some("Add") {
        // What is stored new has no value to clear.
        children.retain(|field| !field.text.is_empty() || !field.children.is_empty());
    }
    if name == "Date" {
        // Members may be empty or left out, padded or not; notes 4.
        children.retain(|member| !member.text.is_empty());
        for member in &mut children {
            let length = DATE_LENGTHS.iter().find(|(name, _)| *name == member.name);
            if let Some((_, length)) = length {
                member.text = format!("{:0>length$}", member.text);
            }
        }
    }
    // Fields come in any order (notes 1.3, 1.4, 4); the order of commands, and of dates and search
    // objects in them, counts.
    let is_message = matches!(name.as_str(), "request" | "response");
    let is_command = parent.is_none_or(|parent| matches!(parent, "request" | "response"));
    if !is_message {
        children.sort_by_key(|child| {
            let is_field = child.name.starts_with(char::is_lowercase);
            let name = child.name.clone();
            if is_command && !is_field {
                (true, String::new())
            } else {
                (false, name)
            }
        });
    }
    Canonical {
        name,
        attributes,
        text,
        children,
    }
}

fn has_custom_fields(element: &Element) -> bool {
    element
        .elements()
        .any(|child| child.name.local.ends_with("__c") || has_custom_fields(child))
}

/// What is called the same has to be told apart from what is not.
#[test]
fn differences_that_count() {
    let same = |one: &str, other: &str| of(one, &[]) == of(other, &[]);
    assert!(same(
        "<Read limit='5'><Slip><a>1</a><b/></Slip></Read>",
        "<Read limit='0, 5'> <Slip><b> </b><a>1</a></Slip> </Read>"
    ));
    assert!(same(
        "<Date><year>2026</year><month>1</month><hour/></Date>",
        "<Date><month>01</month><year>2026</year></Date>"
    ));
    assert!(!same(
        "<Date><month>1</month></Date>",
        "<Date><month>10</month></Date>"
    ));
    assert!(!same("<Read limit='5'/>", "<Read limit='5,5'/>"));
    assert!(!same("<Slip><a>1</a></Slip>", "<Slip><a>1 </a></Slip>"));
    assert!(!same(
        "<Modify><Slip><a>1</a></Slip></Modify>",
        "<Modify><Slip><a>1</a><b/></Slip></Modify>"
    ));
    assert!(!same(
        "<request><Time/><Whoami/></request>",
        "<request><Whoami/><Time/></request>"
    ));
    assert!(!same(
        "<Read><Date><year>1</year></Date><Slip/></Read>",
        "<Read><Slip/><Date><year>1</year></Date></Read>"
    ));
    assert!(!same(
        "<Add enable_custom='1'><Slip><a__c/></Slip></Add>",
        "<Add><Slip><a__c/></Slip></Add>"
    ));
}
