//! Explanations as sections of Markdown.

use std::io::{self, Write};

use suiteprojects::error_code::KnownCode;
use suiteprojects::schema::{
    class_description, confidence_description, kind_description, retry_description, rule_section,
};
use suiteprojects::task::{Field, Wire};
use suiteprojects::validate::{Interpretation, Rule};

use super::topic::{Setting, Topic};

/// Writes a section for each topic.
pub(super) fn write(topics: &[Topic], out: &mut dyn Write) -> io::Result<()> {
    for (at, topic) in topics.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match topic {
            Topic::Rule(rule) => write!(out, "{}", rule_section(rule))?,
            Topic::Interpretation(interpretation) => write_interpretation(*interpretation, out)?,
            Topic::Setting(setting) => write_setting(setting, out)?,
            Topic::Code(known) => write_code(known, out)?,
            Topic::Field(field) => write_field(*field, out)?,
        }
    }
    Ok(())
}

/// Writes a list item for each topic, under headings.
pub(super) fn list(out: &mut dyn Write) -> io::Result<()> {
    let mut kind = "";
    for topic in Topic::listed() {
        if topic.kind() != kind {
            let before = if kind.is_empty() { "" } else { "\n" };
            kind = topic.kind();
            let (first, rest) = kind.split_at(1);
            writeln!(out, "{before}## {}{rest}s\n", first.to_uppercase())?;
        }
        let name = match &topic {
            Topic::Code(known) => format!("{} `{}`", known.code().get(), known.name()),
            other => format!("`{}`", other.name()),
        };
        writeln!(out, "* {name}: {}", topic.summary())?;
    }
    Ok(())
}

fn write_interpretation(interpretation: Interpretation, out: &mut dyn Write) -> io::Result<()> {
    let description = interpretation.description();
    writeln!(
        out,
        "## {interpretation}\n\n*interpretation*\n\n{description}\n"
    )?;
    write_values(interpretation.name(), &interpretation.values(), out)?;
    writeln!(
        out,
        "* Rules: {}",
        names(super::rules_that_rest_on(interpretation).map(Rule::id))
    )
}

fn write_setting(setting: &Setting, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "## {}\n\n*setting of the account*\n\n{}\n",
        setting.key, setting.description
    )?;
    write_values(setting.key, &setting.values, out)
}

fn write_values(key: &str, values: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "* Values, the default first: {}",
        names(values.iter().copied())
    )?;
    match values.get(1) {
        Some(other) => writeln!(
            out,
            "* In the settings file: `{}`",
            super::settings_line(key, other)
        ),
        None => Ok(()),
    }
}

fn write_code(known: &KnownCode, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "## {}\n\n*server code*\n\n{}\n",
        known.code(),
        known.meaning()
    )?;
    if let Some(advice) = known.advice() {
        writeln!(out, "{advice}\n")?;
    }
    for (title, name, description) in [
        (
            "Class",
            known.class().as_str(),
            class_description(known.class()),
        ),
        (
            "Retry",
            known.retry().as_str(),
            retry_description(known.retry()),
        ),
        (
            "Source",
            known.confidence().as_str(),
            confidence_description(known.confidence()),
        ),
    ] {
        writeln!(out, "* {title}: *{name}*. {description}")?;
    }
    let rules = names(super::rules_that_expect(known.code()).map(Rule::id));
    if rules.is_empty() {
        Ok(())
    } else {
        writeln!(out, "* Rules that expect it: {rules}")
    }
}

fn write_field(field: Field, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "## {field}\n\n*field of a time entry*\n\n{}\n",
        field.description()
    )?;
    for (title, wire) in [
        ("XML and SOAP", Wire::Xml),
        ("REST", Wire::Rest),
        ("Database", Wire::Database),
    ] {
        if let Some(name) = field.name(wire) {
            writeln!(out, "* {title}: `{name}`")?;
        }
    }
    writeln!(
        out,
        "* Kind: *{}*. {}",
        field.kind(),
        kind_description(field.kind())
    )?;
    let required = if field.is_required() {
        ", required on Add"
    } else {
        ""
    };
    writeln!(out, "* Access: {}{required}", field.access())
}

fn names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
