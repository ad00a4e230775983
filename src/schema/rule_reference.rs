//! The rules of the engine for people to read.

use std::fmt::{self, Write as _};

use super::markdown::{GENERATED, written};
use crate::validate::{Example, Rule};

/// A Markdown page with a section for each rule of the engine.
///
/// ```
/// let page = suiteprojects::schema::rule_reference();
/// assert!(page.contains("## time-format"));
/// ```
pub fn rule_reference() -> String {
    let mut page = format!(
        "{GENERATED}# Rules\n\n\
        What is checked of a time entry before it is sent, in the order in which the server is \
        expected to answer; rules without a code of the server follow. *error*: the server \
        refuses the entry, or would store something other than what was meant. *warning*: the \
        server ignores or changes something without saying so, or the verdict rests on an \
        interpretation of a point that the vendor's pages leave open.\n"
    );
    for rule in Rule::all() {
        page.push('\n');
        page += &rule_section(rule);
    }
    page
}

/// The section of one rule: id, severity, code, explanation and examples, as Markdown with a
/// heading of the second level.
///
/// ```
/// use suiteprojects::schema::rule_section;
/// use suiteprojects::validate::Rule;
///
/// let rule = Rule::by_id("date-required").ok_or("no such rule")?;
/// assert!(rule_section(rule).starts_with("## date-required\n"));
/// # Ok::<(), &str>(())
/// ```
pub fn rule_section(rule: &Rule) -> String {
    written(|section| write_section(rule, section))
}

fn write_section(rule: &Rule, section: &mut String) -> fmt::Result {
    write!(section, "## {}\n\n*{}*", rule.id(), rule.severity())?;
    if let Some(code) = rule.server_code() {
        write!(section, ", server code {code}")?;
    }
    if let Some(interpretation) = rule.interpretation() {
        let values = interpretation.values().join(", ");
        write!(section, ", interpretation `{interpretation}` ({values})")?;
    }
    section.write_str("\n\n")?;
    for line in rule.explanation().lines() {
        let below = if line.starts_with('#') { "##" } else { "" };
        writeln!(section, "{below}{line}")?;
    }
    for (title, example) in [
        ("Fails", rule.failing_example()),
        ("Passes", rule.passing_example()),
    ] {
        let example = example_text(example);
        write!(section, "\n### {title}\n\n```text\n{example}```\n")?;
    }
    Ok(())
}

/// An example as lines `field = value`, headed by the command, the settings that are not at their
/// defaults, and the reference data, each on a line of its own; entries that stand earlier in the
/// file come first.
///
/// ```
/// use suiteprojects::schema::example_text;
/// use suiteprojects::validate::Rule;
///
/// let rule = Rule::by_id("minutes-carried").ok_or("no such rule")?;
/// assert!(example_text(rule.failing_example()).starts_with("Add\n"));
/// # Ok::<(), &str>(())
/// ```
pub fn example_text(example: &Example) -> String {
    written(|text| write_example(example, text))
}

fn write_example(example: &Example, text: &mut String) -> fmt::Result {
    writeln!(text, "{}", example.command)?;
    for (key, value) in example.settings {
        writeln!(text, "with {key} = {value}")?;
    }
    if example.with_reference {
        writeln!(text, "against examples/reference.json")?;
    }
    let several = example.entries.len() > 1;
    for (at, fields) in example.entries.iter().enumerate() {
        if several {
            writeln!(text, "entry {}", at + 1)?;
        }
        for (name, value) in *fields {
            // What would be lost or misread on paper is shown escaped.
            if value.is_empty() || value.trim() != *value || value.contains(char::is_control) {
                writeln!(text, "  {name} = {value:?}")?;
            } else {
                writeln!(text, "  {name} = {value}")?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn a_section() {
        assert_snapshot!(rule_section(Rule::by_id("duplicate-entry").unwrap()));
    }

    #[test]
    fn every_rule_has_a_section_with_its_code_and_examples() {
        let page = rule_reference();
        let sections: Vec<&str> = page.split("\n## ").skip(1).collect();
        assert_eq!(sections.len(), Rule::all().len());
        for (section, rule) in sections.into_iter().zip(Rule::all()) {
            assert!(section.starts_with(rule.id()));
            assert!(section.contains(&example_text(rule.failing_example())));
            assert!(section.contains(&example_text(rule.passing_example())));
            if let Some(code) = rule.server_code() {
                assert!(section.contains(&code.to_string()));
            }
            if let Some(interpretation) = rule.interpretation() {
                assert!(section.contains(interpretation.name()));
            }
        }
    }

    #[test]
    fn headings_are_below_that_of_the_section() {
        for line in rule_reference()
            .lines()
            .filter(|line| line.starts_with('#'))
        {
            let level = line.bytes().take_while(|byte| *byte == b'#').count();
            assert_eq!(
                level,
                match line.trim_start_matches('#').trim() {
                    "Rules" => 1,
                    "Why" | "What to do" | "Fails" | "Passes" => 3,
                    _ => 2,
                }
            );
        }
    }
}
