//! Samples of the wire format, if the folder with them lies beside the checkout.
//!
//! What is well-formed there is decided by `roxmltree`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "only tests are here"
)]

mod xml_support;

use suiteprojects::xml::{Document, Limits, tree};
use xml_support::{corpus, counted, oracle, strings};

#[test]
fn every_well_formed_sample_is_read() {
    let Some(files) = corpus(&["xml-requests", "xml-responses", "soap", "soap-stock"]) else {
        return;
    };
    let mut read = 0;
    for (path, bytes) in &files {
        let ours = tree::parse(bytes, Limits::default());
        match oracle(std::str::from_utf8(bytes).unwrap()) {
            Ok(theirs) => {
                assert_eq!(ours.unwrap(), theirs, "{}", path.display());
                read += 1;
            }
            Err(error) => {
                println!("not well-formed: {}: {error}", path.display());
                ours.unwrap_err();
            }
        }
    }
    assert!(read > 0);
    println!("{read} of {} samples are well-formed", files.len());
}

/// The strings of the JSON are the attribute values and texts of the sample, each as often as it
/// occurs there, and the names of the commands and records.
#[test]
fn json_holds_everything() {
    let Some(files) = corpus(&["xml-requests", "xml-responses"]) else {
        return;
    };
    for (path, bytes) in files {
        let text = std::str::from_utf8(&bytes).unwrap();
        let Ok(tree) = roxmltree::Document::parse(text) else {
            continue;
        };
        let mut expected = Vec::new();
        for node in tree.descendants().filter(roxmltree::Node::is_element) {
            let texts = node.children().filter(roxmltree::Node::is_text);
            expected.push(texts.filter_map(|child| child.text()).collect::<String>());
            expected.extend(
                node.attributes()
                    .map(|attribute| attribute.value().to_owned()),
            );
        }
        let document = Document::parse(&bytes, Limits::default()).unwrap();
        expected.extend(["xml", document.kind.as_str()].map(str::to_owned));
        for command in &document.commands {
            expected.push(command.name().to_string());
            expected.extend(command.records().map(|record| record.name.to_string()));
        }
        expected.extend(
            document
                .records
                .iter()
                .map(|record| record.name.to_string()),
        );
        let mut found = Vec::new();
        strings(&serde_json::to_value(&document).unwrap(), &mut found);
        assert_eq!(counted(&found), counted(&expected), "{}", path.display());
    }
}

/// Cut off anywhere, no sample is taken for a whole one.
#[test]
fn every_beginning_of_a_sample_is_refused() {
    let Some(files) = corpus(&["xml-requests", "xml-responses", "soap", "soap-stock"]) else {
        return;
    };
    for (path, bytes) in files {
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        if oracle(text).is_err() {
            continue;
        }
        // Behind the last bracket the document is complete.
        let last = text.rfind('>').unwrap();
        let step = if last < 2_000 { 1 } else { last / 50 };
        for end in (0..=last).step_by(step) {
            let error = tree::parse(&bytes[..end], Limits::default()).unwrap_err();
            assert!(error.is_truncated(), "{} at {end}: {error}", path.display());
        }
    }
}
