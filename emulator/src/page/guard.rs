//! Keeps other sites out.
//!
//! A page of another site cannot read the answers of this one, but for two ways. It can have its own name point to
//! this machine, and then it is the same site to the browser: so the name asked for has to be one that
//! nobody else can have. And it can send what a form sends: so the one POST wants a media type that no form has,
//! and a browser that says that the request comes from here.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::http::site::is_foreign;
use crate::http::{Answer, Shared};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// Lets requests from here pass, and gives every answer its headers.
pub(super) async fn guard(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match refusal(shared.address, request.method(), request.headers()) {
        Some((status, why)) => Answer::text(status, format!("{why}\n")).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(
    bound: SocketAddr,
    method: &Method,
    headers: &HeaderMap,
) -> Option<(StatusCode, &'static str)> {
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = header(HOST).unwrap_or_default();
    if headers.get_all(HOST).iter().count() != 1 || !is_own(bound, host) {
        return Some((
            StatusCode::MISDIRECTED_REQUEST,
            "this page answers only at localhost and the address that the server listens at",
        ));
    }
    if method != Method::POST {
        return None;
    }
    let media_type = header(CONTENT_TYPE).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Some((
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "found another media type, expected application/json",
        ));
    }
    is_foreign(headers).then_some((StatusCode::FORBIDDEN, "only this page itself may ask this"))
}

/// Whether this is a name of the server that no other site can have. Addresses cannot be made to point elsewhere; that
/// of another machine is refused all the same, unless the server listens at all of them.
fn is_own(bound: SocketAddr, host: &str) -> bool {
    if let Ok(SocketAddr::V6(address)) = host.parse() {
        return is_own_address(bound.ip(), IpAddr::V6(*address.ip()));
    }
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').unwrap_or_default(),
        None => match host.rsplit_once(':') {
            Some((name, port)) if port.parse::<u16>().is_ok() => name,
            Some(_) => return false,
            None => host,
        },
    };
    name.eq_ignore_ascii_case("localhost")
        || name
            .parse()
            .is_ok_and(|address| is_own_address(bound.ip(), address))
}

fn is_own_address(bound: IpAddr, address: IpAddr) -> bool {
    address.is_loopback() || address == bound || bound.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_names_are_answered() {
        let loopback: SocketAddr = "127.0.0.1:8080".parse().unwrap();
        let one: SocketAddr = "192.0.2.7:80".parse().unwrap();
        let all: SocketAddr = "0.0.0.0:80".parse().unwrap();
        for (bound, host, expected) in [
            (loopback, "127.0.0.1:8080", true),
            (loopback, "localhost:8080", true),
            (loopback, "LOCALHOST", true),
            (loopback, "[::1]:8080", true),
            (loopback, "[::1]", true),
            (loopback, "127.0.0.1", true),
            (loopback, "evil.example:8080", false),
            (loopback, "127.0.0.1.evil.example", false),
            (loopback, "localhost.evil.example", false),
            (loopback, "192.0.2.7:8080", false),
            (loopback, "127.0.0.1:8080:evil", false),
            (loopback, "", false),
            (loopback, "[", false),
            (one, "192.0.2.7", true),
            (one, "192.0.2.8", false),
            (all, "192.0.2.8:80", true),
            (all, "evil.example", false),
        ] {
            assert_eq!(is_own(bound, host), expected, "{bound} {host}");
        }
    }
}
