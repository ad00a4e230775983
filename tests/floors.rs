//! The library is built in floors, and each may use only the floors below it; see DESIGN.md.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The floor of each module; a module may use modules of a lower floor. Rooms of later floors are
/// named here before they are built.
const FLOORS: &[(&str, u32)] = &[
    ("text", 0),
    ("time", 0),
    ("element", 10),
    ("error_code", 10),
    ("task", 10),
    ("record", 15),
    ("validate", 20),
    ("api", 25),
    ("json", 30),
    ("rest", 32),
    ("soap", 32),
    ("xml", 30),
    ("schema", 35),
    ("protocol", 40),
    ("journal", 45),
    ("client", 50),
];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|suffix| suffix == "rs") {
            files.push(path);
        }
    }
}

/// The modules of the crate that the code of a file names, tests and comments apart.
fn used_modules(source: &str) -> Vec<String> {
    let code = source
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let mut used = Vec::new();
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for (at, _) in line.match_indices("crate::") {
            // `$crate` of a macro and `crate` of a path are the same crate.
            let name: String = line[at + "crate::".len()..]
                .chars()
                .take_while(|character| character.is_ascii_alphanumeric() || *character == '_')
                .collect();
            used.push(name);
        }
    }
    used
}

#[test]
fn no_use_runs_upward() {
    let floors: BTreeMap<&str, u32> = FLOORS.iter().copied().collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    assert!(files.len() > 50, "the sources are found");
    let mut wrong = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(&root).unwrap();
        let is_test = inside.file_name().is_some_and(|name| name == "tests.rs")
            || inside.components().any(|part| part.as_os_str() == "tests");
        let module = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let module = module.strip_suffix(".rs").unwrap_or(module);
        if module == "lib" || is_test {
            continue;
        }
        let Some(floor) = floors.get(module) else {
            wrong.push(format!("{} is on no floor", inside.display()));
            continue;
        };
        for used in used_modules(&fs::read_to_string(file).unwrap()) {
            match floors.get(used.as_str()) {
                Some(other) if used == module || other < floor => {}
                Some(_) => wrong.push(format!("{} uses {used}", inside.display())),
                None => wrong.push(format!(
                    "{} uses crate::{used}, which is no module",
                    inside.display()
                )),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in [
        "src",
        "tests",
        "cli",
        "connectors",
        "emulator",
        "fuzz/src",
        "examples",
    ] {
        rust_files(&root.join(folder), &mut files);
    }
    let long: Vec<String> = files
        .iter()
        .map(|file| (file, fs::read_to_string(file).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > 500)
        .map(|(file, lines)| format!("{} has {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
