//! Explanations as JSON.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use suiteprojects::error_code::KnownCode;
use suiteprojects::validate::{Example, Interpretation, Rule};

use super::topic::{Setting, Topic};
use crate::command::fields::Row;

/// An explanation. The names of the members are the keys.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Object {
    Rule {
        id: &'static str,
        severity: &'static str,
        server_code: Option<u32>,
        interpretation: Option<&'static str>,
        summary: String,
        /// Markdown.
        explanation: String,
        fails: ExampleObject,
        passes: ExampleObject,
    },
    Interpretation {
        name: &'static str,
        description: &'static str,
        default: Option<&'static str>,
        values: Vec<&'static str>,
        rules: Vec<&'static str>,
    },
    Setting {
        name: &'static str,
        description: &'static str,
        default: Option<&'static str>,
        values: Vec<&'static str>,
    },
    Code {
        code: u32,
        name: &'static str,
        meaning: &'static str,
        advice: Option<&'static str>,
        class: &'static str,
        retry: &'static str,
        confidence: &'static str,
        rules: Vec<&'static str>,
    },
    Field {
        #[serde(flatten)]
        row: Row,
    },
}

#[derive(Serialize)]
struct ExampleObject {
    command: &'static str,
    settings: Pairs,
    with_reference: bool,
    entries: Vec<Pairs>,
}

/// An object whose members keep their order.
struct Pairs(&'static [(&'static str, &'static str)]);

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// An entry of the list.
#[derive(Serialize)]
struct Item {
    r#type: &'static str,
    name: &'static str,
    code: Option<u32>,
    summary: String,
}

/// Writes an array with an object for each topic.
pub(super) fn write(topics: &[Topic], out: &mut dyn Write) -> io::Result<()> {
    let objects: Vec<Object> = topics.iter().map(object).collect();
    print(&objects, out)
}

/// Writes an array with a short object for each topic.
pub(super) fn list(out: &mut dyn Write) -> io::Result<()> {
    let items: Vec<Item> = Topic::listed()
        .map(|topic| Item {
            r#type: topic.kind(),
            name: topic.name(),
            code: match topic {
                Topic::Code(known) => Some(known.code().get()),
                _ => None,
            },
            summary: topic.summary(),
        })
        .collect();
    print(&items, out)
}

fn print(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

fn object(topic: &Topic) -> Object {
    match topic {
        Topic::Rule(rule) => rule_object(rule, topic.summary()),
        Topic::Interpretation(interpretation) => interpretation_object(*interpretation),
        Topic::Setting(Setting {
            key,
            values,
            description,
        }) => Object::Setting {
            name: key,
            description,
            default: values.first().copied(),
            values: values.clone(),
        },
        Topic::Code(known) => code_object(known),
        Topic::Field(field) => Object::Field {
            row: Row::new(*field, None),
        },
    }
}

fn rule_object(rule: &Rule, summary: String) -> Object {
    Object::Rule {
        id: rule.id(),
        severity: rule.severity().as_str(),
        server_code: rule
            .server_code()
            .map(suiteprojects::error_code::ErrorCode::get),
        interpretation: rule.interpretation().map(Interpretation::name),
        summary,
        explanation: rule.explanation(),
        fails: example(rule.failing_example()),
        passes: example(rule.passing_example()),
    }
}

fn interpretation_object(interpretation: Interpretation) -> Object {
    let values = interpretation.values();
    Object::Interpretation {
        name: interpretation.name(),
        description: interpretation.description(),
        default: values.first().copied(),
        values,
        rules: super::rules_that_rest_on(interpretation)
            .map(Rule::id)
            .collect(),
    }
}

fn code_object(known: &KnownCode) -> Object {
    Object::Code {
        code: known.code().get(),
        name: known.name(),
        meaning: known.meaning(),
        advice: known.advice(),
        class: known.class().as_str(),
        retry: known.retry().as_str(),
        confidence: known.confidence().as_str(),
        rules: super::rules_that_expect(known.code())
            .map(Rule::id)
            .collect(),
    }
}

fn example(example: &Example) -> ExampleObject {
    ExampleObject {
        command: example.command.as_str(),
        settings: Pairs(example.settings),
        with_reference: example.with_reference,
        entries: example.entries.iter().map(|fields| Pairs(fields)).collect(),
    }
}
