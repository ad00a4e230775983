//! What all pages have in common.

use maud::{DOCTYPE, Markup, html};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::FieldName;
use suiteprojects::validate::{Finding, Severity};
use url::form_urlencoded::byte_serialize;

/// A whole page. `here` is the address of the part that it belongs to.
pub(super) fn whole(title: &str, here: &str, content: &Markup) -> Markup {
    let parts = [
        ("/", "Overview"),
        ("/page/exchanges", "Requests"),
        ("/page/check", "Check a file"),
    ];
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – suiteprojects" }
                link rel="stylesheet" href="/page/style.css";
                link rel="icon" href="/page/icon.svg" type="image/svg+xml";
                script src="/page/script.js" defer {}
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header {
                    p.brand { "suiteprojects" span { " local server" } }
                    nav aria-label="Pages" {
                        @for (address, name) in parts {
                            a href=(address) aria-current=[(address == here).then_some("page")] { (name) }
                        }
                    }
                }
                main id="content" tabindex="-1" { (content) }
            }
        }
    }
}

/// A part of an address or query.
pub(super) fn part(text: &str) -> String {
    // A plus sign is a blank in queries only.
    byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

/// What a finding says: what is wrong, what to do, and the code of the server.
pub(super) fn finding(finding: &Finding) -> Markup {
    let severity = finding.severity();
    html! {
        p.finding.error[severity == Severity::Error] {
            strong { (severity.as_str()) }
            @if let Some(field) = finding.field() { " " code { (FieldName::as_str(field)) } }
            @if let Some(code) = finding.server_code() {
                " " span.code title=[ErrorCode::meaning(code)] { "code " (code.get()) }
            }
            ": " (finding.message().to_string())
        }
        p.help { (finding.help()) " " span.rule { "(" (finding.rule().id()) ")" } }
    }
}

/// A number of bytes for people.
pub(super) fn bytes(count: usize) -> String {
    match count {
        0..1_024 => format!("{count} B"),
        1_024..1_048_576 => format!("{} KiB", count.div_ceil(1_024)),
        _ => format!("{} MiB", count.div_ceil(1_048_576)),
    }
}
