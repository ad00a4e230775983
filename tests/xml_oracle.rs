//! Agreement with `roxmltree`, an independent reader, on what is well-formed and what it means.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod xml_support;

use proptest::prelude::*;
use proptest::sample::select;
use suiteprojects::element::Element;
use suiteprojects::xml::{Limits, ReadError, ReadErrorKind, tree};
use xml_support::{DOCUMENTS, cases, element, fragment, mutate, mutations, oracle};

/// Why the two readers may disagree on a document. Where only one accepts, the other follows the
/// recommendations; another independent reader (expat) sides with ours.
fn known_difference(
    document: &str,
    ours: &Result<Element, ReadError>,
    theirs: &Result<Element, roxmltree::Error>,
) -> Option<&'static str> {
    // Namespaces in XML 1.0, section 3.
    if document.contains(":xmlns") {
        return Some("it takes `xmlns` with any prefix for a declaration");
    }
    match (ours, theirs) {
        // XML 1.0, section 2.11.
        (Ok(_), Ok(_)) if document.contains('\r') => Some("it keeps a CR before a reference"),
        // Namespaces in XML 1.0, section 3.
        (Ok(_), Err(_)) if document.contains("<xml:") => Some("it knows `xml` only in attributes"),
        (Err(error), Ok(_)) => {
            let before = &document[..error.position().byte];
            let instruction = before.rfind("<?").max(before.rfind("?>"));
            let found = &document[error.position().byte..];
            if found.starts_with("<?")
                || instruction.is_some_and(|at| document[at..].starts_with("<?"))
            {
                // XML 1.0, productions 16, 17, 23 to 26, 32, 80, 81.
                Some("it does not look into the declaration and processing instructions")
            } else if error.kind() == ReadErrorKind::Namespace && found.starts_with(':') {
                // Namespaces in XML 1.0, section 4.
                Some("it takes an empty prefix for none")
            } else if found.starts_with("</:") {
                Some("it takes an empty prefix for none")
            } else if error
                .to_string()
                .ends_with("is bound to an empty namespace name")
            {
                // Namespaces in XML 1.0, section 2.2.
                Some("it lets a prefix be undeclared")
            } else if found.starts_with("xmlns=") && error.kind() == ReadErrorKind::Structure {
                // XML 1.0, section 3.1.
                Some("it lets the default namespace be declared twice")
            } else {
                None
            }
        }
        _ => None,
    }
}

fn compare(document: &str) -> Result<(), TestCaseError> {
    let ours = tree::parse(document.as_bytes(), Limits::default());
    let theirs = oracle(document);
    let agrees = match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => ours == theirs,
        (Err(_), Err(_)) => true,
        _ => false,
    };
    if !agrees && known_difference(document, &ours, &theirs).is_none() {
        let message = format!("{document:?}\nours: {ours:?}\ntheirs: {theirs:?}");
        return Err(TestCaseError::fail(message));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(20_000))]

    #[test]
    fn damaged_documents(document in select(DOCUMENTS), mutations in mutations()) {
        compare(&mutate(document, &mutations))?;
    }

    #[test]
    fn pieces_of_markup(fragments in prop::collection::vec(fragment(), 0..10)) {
        compare(&format!("<a>{}</a>", fragments.concat()))?;
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn written_documents(element in element()) {
        let document = tree::to_string(&element).unwrap();
        prop_assert_eq!(oracle(&document).unwrap(), element);
    }

    #[test]
    fn damaged_written_documents(element in element(), mutations in mutations()) {
        compare(&mutate(&tree::to_string(&element).unwrap(), &mutations))?;
    }
}

/// Each difference above is really one; what is no longer one must be taken from the list.
#[test]
fn known_differences_are_there() {
    for document in [
        "<a>\r&amp;</a>",
        "<a><xml:b/></a>",
        "<?xml version='1'?><a/>",
        "<?pi+?><a/>",
        "<:a/>",
        "<a></:a>",
        "<a xmlns:p=''/>",
        "<a xmlns='' xmlns=''/>",
        "<a x:xmlns=''/>",
    ] {
        let ours = tree::parse(document.as_bytes(), Limits::default());
        let theirs = oracle(document);
        assert!(
            ours.is_ok() != theirs.is_ok() || ours.unwrap() != theirs.unwrap(),
            "{document}"
        );
        compare(document).unwrap();
    }
}
