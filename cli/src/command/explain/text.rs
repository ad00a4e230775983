//! Explanations as paragraphs for a terminal.

use std::io::{self, Write};

use suiteprojects::error_code::KnownCode;
use suiteprojects::schema::{
    class_description, confidence_description, example_text, kind_description, retry_description,
};
use suiteprojects::task::{Field, Wire};
use suiteprojects::validate::{Interpretation, Rule};
use textwrap::{Options, WordSplitter};

use super::prose::{Block, blocks};
use super::topic::{Setting, Topic};

/// Writes explanations with a blank line between them, in lines of this many characters at most.
pub(super) fn write(topics: &[Topic], width: usize, out: &mut dyn Write) -> io::Result<()> {
    for (at, topic) in topics.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let mut page = Page { width, out };
        match topic {
            Topic::Rule(rule) => page.rule(rule)?,
            Topic::Interpretation(interpretation) => page.interpretation(*interpretation)?,
            Topic::Setting(setting) => page.setting(setting)?,
            Topic::Code(known) => page.code(known)?,
            Topic::Field(field) => page.field(*field)?,
        }
    }
    Ok(())
}

/// Writes a line for each topic, however long, under the word for what it is.
pub(super) fn list(out: &mut dyn Write) -> io::Result<()> {
    let mut kind = "";
    for topic in Topic::listed() {
        if topic.kind() != kind {
            if !kind.is_empty() {
                writeln!(out)?;
            }
            kind = topic.kind();
            writeln!(out, "{}S", kind.to_uppercase())?;
        }
        let name = match &topic {
            Topic::Code(known) => format!("{:<4} {}", known.code().get(), known.name()),
            other => other.name().to_owned(),
        };
        writeln!(out, "{name:<32} {}", topic.summary())?;
    }
    Ok(())
}

struct Page<'o> {
    width: usize,
    out: &'o mut dyn Write,
}

impl Page<'_> {
    fn rule(&mut self, rule: &Rule) -> io::Result<()> {
        let code = rule
            .server_code()
            .map_or_else(String::new, |code| format!(", server code {code}"));
        let header = format!("{}: rule, {}{code}", rule.id(), rule.severity());
        self.paragraph("", &header)?;
        let mut indent = "";
        for block in blocks(&rule.explanation()) {
            match block {
                Block::Heading(heading) => {
                    self.heading(&heading)?;
                    indent = "  ";
                }
                Block::Paragraph(text) => {
                    if indent.is_empty() {
                        writeln!(self.out)?;
                    }
                    self.paragraph(indent, &text)?;
                }
            }
        }
        if let Some(interpretation) = rule.interpretation() {
            self.heading(&format!("Interpretation {interpretation}"))?;
            self.paragraph("  ", interpretation.description())?;
            self.choice(interpretation)?;
        }
        for (heading, example) in [
            ("Fails", rule.failing_example()),
            ("Passes", rule.passing_example()),
        ] {
            self.heading(heading)?;
            for line in example_text(example).lines() {
                writeln!(self.out, "  {line}")?;
            }
        }
        Ok(())
    }

    fn interpretation(&mut self, interpretation: Interpretation) -> io::Result<()> {
        writeln!(self.out, "{interpretation}: interpretation\n")?;
        self.paragraph("", interpretation.description())?;
        self.heading("Values")?;
        self.choice(interpretation)?;
        self.heading("Rules")?;
        for rule in super::rules_that_rest_on(interpretation) {
            writeln!(self.out, "  {}", rule.id())?;
        }
        Ok(())
    }

    /// The values of an interpretation and how to switch it.
    fn choice(&mut self, interpretation: Interpretation) -> io::Result<()> {
        let values = interpretation.values();
        writeln!(self.out, "  {}", with_default(&values))?;
        if let Some(other) = values.get(1) {
            writeln!(
                self.out,
                "  on the command line: --interpretation {interpretation}={other}"
            )?;
            self.settings_file(interpretation.name(), other)?;
        }
        Ok(())
    }

    /// How to set a key, on a line of its own so that it can be copied.
    fn settings_file(&mut self, key: &str, value: &str) -> io::Result<()> {
        let line = super::settings_line(key, value);
        writeln!(self.out, "  in a settings file:  {line}")
    }

    fn setting(&mut self, setting: &Setting) -> io::Result<()> {
        writeln!(self.out, "{}: setting of the account\n", setting.key)?;
        self.paragraph("", setting.description)?;
        self.heading("Values")?;
        writeln!(self.out, "  {}", with_default(&setting.values))?;
        if let Some(other) = setting.values.get(1) {
            self.settings_file(setting.key, other)?;
        }
        Ok(())
    }

    fn code(&mut self, known: &KnownCode) -> io::Result<()> {
        writeln!(
            self.out,
            "{}: server code, {}\n",
            known.code(),
            known.class()
        )?;
        self.paragraph("", known.meaning())?;
        if let Some(advice) = known.advice() {
            self.heading("What to do")?;
            self.paragraph("  ", advice)?;
        }
        self.heading("Class")?;
        self.named(known.class().as_str(), class_description(known.class()))?;
        self.heading("Retry")?;
        self.named(known.retry().as_str(), retry_description(known.retry()))?;
        self.heading("Source")?;
        self.named(
            known.confidence().as_str(),
            confidence_description(known.confidence()),
        )?;
        let mut rules = super::rules_that_expect(known.code()).peekable();
        if rules.peek().is_some() {
            self.heading("Rules that expect it")?;
        }
        for rule in rules {
            writeln!(self.out, "  {}", rule.id())?;
        }
        Ok(())
    }

    fn field(&mut self, field: Field) -> io::Result<()> {
        writeln!(self.out, "{field}: field of a time entry\n")?;
        self.paragraph("", field.description())?;
        self.heading("Names")?;
        for (title, wire) in [
            ("XML, SOAP", Wire::Xml),
            ("REST", Wire::Rest),
            ("database", Wire::Database),
        ] {
            writeln!(
                self.out,
                "  {title:<10} {}",
                field.name(wire).unwrap_or("-")
            )?;
        }
        self.heading("Kind")?;
        self.named(field.kind().as_str(), kind_description(field.kind()))?;
        self.heading("Access")?;
        let required = if field.is_required() {
            ", required on Add"
        } else {
            ""
        };
        writeln!(self.out, "  {}{required}", field.access())
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "\n{text}")
    }

    fn named(&mut self, name: &str, description: &str) -> io::Result<()> {
        self.paragraph("  ", &format!("{name}: {description}"))
    }

    fn paragraph(&mut self, indent: &str, text: &str) -> io::Result<()> {
        // Names with hyphens can be copied only if they stay whole.
        let options = Options::new(self.width)
            .initial_indent(indent)
            .subsequent_indent(indent)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
        writeln!(self.out, "{}", textwrap::fill(text, options))
    }
}

/// The values, the first of which is the default.
fn with_default(values: &[&str]) -> String {
    match values {
        [default, others @ ..] => [&[&*format!("{default} (default)")], others]
            .concat()
            .join(", "),
        [] => String::new(),
    }
}
