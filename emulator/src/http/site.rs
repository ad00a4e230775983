//! Keeps pages of other sites from asking for anything that changes something.
//!
//! A browser sends a form or a text to whatever address a page names, this machine included, and says where
//! the page is from. Programs that are no browser say nothing of the kind.

use axum::extract::Request;
use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::Answer;

/// Whether a browser says that the request comes from a page of another site.
pub(crate) fn is_foreign(headers: &HeaderMap) -> bool {
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = header(HOST);
    let is_other_origin = headers.contains_key(ORIGIN)
        && header(ORIGIN).and_then(|origin| origin.strip_prefix("http://")) != host;
    let site = HeaderName::from_static("sec-fetch-site");
    let is_cross =
        headers.contains_key(&site) && !matches!(header(site), Some("same-origin" | "none"));
    is_other_origin || is_cross
}

/// Refuses what such a page sends. That it reads nothing is seen to by the browser.
pub(super) async fn keep_out(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && is_foreign(request.headers()) {
        let text = "a page of another site may not ask this\n";
        return Answer::text(StatusCode::FORBIDDEN, text).into_response();
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headers are those of the standards Fetch (Origin) and Fetch Metadata.
    #[test]
    fn a_browser_says_where_a_page_is_from() {
        let foreign = |pairs: &[(&'static str, &str)]| {
            let headers = pairs
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
            is_foreign(&headers.collect())
        };
        let host = ("host", "127.0.0.1:8080");
        assert!(!foreign(&[host]));
        assert!(!foreign(&[host, ("origin", "http://127.0.0.1:8080")]));
        assert!(!foreign(&[host, ("sec-fetch-site", "same-origin")]));
        for other in [
            "http://evil.example.com",
            "https://127.0.0.1:8080",
            "null",
            "http://127.0.0.1:80",
        ] {
            assert!(foreign(&[host, ("origin", other)]), "{other}");
        }
        assert!(foreign(&[host, ("sec-fetch-site", "cross-site")]));
    }
}
