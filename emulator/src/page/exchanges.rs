//! The last requests and their answers.

use maud::{Markup, html};

use super::frame::{bytes, whole};
use super::{Page, Trouble, pretty};
use crate::http::{Exchange, Shared};

/// All that are kept, the newest first.
pub(super) fn all(shared: &Shared) -> Markup {
    let history = shared.history();
    let mut exchanges = history.newest_first().peekable();
    let content = html! {
        h1 { "Requests and answers" }
        p.live {
            "The newest first; secrets are masked. "
            label.scripted hidden { input type="checkbox" id="refresh" checked; " Refresh by itself" }
        }
        div.wide id="live" role="region" aria-label="Requests and answers" tabindex="0" {
            @if exchanges.peek().is_none() {
                p.none { "No requests yet." }
            } @else {
                table.exchanges {
                    thead {
                        tr {
                            th scope="col" { "No." }
                            th scope="col" { "Time" }
                            th scope="col" { "Protocol" }
                            th scope="col" { "Commands" }
                            th scope="col" { "Status" }
                            th scope="col" { "Took" }
                            th scope="col" { "Request" }
                            th scope="col" { "Answer" }
                        }
                    }
                    tbody { @for exchange in exchanges { (row(exchange)) } }
                }
            }
        }
    };
    whole("Requests", "/page/exchanges", &content)
}

fn row(exchange: &Exchange) -> Markup {
    html! {
        tr {
            th scope="row" {
                a href={ "/page/exchanges/" (exchange.number) } aria-label={ "Request " (exchange.number) } { (exchange.number) }
            }
            td { time datetime=(exchange.at.format("%Y-%m-%dT%H:%M:%SZ")) { (exchange.at.format("%H:%M:%S")) } }
            td { (protocol(exchange)) }
            td { (asks(exchange)) }
            td.bad[exchange.status >= 400] { (exchange.status) }
            td.number { (took(exchange)) }
            td.number { (bytes(exchange.request_size)) }
            td.number { (bytes(exchange.answer_size)) }
        }
    }
}

fn protocol(exchange: &Exchange) -> &'static str {
    match exchange.path.get(..5) {
        Some("/api.") => "XML",
        Some("/soap") => "SOAP",
        Some("/rest") => "REST",
        Some("/logi") => "OAuth",
        _ => "HTTP",
    }
}

/// The commands, or else the method and the path.
fn asks(exchange: &Exchange) -> String {
    if exchange.commands.is_empty() {
        let asks: String = format!("{} {}", exchange.method, exchange.path);
        return asks.chars().take(80).collect();
    }
    exchange.commands.clone()
}

fn took(exchange: &Exchange) -> String {
    let micros = exchange.took.as_micros();
    format!("{}.{} ms", micros / 1_000, micros % 1_000 / 100)
}

/// One request and its answer.
pub(super) fn one(shared: &Shared, number: &str) -> Page {
    let gone = Trouble::NotFound("this request is not kept any more, or was never there");
    let number: u64 = number.parse().unwrap_or_default();
    let found = {
        let history = shared.history();
        history
            .newest_first()
            .find(|exchange| exchange.number == number)
            .cloned()
    };
    let exchange = found.ok_or(gone)?;
    let title = format!("Request {number}");
    let content = html! {
        p { a href="/page/exchanges" { "← Requests" } }
        h1 { (title) }
        p {
            (exchange.at.format("%Y-%m-%d %H:%M:%S")) " · " (protocol(&exchange)) " · " code { (exchange.method) " " (exchange.path) }
            @if !exchange.commands.is_empty() { " · " (exchange.commands) }
            " · status " (exchange.status) " · " (took(&exchange))
        }
        (message("Request", &exchange.request, exchange.request_size))
        (message("Answer", &exchange.answer, exchange.answer_size))
    };
    Ok(whole(&title, "", &content))
}

fn message(title: &str, text: &str, size: usize) -> Markup {
    html! {
        h2 { (title) " " span.id { (bytes(size)) } }
        @if text.is_empty() {
            p.none { "Empty." }
        } @else {
            pre tabindex="0" aria-label=(title) { (pretty::pretty(text)) }
            @if Exchange::is_cut(size) { p.none { "Only the beginning is kept." } }
        }
    }
}
