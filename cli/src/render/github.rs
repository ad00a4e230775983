//! Workflow commands of GitHub Actions: annotations on the files of a pull request.
//!
//! The summary is a plain line of the log. As a command it would be one more annotation, and a step
//! may have only ten of a kind.

use std::fmt::Write as _;
use std::io;

use suiteprojects::validate::Severity;

use super::Renderer;
use super::visible::one_line;
use crate::diagnostic::{Diagnostic, Summary};

/// Writes `::error file=…,line=…,col=…,endColumn=…,title=rule (code)::message%0Ahelp`; warnings as
/// `::warning`, rules that could not be evaluated as `::notice`.
#[derive(Debug)]
pub struct Github<W> {
    out: W,
}

impl<W: io::Write> Github<W> {
    /// A renderer that writes to `out`.
    pub const fn new(out: W) -> Self {
        Self { out }
    }
}

impl<W: io::Write> Renderer for Github<W> {
    fn diagnostic(&mut self, diagnostic: &Diagnostic<'_>) -> io::Result<()> {
        let statement = &diagnostic.statement;
        let mut line = String::from(match statement.severity() {
            Severity::Error => "::error ",
            Severity::Warning => "::warning ",
            _ => "::notice ",
        });
        if let Some(file) = diagnostic.file {
            line.push_str("file=");
            escape(file, Part::Property, &mut line);
            line.push(',');
        }
        if let Some(spot) = &diagnostic.spot {
            let _ = write!(line, "line={},col={},", spot.line, spot.column);
            if let Some(end_column) = spot.end_column {
                let _ = write!(line, "endColumn={end_column},");
            }
        }
        line.push_str("title=");
        let title = match statement.finding() {
            None => "unreadable".to_owned(),
            Some(finding) => match finding.server_code() {
                None => finding.rule().id().to_owned(),
                Some(code) => format!("{} ({})", finding.rule().id(), code.get()),
            },
        };
        escape(&title, Part::Property, &mut line);
        line.push_str("::");
        escape(&one_line(&statement.to_string()), Part::Data, &mut line);
        if let Some(help) = statement.help() {
            escape("\n", Part::Data, &mut line);
            escape(&one_line(&help), Part::Data, &mut line);
        }
        line.push('\n');
        self.out.write_all(line.as_bytes())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        writeln!(self.out, "{summary}")?;
        self.out.flush()
    }
}

/// Where in a workflow command a text stands.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Part {
    /// The value of a property, which ends at a comma or a colon.
    Property,
    /// The message, which ends with the line.
    Data,
}

/// Escapes as the vendor's toolkit does (`escapeProperty` and `escapeData` of `@actions/core`). The
/// runner knows only these sequences, not percent-encoding in general.
fn escape(text: &str, part: Part, into: &mut String) {
    for character in text.chars() {
        match character {
            '%' => into.push_str("%25"),
            '\r' => into.push_str("%0D"),
            '\n' => into.push_str("%0A"),
            ':' if part == Part::Property => into.push_str("%3A"),
            ',' if part == Part::Property => into.push_str("%2C"),
            _ => into.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn escaped(text: &str, part: Part) -> String {
        let mut escaped = String::new();
        escape(text, part, &mut escaped);
        escaped
    }

    /// As the runner does it: the percent sign last, so that what was escaped twice stays escaped.
    fn unescaped(text: &str) -> String {
        [
            ("%0D", "\r"),
            ("%0A", "\n"),
            ("%3A", ":"),
            ("%2C", ","),
            ("%25", "%"),
        ]
        .into_iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    #[test]
    fn properties_and_data_differ() {
        assert_eq!(escaped("a:b,c%\r\n", Part::Property), "a%3Ab%2Cc%25%0D%0A");
        assert_eq!(escaped("a:b,c%\r\n", Part::Data), "a:b,c%25%0D%0A");
    }

    proptest! {
        #[test]
        fn escaping_can_be_undone(text in r"([%:,\r\n0-9A-D]|\PC){0,40}") {
            for part in [Part::Property, Part::Data] {
                let escaped = escaped(&text, part);
                prop_assert!(!escaped.contains(['\r', '\n']));
                prop_assert!(part == Part::Data || !escaped.contains([':', ',']));
                prop_assert_eq!(unescaped(&escaped), text.clone());
            }
        }
    }
}
