//! The fields of the typed records against the list of the vendor's types, where that is at hand.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::PathBuf;

use suiteprojects::record::{
    Category, Customer, ErrorText, Project, ProjectTask, TimeType, Timesheet, TypedRecord, User,
};
use suiteprojects::task::Task;

/// Fields that are not in the WSDL of 2016, but in newer samples and texts.
const NEWER: &[(&str, &str)] = &[
    ("Project", "deleted"),
    ("Task", "end_time"),
    ("Task", "start_time"),
];

fn table<R: TypedRecord>() -> (&'static str, Vec<&'static str>) {
    (R::OBJECT_TYPE, R::field_names())
}

#[test]
fn every_field_exists() {
    let shared = std::env::var_os("SUITEPROJECTS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("spec/datatypes.csv");
    let Ok(mut reader) = csv::Reader::from_path(&path) else {
        // Straight to the stream: the harness hides what passing tests print.
        writeln!(
            std::io::stderr(),
            "skipped: {} is not there",
            path.display()
        )
        .unwrap();
        return;
    };
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        let fields = types.entry(row[0].to_owned()).or_default();
        fields.insert(row[1].to_owned());
    }
    let tables = [
        table::<Category>(),
        table::<Customer>(),
        table::<ErrorText>(),
        table::<Project>(),
        table::<ProjectTask>(),
        table::<Task>(),
        table::<TimeType>(),
        table::<Timesheet>(),
        table::<User>(),
    ];
    let mut unknown = Vec::new();
    for (object_type, fields) in tables {
        let known = &types[object_type];
        for field in fields {
            if !known.contains(field) {
                unknown.push((object_type, field));
            }
        }
    }
    assert_eq!(unknown, NEWER);
}
