//! The program and its rules, as SARIF describes them.

use serde::Serialize;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::validate::{Interpretation, Rule, Severity};

use super::model::{Level, Message};

/// The id of what stands for rows and files that cannot be read. It is no rule of the engine.
const UNREADABLE: &str = "unreadable";

const UNREADABLE_EXPLANATION: &str = "\
A row or a whole input cannot be read.

# Why

What is not well-formed cannot be judged: the server would refuse it, or read something else in it.

# What to do

Correct the place that the message names; the rest of the input may hold more.";

/// `tool`.
#[derive(Debug, Serialize)]
pub(super) struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

impl Tool {
    /// This program with every rule that it has.
    pub(super) fn new() -> Self {
        Self {
            driver: Driver {
                name: "suiteprojects",
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: Rule::all()
                    .map(Descriptor::of)
                    .chain(std::iter::once(Descriptor::unreadable()))
                    .collect(),
            },
        }
    }
}

/// `reportingDescriptorReference`: a rule by its id and its place in the list of the driver.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct RuleReference {
    pub(super) id: &'static str,
    pub(super) index: usize,
}

impl RuleReference {
    /// That of the rule; of `unreadable` if there is none.
    pub(super) fn of(rule: Option<&'static Rule>) -> Self {
        let unreadable = Self {
            id: UNREADABLE,
            index: Rule::all().len(),
        };
        rule.and_then(|rule| {
            let index = Rule::all().position(|other| other == rule)?;
            Some(Self {
                id: rule.id(),
                index,
            })
        })
        .unwrap_or(unreadable)
    }
}

/// `reportingDescriptor`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
}

#[derive(Debug, Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: Level,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    #[serde(skip_serializing_if = "Option::is_none")]
    server_code: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interpretation: Option<&'static str>,
}

impl Descriptor {
    fn of(rule: &Rule) -> Self {
        let server_code = rule.server_code().map(ErrorCode::get);
        let interpretation = rule.interpretation().map(Interpretation::name);
        let properties =
            (server_code.is_some() || interpretation.is_some()).then_some(Properties {
                server_code,
                interpretation,
            });
        Self::explained(
            rule.id(),
            &rule.summary(),
            rule.explanation(),
            rule.severity(),
            properties,
        )
    }

    fn unreadable() -> Self {
        Self::explained(
            UNREADABLE,
            UNREADABLE_EXPLANATION.lines().next().unwrap_or_default(),
            UNREADABLE_EXPLANATION.to_owned(),
            Severity::Error,
            None,
        )
    }

    fn explained(
        id: &'static str,
        summary: &str,
        markdown: String,
        severity: Severity,
        properties: Option<Properties>,
    ) -> Self {
        Self {
            id,
            short_description: summary.into(),
            full_description: full_description(&markdown).into(),
            help: Help {
                text: markdown.clone(),
                markdown,
            },
            default_configuration: Configuration {
                level: severity.into(),
            },
            properties,
        }
    }
}

/// What the explanation says up to what to do, without its heading: paragraphs, each on one line.
fn full_description(explanation: &str) -> String {
    let mut text = String::new();
    for line in explanation.lines() {
        match line {
            "# Why" => {}
            line if line.starts_with('#') => break,
            "" => {
                if !text.is_empty() && !text.ends_with("\n\n") {
                    text.push_str("\n\n");
                }
            }
            line => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push(' ');
                }
                text.push_str(line);
            }
        }
    }
    text.truncate(text.trim_end().len());
    text
}
