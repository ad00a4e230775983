//! The README shows what the program says.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use support::{root, run};

/// The text between a line and the end of the fenced block that follows it.
fn block_after<'t>(text: &'t str, line: &str) -> &'t str {
    let (_, rest) = text.split_once(line).expect(line);
    let (_, rest) = rest.split_once("```text\n").expect("a block");
    rest.split_once("\n```").expect("its end").0
}

#[test]
fn the_first_command_shows_the_first_finding() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let command = readme
        .lines()
        .find_map(|line| line.strip_prefix("$ cargo run -- "))
        .unwrap();
    let outcome = run(&command.split_whitespace().collect::<Vec<_>>());
    assert_eq!(outcome.code, 1, "{outcome:?}");
    let finding = outcome.stdout.split("\n\n").next().unwrap();
    assert_eq!(
        block_after(&readme, "<!-- checked by cli/tests/readme.rs -->"),
        finding
    );
}

#[test]
fn every_command_of_the_readme_exists() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let help = run(&["--help"]).stdout;
    let mut commands = 0;
    for line in readme
        .lines()
        .filter_map(|line| line.strip_prefix("$ suiteprojects "))
    {
        let name = line.split_whitespace().next().unwrap();
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(name)),
            "{name}"
        );
        commands += 1;
    }
    assert!(commands > 5);
}
