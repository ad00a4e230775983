//! What the two drivers share of HTTP: how connections are made, what an answer may look like, what
//! the errors of the HTTP library mean.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::config::Config;
use super::error::{Error, Problem, Trouble};
use crate::xml::exchange::Request;

/// The media type that the vendor's pages tell to send.
const XML: &str = "application/xml";

/// The settings of both clients but the time between two pieces of an answer, which each has to count
/// in its own way. No global state is used: the provider of TLS is passed on.
pub(super) fn builder(config: &Config) -> Result<reqwest::ClientBuilder, Error> {
    let setup = |what, error| Error::before(Trouble::new(Problem::Setup(what), error));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| setup("TLS cannot be set up", error))?;
    let tls = if config.endpoint.is_loopback() && !config.endpoint.xml_url().starts_with("https:") {
        tls.with_root_certificates(rustls::RootCertStore::empty())
    } else {
        tls.with_platform_verifier()
            .map_err(|error| setup("the certificates of the system cannot be read", error))?
    };
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls.with_no_client_auth())
        .http1_only()
        .user_agent(&config.user_agent)
        .redirect(reqwest::redirect::Policy::none())
        // Whether a request is sent again is decided in one place, and not here.
        .retry(reqwest::retry::never())
        .referer(false)
        .connect_timeout(config.connect_timeout)
        .timeout(config.total_timeout)
        .pool_idle_timeout(config.idle_timeout);
    if config.endpoint.is_loopback() {
        builder = builder.no_proxy();
    }
    Ok(builder)
}

/// Why a client could not be built.
pub(super) fn not_built(error: reqwest::Error) -> Error {
    Error::before(Trouble::new(
        Problem::Setup("the client cannot be built"),
        error.without_url(),
    ))
}

/// The address, the media type and the body of a request.
pub(super) fn parts(config: &Config, request: &Request) -> (String, &'static str, Vec<u8>) {
    (
        config.endpoint.xml_url().to_owned(),
        XML,
        request.expose().as_bytes().to_vec(),
    )
}

/// What the head of an answer says, before its body is read.
pub(super) fn check_head(status: u16, headers: &HeaderMap) -> Result<(), Trouble> {
    match status {
        200..=299 => Ok(()),
        300..=399 => Err(Problem::Redirect {
            status,
            to: headers
                .get(LOCATION)
                .and_then(|value| value.to_str().ok())
                .and_then(without_query),
        }
        .into()),
        _ => Err(Problem::Status {
            status,
            retry_after: headers
                .get(RETRY_AFTER)
                .and_then(|value| value.to_str().ok())
                .and_then(|text| text.trim().parse().ok())
                .map(Duration::from_secs),
        }
        .into()),
    }
}

/// An absolute address without credentials, query and fragment.
fn without_query(text: &str) -> Option<String> {
    let mut url = url::Url::parse(text).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(crate::text::shortened(url.as_str()).into_owned())
}

/// The media type of an answer, if it is another than XML.
pub(super) fn odd_content_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = text.split(';').next().unwrap_or_default().trim();
    (!essence.is_empty() && !essence.to_ascii_lowercase().ends_with("xml"))
        .then(|| crate::text::shortened(essence).into_owned())
}

/// What became of a request that brought no head of an answer.
pub(super) fn not_answered(config: &Config, error: reqwest::Error) -> Trouble {
    let problem = if error.is_connect() {
        Problem::Connect {
            host: config.endpoint.host(),
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

/// An answer whose body is being read, never more of it than is allowed.
#[derive(Debug)]
pub(super) struct Body {
    bytes: Vec<u8>,
    most: usize,
}

impl Body {
    pub(super) fn new(most: usize, declared: Option<u64>) -> Result<Self, Trouble> {
        match declared.map(usize::try_from) {
            Some(Ok(declared)) if declared <= most => {}
            Some(_) => return Err(Problem::TooLarge { most }.into()),
            None => {}
        }
        Ok(Self {
            bytes: Vec::new(),
            most,
        })
    }

    pub(super) fn push(&mut self, piece: &[u8]) -> Result<(), Trouble> {
        if piece.len() > self.most - self.bytes.len() {
            return Err(Problem::TooLarge { most: self.most }.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
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
