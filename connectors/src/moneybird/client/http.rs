//! What the two drivers share of HTTP.

use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method as HttpMethod};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::super::{Method, Request};
use super::config::Config;
use super::error::{Error, Problem, Trouble};

/// The settings of both clients. No global state is used: the provider of TLS is passed on.
pub(super) fn builder(config: &Config) -> Result<reqwest::ClientBuilder, Error> {
    let setup = |what, error| Error::before(Trouble::new(Problem::Setup(what), error));
    let is_encrypted = config.endpoint.is_encrypted();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| setup("TLS cannot be set up", error))?;
    // Without TLS no certificates are read: a machine that talks to itself may have none.
    let tls = if is_encrypted {
        tls.with_platform_verifier()
            .map_err(|error| setup("the certificates of the system cannot be read", error))?
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
        .pool_idle_timeout(Duration::from_secs(4));
    Ok(if is_encrypted {
        builder
    } else {
        builder.no_proxy()
    })
}

/// Why a client could not be built.
pub(super) fn not_built(error: reqwest::Error) -> Error {
    let problem = Problem::Setup("the client cannot be built");
    Error::before(Trouble::new(problem, error.without_url()))
}

/// A request as it is handed to the HTTP library.
pub(super) struct Outgoing {
    pub(super) method: HttpMethod,
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Outgoing {
    pub(super) fn new(request: Request, config: &Config) -> Result<Self, Problem> {
        let mut url = format!("{}{}", config.endpoint.as_str(), request.path);
        if !request.query.is_empty() {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(request.query)
                .finish();
            url = url + "?" + &query;
        }
        let mut headers = HeaderMap::new();
        let mut authorization = HeaderValue::try_from(format!("Bearer {}", config.token.expose()))
            .map_err(|_| Problem::Setup("the token has characters that no token has"))?;
        authorization.set_sensitive(true);
        headers.insert(AUTHORIZATION, authorization);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if request.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        Ok(Self {
            method: match request.method {
                Method::Get => HttpMethod::GET,
                Method::Post => HttpMethod::POST,
                Method::Patch => HttpMethod::PATCH,
                Method::Delete => HttpMethod::DELETE,
            },
            url,
            headers,
            body: request.body.unwrap_or_default(),
        })
    }
}

/// An answer, read whole.
#[derive(Debug)]
pub(super) struct Incoming {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// What became of a request that brought no head of an answer.
pub(super) fn not_answered(config: &Config, error: reqwest::Error) -> Trouble {
    let problem = if error.is_connect() {
        Problem::Connect {
            host: config.endpoint.host().to_owned(),
            timeout: error.is_timeout(),
        }
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
pub(super) fn cut_off(error: reqwest::Error) -> Trouble {
    let problem = if error.is_timeout() {
        Problem::Timeout
    } else {
        Problem::CutOff
    };
    Trouble::new(problem, error.without_url())
}

/// The same for the blocking client, whose errors are wrapped once more.
pub(super) fn cut_off_io(error: std::io::Error) -> Trouble {
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
    pub(super) fn new(config: &Config, declared: Option<u64>) -> Result<Self, Trouble> {
        let most = config.answer_bytes;
        if declared.is_some_and(|declared| declared > most as u64) {
            return Err(Problem::TooLarge { most }.into());
        }
        Ok(Self {
            bytes: Vec::new(),
            most,
        })
    }

    pub(super) fn push(&mut self, piece: &[u8]) -> Result<(), Trouble> {
        if piece.len() > self.most.saturating_sub(self.bytes.len()) {
            return Err(Problem::TooLarge { most: self.most }.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}
