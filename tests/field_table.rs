//! The field table, against the specification where that is at hand, and its own laws.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use suiteprojects::task::{Field, FieldName, Kind, Wire};

/// The folder of specifications, beside the checkout or where the environment says.
fn shared() -> PathBuf {
    std::env::var_os("SUITEPROJECTS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    )
}

/// Names, kind, access and need of every field, as the specification lists them.
#[test]
fn the_table_agrees_with_the_specification() {
    let path = shared().join("spec/task-fields.csv");
    // Some notes at the end of a row have commas and no quotes.
    let Ok(mut reader) = csv::ReaderBuilder::new().flexible(true).from_path(&path) else {
        // Straight to the stream: the harness hides what passing tests print.
        writeln!(
            std::io::stderr(),
            "skipped: {} is not there",
            path.display()
        )
        .unwrap();
        return;
    };
    let mut seen = BTreeSet::new();
    for record in reader.records() {
        let record = record.unwrap();
        let cell = |column: usize| Some(&record[column]).filter(|cell| !cell.is_empty());
        let field = Field::ALL
            .iter()
            .find(|field| field.name(Wire::Xml) == cell(0) && field.name(Wire::Rest) == cell(2))
            .unwrap_or_else(|| panic!("{record:?} has no row"));
        assert_eq!(field.name(Wire::Soap), cell(1), "{field}");
        assert_eq!(field.name(Wire::Database), cell(3), "{field}");
        assert_eq!(field.kind().as_str(), &record[4], "{field}");
        assert_eq!(field.access().as_str(), &record[5], "{field}");
        assert_eq!(field.is_required(), &record[6] == "yes", "{field}");
        assert_ne!(
            field.description(),
            &record[7],
            "{field} is described in our own words"
        );
        assert!(seen.insert(*field));
    }
    assert_eq!(seen.len(), Field::COUNT);
}

#[test]
fn names_are_unique_and_find_their_field() {
    for wire in [Wire::Xml, Wire::Rest] {
        let names: Vec<&str> = Field::ALL
            .iter()
            .filter_map(|field| field.name(wire))
            .collect();
        let unique: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(unique.len(), names.len());
    }
    for field in Field::ALL {
        assert_eq!(
            Field::from_xml_name(field.as_str()).is_some(),
            field.name(Wire::Xml).is_some()
        );
        assert_eq!(Field::from_any_name(field.as_str()), Some(*field));
        assert!(field.description().ends_with('.') && !field.description().contains('\n'));
    }
    let xml: Vec<&str> = Field::ALL
        .iter()
        .filter_map(|field| field.name(Wire::Xml))
        .collect();
    assert!(
        xml.is_sorted(),
        "fields are written in the order of their names"
    );
}

/// The swap in the vendor's older page, corrected: descriptions and columns agree with these.
#[test]
fn project_task_and_its_type_are_not_swapped() {
    assert_eq!(Field::ProjectTaskId.name(Wire::Rest), Some("projectTaskId"));
    assert_eq!(
        Field::ProjectTaskTypeId.name(Wire::Rest),
        Some("projectTaskTypeId")
    );
}

#[test]
fn names_that_are_no_field() {
    for name in [
        "loaded_cost.cost",
        "",
        "hours ",
        "customfield",
        "a b__c",
        "1st__c",
        "__c",
    ] {
        assert!(
            matches!(FieldName::from_any(name), FieldName::Unknown(_)),
            "{name}"
        );
    }
    assert!(
        matches!(FieldName::from_xml("Hours"), FieldName::Unknown(_)),
        "case counts in XML"
    );
    assert_eq!(FieldName::from_any("HOURS"), FieldName::Known(Field::Hours));
    assert_eq!(Field::Minutes.kind(), Kind::Whole);
}
