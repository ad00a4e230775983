//! What the two drivers share of HTTP.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue};
use rustls_platform_verifier::BuilderVerifierExt as _;
use suiteprojects::api::Secret;

use super::config::Config;
use super::error::{Error, Problem, Trouble};
use super::system::System;
use super::{Method, Request, Response};

/// The settings of both clients. No global state is used: the provider of TLS is passed on.
pub(super) fn builder<S: System>(config: &Config<S>) -> Result<reqwest::ClientBuilder, Error<S>> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| {
            Error::before(Trouble::new(Problem::Setup("TLS cannot be set up"), error))
        })?;
    // Without TLS no certificates are read: a machine that talks to itself may have none.
    let is_encrypted = config.system.is_encrypted();
    let tls = if is_encrypted {
        tls.with_platform_verifier().map_err(|error| {
            let problem = Problem::Setup("the certificates of the system cannot be read");
            Error::before(Trouble::new(problem, error))
        })?
    } else {
        tls.with_root_certificates(rustls::RootCertStore::empty())
    };
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls.with_no_client_auth())
        .http1_only()
        .user_agent(&config.user_agent)
        .redirect(reqwest::redirect::Policy::none())
        // Whether a request is sent again is decided in one place, and not here.
        .retry(reqwest::retry::never())
        .referer(false)
        .connect_timeout(config.connect_timeout)
        .timeout(config.total_timeout)
        // Shorter than what servers keep, so that a request seldom meets a connection that they close.
        .pool_idle_timeout(Duration::from_secs(4));
    Ok(if is_encrypted {
        builder
    } else {
        builder.no_proxy()
    })
}

/// Why a client could not be built.
pub(super) fn not_built<S: System>(error: reqwest::Error) -> Error<S> {
    let problem = Problem::Setup("the client cannot be built");
    Error::before(Trouble::new(problem, error.without_url()))
}

/// A request as it leaves, with what lets it in.
pub struct Outgoing {
    pub(super) method: http::Method,
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Outgoing {
    /// A request to the API under an address.
    pub(crate) fn new(address: &str, request: Request) -> Self {
        let mut url = format!("{address}{}", request.path);
        if !request.query.is_empty() {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(request.query)
                .finish();
            url = url + "?" + &query;
        }
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if request.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        } else if request.method == Method::Post {
            // The HTTP library leaves it out, and there are servers that insist (411).
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Self {
            method: match request.method {
                Method::Get => http::Method::GET,
                Method::Post => http::Method::POST,
                Method::Put => http::Method::PUT,
                Method::Patch => http::Method::PATCH,
                Method::Delete => http::Method::DELETE,
            },
            url,
            headers,
            body: request.body.unwrap_or_default(),
        }
    }

    /// A request for an address as it is.
    pub(crate) fn get(url: String) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        Self {
            method: http::Method::GET,
            url,
            headers,
            body: Vec::new(),
        }
    }

    /// A form that is posted to an address.
    pub(crate) fn form(url: String, form: &Secret) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, kind);
        Self {
            method: http::Method::POST,
            url,
            headers,
            body: form.expose().as_bytes().to_vec(),
        }
    }

    /// Adds a header that nothing shows.
    pub(crate) fn with_authorization(
        mut self,
        scheme: &str,
        token: &Secret,
    ) -> Result<Self, &'static str> {
        let mut value = HeaderValue::try_from(format!("{scheme} {}", token.expose()))
            .map_err(|_| "the token has characters that no token has")?;
        value.set_sensitive(true);
        self.headers.insert(http::header::AUTHORIZATION, value);
        Ok(self)
    }

    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The host that it goes to, with the port where it is not the usual one.
    pub(super) fn host(&self) -> String {
        let url = url::Url::parse(&self.url).ok();
        let host = url.as_ref().and_then(url::Url::host_str);
        let host = host.unwrap_or_default();
        match url.as_ref().and_then(url::Url::port) {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }
}

/// The method and the host: path, headers and body may hold what lets it in.
impl fmt::Debug for Outgoing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Outgoing");
        shown.field("method", &self.method);
        shown.field("host", &self.host()).finish_non_exhaustive()
    }
}

/// An answer, read whole.
pub(super) fn response(status: u16, headers: &HeaderMap, body: Body) -> Response {
    let headers = headers.iter().filter_map(|(name, value)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    });
    Response {
        status,
        headers: headers.collect(),
        body: body.bytes,
    }
}

/// What became of a request that brought no head of an answer.
pub(super) fn not_answered<S: System>(host: String, error: reqwest::Error) -> Trouble<S> {
    let problem = if error.is_connect() {
        let timeout = error.is_timeout();
        Problem::Connect { host, timeout }
    } else if error.is_builder() {
        Problem::Setup("the request cannot be made")
    } else if error.is_timeout() {
        Problem::Timeout
    } else {
        Problem::Lost
    };
    Trouble::new(problem, error.without_url())
}

/// What became of an answer whose body ended in an error.
pub(super) fn cut_off<S: System>(error: reqwest::Error) -> Trouble<S> {
    let problem = if error.is_timeout() {
        Problem::Timeout
    } else {
        Problem::CutOff
    };
    Trouble::new(problem, error.without_url())
}

/// The same for the blocking client, whose errors are wrapped once more.
pub(super) fn cut_off_io<S: System>(error: std::io::Error) -> Trouble<S> {
    match error.downcast::<reqwest::Error>() {
        Ok(error) => cut_off(error),
        Err(error) => Trouble::new(Problem::CutOff, error),
    }
}

/// The body of an answer while it is read, never more of it than is allowed. What counts is the size after
/// unpacking.
#[derive(Debug)]
pub(super) struct Body {
    bytes: Vec<u8>,
    most: usize,
}

impl Body {
    pub(super) fn new<S: System>(most: usize, declared: Option<u64>) -> Result<Self, Trouble<S>> {
        if declared.is_some_and(|declared| declared > most as u64) {
            return Err(Problem::TooLarge { most }.into());
        }
        let bytes = Vec::new();
        Ok(Self { bytes, most })
    }

    pub(super) fn push<S: System>(&mut self, piece: &[u8]) -> Result<(), Trouble<S>> {
        if piece.len() > self.most.saturating_sub(self.bytes.len()) {
            return Err(Problem::TooLarge { most: self.most }.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }
}
