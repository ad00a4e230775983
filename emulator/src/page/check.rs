//! The box that a file is dropped on or pasted into, and what the rules say about it. Nothing of it is stored.

use std::ops::ControlFlow;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use suiteprojects::validate::Severity;

use super::frame::{finding, whole};
use super::hypertext;
use crate::http::{Answer, Shared, body};
use crate::options::Limits;
use crate::reading::{FileItem, FilePlace};
use crate::store::StoreError;

/// The most bytes of a file, as JSON.
const MOST_BYTES: usize = 8 << 20;
/// The most entries and unreadable places that are shown.
const MOST_SHOWN: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Upload {
    #[serde(default)]
    name: String,
    text: String,
}

/// The box on a page of its own.
pub(super) fn alone() -> Markup {
    let content = html! { h1 { "Check a file" } (form()) };
    whole("Check a file", "/page/check", &content)
}

/// The box.
pub(super) fn form() -> Markup {
    html! {
        noscript { p.none { "This box needs script. " code { "suiteprojects validate" } " says the same." } }
        form.drop id="drop" {
            label for="text" { "Drop a file here or paste its text: CSV, XML, SOAP, JSON or JSON Lines. Nothing of it is stored." }
            textarea id="text" rows="6" spellcheck="false" autocomplete="off" {}
            div.buttons {
                button type="submit" { "Check" }
                label.file { "or choose a file: " input type="file" id="file"; }
            }
        }
        section id="result" aria-live="polite" aria-label="What the rules say" {}
    }
}

/// What the rules say about a file.
pub(super) async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let limits = Limits {
        body_bytes: MOST_BYTES.min(shared.limits.body_bytes),
        ..shared.limits
    };
    let bytes = match body::read(request, &limits).await {
        Ok(bytes) => bytes,
        Err(refusal) => return refusal.into_response(),
    };
    let Ok(upload) = serde_json::from_slice::<Upload>(&bytes) else {
        let expected = "expected a JSON object with the members name and text\n";
        return Answer::text(StatusCode::BAD_REQUEST, expected).into_response();
    };
    drop(bytes);
    let checked = tokio::task::spawn_blocking(move || check(&shared, &upload)).await;
    match checked {
        Ok(Ok(found)) => hypertext(StatusCode::OK, found),
        Ok(Err(error)) => Answer::failed(&error).into_response(),
        Err(_) => Answer::text(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the file could not be checked\n",
        )
        .into_response(),
    }
}

#[derive(Default)]
struct Checked {
    entries: u64,
    valid: u64,
    unreadable: u64,
    /// Entries with findings and what cannot be read.
    told: u64,
    shown: Vec<Markup>,
    notes: Vec<String>,
    is_cut: bool,
}

fn check(shared: &Shared, upload: &Upload) -> Result<Markup, StoreError> {
    let mut checked = Checked::default();
    shared.engine().judge(|judge| {
        shared
            .file_reader
            .read(&upload.name, &upload.text, &mut |item| {
                match item {
                    FileItem::Entry(item) => {
                        let ControlFlow::Continue(judgement) = judge(item.command, item.entry)
                        else {
                            checked.is_cut = true;
                            return ControlFlow::Break(());
                        };
                        checked.entries += 1;
                        checked.valid += u64::from(judgement.is_valid);
                        let number = checked.entries;
                        if !judgement.findings.is_empty() {
                            checked.tell(|| entry(number, &item, &judgement.findings));
                        }
                    }
                    FileItem::Unreadable {
                        message,
                        help,
                        place,
                    } => {
                        checked.unreadable += 1;
                        checked.tell(|| {
                            html! {
                                article.entry {
                                    h3 { "Cannot be read" }
                                    p.finding.error { strong { "error" } ": " (message) }
                                    @if let Some(help) = &help { p.help { (help) } }
                                    @if let Some(place) = &place { (source(place)) }
                                }
                            }
                        });
                    }
                    FileItem::Note(note) => {
                        if checked.notes.len() < MOST_SHOWN {
                            checked.notes.push(note);
                        }
                    }
                }
                ControlFlow::Continue(())
            });
    })?;
    Ok(checked.markup())
}

fn entry(
    number: u64,
    item: &crate::reading::FileEntry<'_>,
    findings: &[suiteprojects::validate::Finding],
) -> Markup {
    let is_wrong = findings
        .iter()
        .any(|finding| finding.severity() == Severity::Error);
    html! {
        article.entry {
            h3 { "Entry " (number) " " span.badge { @if is_wrong { "invalid" } @else { "valid" } } }
            @for found in findings {
                (finding(found))
                (source(&item.place(found.field())))
            }
        }
    }
}

/// A place in the file, with what is meant marked.
fn source(place: &FilePlace) -> Markup {
    let part = |range: std::ops::Range<usize>| place.source.get(range).unwrap_or_default();
    let marked = place.marked.clone();
    html! {
        p.place { "Line " (place.line) ", column " (place.column) }
        pre.source tabindex="0" {
            (part(0..marked.start)) mark { (part(marked.clone())) } (part(marked.end..place.source.len()))
        }
    }
}

impl Checked {
    fn tell(&mut self, markup: impl FnOnce() -> Markup) {
        self.told += 1;
        if self.shown.len() < MOST_SHOWN {
            self.shown.push(markup());
        }
    }

    fn markup(self) -> Markup {
        let hidden = self.told - self.shown.len() as u64;
        html! {
            p.summary {
                (self.entries) @if self.entries == 1 { " entry: " } @else { " entries: " }
                (self.valid) " valid, " (self.entries - self.valid) " invalid"
                @if self.unreadable > 0 { "; " (self.unreadable) " unreadable" }
                @if self.is_cut { "; only these were looked at, the file has more" }
            }
            @for note in &self.notes { p.none { (note) } }
            @for shown in &self.shown { (shown) }
            @if hidden > 0 { p.none { (hidden) " more are not shown." } }
        }
    }
}
