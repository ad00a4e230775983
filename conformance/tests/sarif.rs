//! SARIF against the schema of the standard, as it comes with the sources of `serde-sarif`.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

// The diagnostics that the renderers of the command line are tested with.
#[path = "../../cli/tests/render/samples.rs"]
mod samples;

use std::path::PathBuf;
use std::process::Command;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;
use suiteprojects_cli::diagnostic::{Diagnostic, Spot, Statement, Summary};
use suiteprojects_cli::render::Renderer as _;
use suiteprojects_cli::render::sarif::Sarif;

use self::samples::Samples;

/// What a command prints on its standard output.
fn output(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

fn cargo(arguments: &[&str]) -> Vec<u8> {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    output(
        Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--manifest-path", manifest]),
    )
}

/// The schema of SARIF 2.1.0.
fn schema() -> Validator {
    // Packages for other platforms need not be there.
    let version = output(Command::new(env!("CARGO")).arg("-vV"));
    let version = String::from_utf8(version).unwrap();
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let metadata: Value = serde_json::from_slice(&cargo(&[
        "metadata",
        "--format-version",
        "1",
        "--offline",
        "--filter-platform",
        host,
    ]))
    .unwrap();
    let package = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let schema = std::fs::read(manifest.with_file_name("src").join("schema.json")).unwrap();
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

fn rendered(diagnostics: &[Diagnostic<'_>], summary: &Summary) -> Value {
    let mut out = Vec::new();
    let mut renderer = Sarif::new(&mut out);
    for diagnostic in diagnostics {
        renderer.diagnostic(diagnostic).unwrap();
    }
    renderer.finish(summary).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn faults(schema: &Validator, document: &Value) -> Vec<String> {
    schema
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn the_samples_conform() {
    let schema = schema();
    let samples = Samples::new();
    let document = rendered(&samples.diagnostics(), &Samples::summary());
    assert_eq!(faults(&schema, &document), [""; 0]);
    let empty = rendered(&[], &Summary::default());
    assert_eq!(faults(&schema, &empty), [""; 0]);
}

/// A schema that is not looked at finds no fault either.
#[test]
fn the_schema_finds_faults() {
    let schema = schema();
    let samples = Samples::new();
    let document = rendered(&samples.diagnostics(), &Samples::summary());
    let region = "/runs/0/results/0/locations/0/physicalLocation/region/startLine";
    let address = "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri";
    for (place, fault) in [
        (region, Value::from(0)),
        (address, Value::from("my entries.csv")),
        ("/runs/0/columnKind", Value::from("bytes")),
        ("/runs/0/results/0/level", Value::from("unchecked")),
    ] {
        let mut document = document.clone();
        *document.pointer_mut(place).unwrap() = fault;
        assert_eq!(faults(&schema, &document).len(), 1, "{place}");
    }
}

#[test]
fn anything_conforms() {
    let schema = schema();
    let number = || prop_oneof![0_usize..3, Just(usize::MAX), any::<usize>()];
    let parts = (
        any::<String>(),
        ".{1,20}",
        proptest::option::of((number(), number(), proptest::option::of(number()))),
        (".{0,9}\n?.{0,9}", 0_usize..20, 0_usize..20),
    );
    proptest!(ProptestConfig::with_cases(64), |((message, file, place, (source, start, end)) in parts)| {
        let spot = place.map(|(line, column, end_column)| Spot {
            line,
            column,
            end_column,
            source: source.into(),
            source_line: line,
            underline: start..end,
        });
        let statement = Statement::Unreadable { message, help: None };
        let diagnostic = Diagnostic { statement, file: Some(&file), spot };
        let document = rendered(&[diagnostic], &Summary::default());
        prop_assert_eq!(faults(&schema, &document), [""; 0]);
    });
}
