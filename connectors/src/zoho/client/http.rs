//! What the two drivers share of HTTP.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use rustls_platform_verifier::BuilderVerifierExt as _;
use suiteprojects::api::Secret;

use super::super::{OrganizationId, Request, TokenRequest, Verb};
use super::config::Config;
use super::error::{Error, Problem, Trouble};

/// The header that names the organization.
const ORGANIZATION: HeaderName = HeaderName::from_static("x-com-zoho-subscriptions-organizationid");

/// The settings of both clients. No global state is used: the provider of TLS is passed on.
pub(super) fn builder(config: &Config) -> Result<reqwest::ClientBuilder, Error> {
    let setup = |what, error| Error::before(Trouble::new(Problem::Setup(what), error));
    let endpoint = &config.endpoint;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| setup("TLS cannot be set up", error))?;
    // Without TLS no certificates are read: a machine that talks to itself may have none.
    let is_encrypted = [endpoint.api(), endpoint.accounts()]
        .iter()
        .any(|address| address.starts_with("https:"));
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
        .pool_idle_timeout(Duration::from_secs(15));
    Ok(if is_encrypted {
        builder
    } else {
        builder.no_proxy()
    })
}

/// Why a client could not be built.
pub(super) fn not_built(error: reqwest::Error) -> Error {
    Error::before(Trouble::new(
        Problem::Setup("the client cannot be built"),
        error.without_url(),
    ))
}

/// A request as it is handed to the HTTP library.
pub(super) struct Outgoing {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Outgoing {
    /// A request to the API.
    pub(super) fn new(
        request: Request,
        api: &str,
        organization: OrganizationId,
        token: &Secret,
    ) -> Result<Self, Problem> {
        let mut url = format!("{api}{}", request.path);
        if !request.query.is_empty() {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(request.query)
                .finish();
            url = url + "?" + &query;
        }
        let mut headers = HeaderMap::new();
        let mut authorization =
            HeaderValue::try_from(format!("Zoho-oauthtoken {}", token.expose()))
                .map_err(|_| Problem::Setup("the access token has characters that no token has"))?;
        authorization.set_sensitive(true);
        headers.insert(AUTHORIZATION, authorization);
        headers.insert(ORGANIZATION, organization.get().into());
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if request.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        } else if request.verb == Verb::Post {
            // The HTTP library leaves it out, and there are servers that insist (411).
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Ok(Self {
            method: match request.verb {
                Verb::Get => Method::GET,
                Verb::Post => Method::POST,
                Verb::Put => Method::PUT,
                Verb::Delete => Method::DELETE,
            },
            url,
            headers,
            body: request.body.unwrap_or_default().into_bytes(),
        })
    }

    /// The host that it goes to, with the port where it is not the usual one.
    pub(super) fn host(&self) -> String {
        let url = url::Url::parse(&self.url).ok();
        let host = url
            .as_ref()
            .and_then(url::Url::host_str)
            .unwrap_or_default();
        match url.as_ref().and_then(url::Url::port) {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// A request for an access token.
    pub(super) fn for_token(request: &TokenRequest, accounts: &str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        Self {
            method: Method::POST,
            url: format!("{accounts}{}", request.path()),
            headers,
            body: request.form().expose().as_bytes().to_vec(),
        }
    }
}

/// An answer, read whole.
#[derive(Debug)]
pub(super) struct Incoming {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Incoming {
    /// The wait that the server asks for.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        retry_after(&self.headers, std::time::SystemTime::now().into())
    }
}

/// The wait that the server asks for: in seconds, or until a moment, which is reckoned by the clock of the
/// server if it tells the time.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok();
    let moment = |text: &str| DateTime::parse_from_rfc2822(text.trim()).ok();
    let wait = text(RETRY_AFTER)?;
    if let Ok(seconds) = wait.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = moment(wait)?.to_utc();
    let now = text(DATE)
        .and_then(moment)
        .map_or(now, |date| date.to_utc());
    Some((until - now).to_std().unwrap_or_default())
}

/// What became of a request that brought no head of an answer.
pub(super) fn not_answered(host: String, error: reqwest::Error) -> Trouble {
    let problem = if error.is_connect() {
        Problem::Connect {
            host,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Both forms of RFC 9110, 10.2.3; the moment is the example of its 5.6.7.
    #[test]
    fn the_server_asks_for_a_wait_in_seconds_or_until_a_moment() {
        let now = DateTime::parse_from_rfc3339("1994-11-06T08:49:00Z").unwrap();
        let wait = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, text.parse().unwrap());
            retry_after(&headers, now.to_utc())
        };
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        let moment = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(wait(moment), Some(Duration::from_secs(37)));
        assert_eq!(wait("soon"), None);
    }
}
