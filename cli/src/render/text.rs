//! Text for people, in the manner of a compiler.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, DEFAULT_TERM_WIDTH};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Padding, Snippet};
use suiteprojects::validate::{Detail, Finding, Severity};

use super::Renderer;
use super::excerpt::Excerpt;
use super::visible::one_line;
use crate::diagnostic::{Diagnostic, Summary};

/// Below it a snippet says nothing; a narrower terminal wraps.
const NARROWEST: usize = 40;

/// The columns of a snippet that are not source: line number, bar, and the room for the marks of
/// what was cut off.
const MARGIN: usize = 24;

/// Writes each diagnostic with the source around it and the cell underlined, then what to do about
/// it. What `explain` has to say is hinted at once for each rule.
#[derive(Debug)]
pub struct Text<W> {
    out: W,
    styled: bool,
    width: usize,
    renderer: annotate_snippets::Renderer,
    /// Grows with the number of rules, not of findings.
    hinted: BTreeSet<&'static str>,
}

impl<W: io::Write> Text<W> {
    /// A renderer that writes to `out`, with colours if `styled`, for a terminal of `width` columns.
    pub fn new(out: W, styled: bool, width: Option<usize>) -> Self {
        let width = width.unwrap_or(DEFAULT_TERM_WIDTH).max(NARROWEST);
        let renderer = if styled {
            annotate_snippets::Renderer::styled()
        } else {
            annotate_snippets::Renderer::plain()
        };
        Self {
            out,
            styled,
            width,
            renderer: renderer.term_width(width),
            hinted: BTreeSet::new(),
        }
    }

    /// The line with the place. The library would count the column in the source that it is given,
    /// and of a long row that is only a part.
    fn place(&self, place: &str, last_line: usize, text: &mut String) {
        let style = if self.styled {
            DEFAULT_LINE_NUM_STYLE
        } else {
            annotate_snippets::renderer::Style::new()
        };
        let indent = last_line.checked_ilog10().unwrap_or_default() as usize + 1;
        let place = one_line(place);
        let _ = writeln!(text, "{:indent$}{style}--> {style:#}{place}", "");
    }
}

impl<W: io::Write> Renderer for Text<W> {
    fn diagnostic(&mut self, diagnostic: &Diagnostic<'_>) -> io::Result<()> {
        let statement = &diagnostic.statement;
        let level = match statement.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            _ => Level::NOTE,
        };
        let rule = statement.finding().map(Finding::rule);

        let message = statement.to_string();
        let mut title = level.clone().primary_title(one_line(&message));
        if let Some(rule) = rule {
            title = title.id(rule.id());
        }
        let mut text = self.renderer.render(&[Group::with_title(title)]);
        text.push('\n');

        let excerpt = diagnostic
            .spot
            .as_ref()
            .map(|spot| Excerpt::new(spot, self.width - MARGIN, self.width));
        if let Some(place) = diagnostic.place() {
            let last_line = excerpt.as_ref().map_or(0, Excerpt::last_line);
            self.place(&place, last_line, &mut text);
        }

        let first: Element<'_> = match &excerpt {
            None => Padding.into(),
            Some(excerpt) => {
                let cell = AnnotationKind::Primary.span(excerpt.underline.clone());
                Snippet::source(&*excerpt.source)
                    .line_start(excerpt.line)
                    .annotation(cell)
                    .into()
            }
        };
        let mut body = Group::with_level(level).element(first);
        let help = statement.help();
        if let Some(help) = &help {
            body = body.element(Level::HELP.message(one_line(help)));
        }
        if let Some(note) = statement.finding().and_then(server_answer) {
            body = body.element(Level::NOTE.message(note));
        }
        if let Some(rule) = rule.filter(|rule| self.hinted.insert(rule.id())) {
            let note = format!("`suiteprojects explain {}` says more", rule.id());
            body = body.element(Level::NOTE.message(note));
        }
        text.push_str(&self.renderer.render(&[body]));
        text.push_str("\n\n");
        self.out.write_all(text.as_bytes())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        writeln!(self.out, "{summary}")?;
        self.out.flush()
    }
}

/// What the server says about it, if it has a code for it: surely only where a rule found fault, and
/// took it for an error.
fn server_answer(finding: &Finding) -> Option<String> {
    let code = finding.server_code()?;
    let sure =
        finding.severity() == Severity::Error && matches!(finding.detail(), Detail::Problem(_));
    let answers = if sure { "answers" } else { "may answer" };
    Some(format!("the server {answers} {code}"))
}
