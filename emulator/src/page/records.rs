//! Records: the time entries of a day with what the rules say, and records of any type as they are stored.

use maud::{Markup, html};
use suiteprojects::task::Id;
use suiteprojects::time::date;

use super::frame::{finding, part, whole};
use super::{Asked, Page, Trouble, pretty};
use crate::engine::Judged;
use crate::http::Shared;
use crate::store::{Content, Stored};

/// So many records are on one page.
const MOST: u64 = 100;
/// Texts of records are shown up to so many characters where many stand together.
const LONGEST: usize = 200;

/// The time entries of a user on a day.
pub(super) fn day(shared: &Shared, asked: &Asked) -> Page {
    let user = asked.text("user").unwrap_or_default();
    let day = asked.text("day").and_then(|day| date::parse(&day).ok());
    let day = day.ok_or(Trouble::NotFound("expected a day such as 2026-01-05"))?;
    let entries = shared.engine().entries(&user, day, MOST)?;
    let title = format!("{day}, user {}", cut(&user));
    let content = html! {
        p { a href={ "/?week=" (day) } { "← Week" } }
        h1 { (title) }
        @if entries.is_empty() { p.none { "No time entries." } }
        @for entry in &entries { (judged(entry)) }
        @if entries.len() as u64 == MOST { p.none { "Only the first " (MOST) " are shown." } }
    };
    Ok(whole(&title, "", &content))
}

fn judged(entry: &Judged) -> Markup {
    let record = &entry.record;
    html! {
        article.entry.gone[record.is_deleted] {
            h2 {
                a href={ "/page/records/Task/" (record.id) } { "Time entry " (record.id) }
                @if record.is_deleted { " " span.badge { "deleted" } }
            }
            dl {
                @for (name, content) in record.fields.iter() {
                    @if let Content::Text(text) = content {
                        div { dt { (cut(name)) } dd { (cut(text)) } }
                    }
                }
            }
            @if entry.findings.is_empty() {
                p.good { "Nothing to say against it." }
            } @else {
                @for found in &entry.findings { (finding(found)) }
            }
        }
    }
}

/// The records of a type.
pub(super) fn list(shared: &Shared, asked: &Asked, object_type: &str) -> Page {
    let after = asked.number("after");
    let found = shared.engine().records(object_type, after, MOST)?;
    if found.is_empty() && after == 0 {
        return Err(Trouble::NotFound("no records of this type are stored"));
    }
    let address = format!("/page/records/{}", part(object_type));
    let content = html! {
        p { a href="/" { "← Overview" } }
        h1 { (object_type) }
        ul.records {
            @for record in &found {
                li {
                    a href={ (address) "/" (record.id) } { (record.id) }
                    @if record.is_deleted { " " span.badge { "deleted" } }
                    " " (cut(what(record)))
                }
            }
        }
        nav.turn aria-label="Records" {
            @if after > 0 { a href={ (address) "?after=" (after.saturating_sub(MOST)) } { "← Before" } }
            @if found.len() as u64 == MOST { a href={ (address) "?after=" (after.saturating_add(MOST)) } { "More →" } }
        }
    };
    Ok(whole(object_type, "", &content))
}

/// What a record is known by.
fn what(record: &Stored) -> &str {
    let fields = ["name", "nickname", "date"];
    let mut texts = fields.iter().map(|field| record.fields.text(field));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// A record as it is stored.
pub(super) fn record(shared: &Shared, object_type: &str, id: &str) -> Page {
    let found = match Id::parse(id) {
        Ok(id) => shared.engine().record(object_type, id)?,
        Err(_) => None,
    };
    let record = found.ok_or(Trouble::NotFound("no such record is stored"))?;
    let title = format!("{object_type} {}", record.id);
    let json = serde_json::to_string(&record.fields).unwrap_or_default();
    let content = html! {
        p { a href={ "/page/records/" (part(object_type)) } { "← " (object_type) } }
        h1 { (title) @if record.is_deleted { " " span.badge { "deleted" } } }
        pre tabindex="0" aria-label="The record as it is stored" { (pretty::json(&crate::http::masked(&json))) }
    };
    Ok(whole(&title, "", &content))
}

fn cut(text: &str) -> String {
    let mut characters = text.chars();
    let mut shown: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}
