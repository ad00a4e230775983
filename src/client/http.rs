//! What the two drivers share of HTTP: how connections are made, what an answer may look like, what
//! the errors of the HTTP library mean.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use http::HeaderMap;
use http::header::{CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::config::{Config, LoginSource};
use super::error::Error;
use super::oauth::{TokenAnswer, TokenRequest};
use super::problem::{Problem, Trouble};

/// The most bytes of an answer with tokens: far above any.
const MOST_TOKEN_BYTES: usize = 1 << 20;

/// The settings of both clients but the time between two pieces of an answer, which each has to count
/// in its own way. No global state is used: the provider of TLS is passed on.
pub(super) fn builder(config: &Config) -> Result<reqwest::ClientBuilder, Error> {
    let setup = |what, error| Error::before(Trouble::new(Problem::Setup(what), error));
    if let LoginSource::Tokens(source) = &config.login
        && source.endpoint() != &config.endpoint
    {
        let what = "the login is for another address than the client, expected the same";
        return Err(Error::before(Problem::Setup(what)));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| setup("TLS cannot be set up", error))?;
    // Without TLS no certificates are read: a machine that talks to itself may have none.
    let tls = if config.endpoint.is_encrypted() {
        tls.with_platform_verifier()
            .map_err(|error| setup("the certificates of the system cannot be read", error))?
    } else {
        tls.with_root_certificates(rustls::RootCertStore::empty())
    };
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls.with_no_client_auth())
        .http1_only()
        .user_agent(&config.user_agent)
        .redirect(reqwest::redirect::Policy::none())
        // Whether a request is sent again is decided in one place, and not here. What the library
        // still does by itself is to take another connection when the one it chose is gone before
        // the first byte.
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

/// A request as it is handed to the HTTP library.
pub(super) struct Outgoing {
    pub(super) method: http::Method,
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Outgoing {
    pub(super) fn for_tokens(request: TokenRequest) -> Self {
        let (parts, body) = request.into_parts();
        Self {
            method: parts.method,
            url: parts.uri.to_string(),
            headers: parts.headers,
            body,
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
    /// The media type, if it is another than one with this ending.
    pub(super) fn odd_content_type(&self, usual: &str) -> Option<String> {
        let essence = essence(&self.headers)?;
        (!essence.to_ascii_lowercase().ends_with(usual)).then(|| essence.to_owned())
    }

    /// The text of a header.
    pub(super) fn header(&self, name: http::HeaderName) -> Option<&str> {
        text_of(&self.headers, name)
    }

    /// What its status says.
    pub(super) fn check_status(&self) -> Result<(), Trouble> {
        check_status(self.status, &self.headers)
    }

    /// The answer to a request for tokens. An error of the standard comes with 400 or 401 and JSON.
    pub(super) fn into_tokens(self) -> Result<TokenAnswer, Trouble> {
        let is_json = essence(&self.headers).is_some_and(|text| text.ends_with("json"));
        if !(is_json && matches!(self.status, 400 | 401)) {
            self.check_status()?;
        }
        let mut answer = http::Response::new(self.body);
        *answer.status_mut() =
            http::StatusCode::from_u16(self.status).map_err(|_| Problem::TokensUnreadable)?;
        *answer.headers_mut() = self.headers;
        Ok(answer)
    }
}

fn essence(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = text.split(';').next().unwrap_or_default().trim();
    (!essence.is_empty()).then_some(essence)
}

/// What a status says by itself.
fn check_status(status: u16, headers: &HeaderMap) -> Result<(), Trouble> {
    let problem = match status {
        200..=299 => return Ok(()),
        300..=399 => Problem::Redirect {
            status,
            to: text_of(headers, LOCATION).and_then(without_query),
        },
        _ => Problem::Status {
            status,
            retry_after: retry_after(headers, Utc::now()),
        },
    };
    Err(problem.into())
}

fn text_of(headers: &HeaderMap, name: http::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// The wait that the server asks for: in seconds, or until a moment. The moment is reckoned by the
/// clock of the server, if it tells the time.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let moment = |text: &str| DateTime::parse_from_rfc2822(text.trim()).ok();
    let text = text_of(headers, RETRY_AFTER)?;
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = moment(text)?.to_utc();
    let now = text_of(headers, DATE)
        .and_then(moment)
        .map_or(now, |date| date.to_utc());
    Some((until - now).to_std().unwrap_or_default())
}

/// An absolute address without credentials, query and fragment.
fn without_query(text: &str) -> Option<String> {
    let mut url = url::Url::parse(text).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url.into())
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

/// How much of an answer is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bound {
    /// As much as the client is told, if the status is one of success or passes this test.
    Commands(fn(u16) -> bool),
    /// As much as tokens need.
    Tokens,
}

/// The body of an answer while it is read, never more of it than is allowed. What counts is the size
/// after unpacking.
#[derive(Debug)]
pub(super) struct Body {
    bytes: Vec<u8>,
    most: usize,
}

impl Body {
    /// An empty one, unless the head of the answer says enough: by its status, or because more will
    /// come than is allowed.
    pub(super) fn after_head(
        config: &Config,
        bound: Bound,
        status: u16,
        headers: &HeaderMap,
        declared: Option<u64>,
    ) -> Result<Self, Trouble> {
        let most = match bound {
            Bound::Commands(tells_by) => {
                if !tells_by(status) {
                    check_status(status, headers)?;
                }
                config.answer_bytes
            }
            // An error of the standard has its particulars in the body.
            Bound::Tokens => MOST_TOKEN_BYTES,
        };
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

    fn headers(pairs: &[(http::HeaderName, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect()
    }

    /// Both forms of RFC 9110, 10.2.3; the moment is the example of its 5.6.7.
    #[test]
    fn the_server_asks_for_a_wait_in_seconds_or_until_a_moment() {
        let now = DateTime::parse_from_rfc3339("1994-11-06T08:49:00Z")
            .unwrap()
            .to_utc();
        let wait = |pairs: &[_]| retry_after(&headers(pairs), now);
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        let moment = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(wait(&[(RETRY_AFTER, "120")]), seconds(120));
        assert_eq!(wait(&[(RETRY_AFTER, moment)]), seconds(37));
        // The clock of the server is an hour off.
        let date = (DATE, "Sun, 06 Nov 1994 07:49:30 GMT");
        assert_eq!(wait(&[(RETRY_AFTER, moment), date]), seconds(3607));
        // It is over.
        let date = (DATE, "Sun, 06 Nov 1994 08:49:38 GMT");
        assert_eq!(wait(&[(RETRY_AFTER, moment), date]), seconds(0));
        for odd in ["", "-1", "soon", "1.5", "99999999999999999999999"] {
            assert_eq!(wait(&[(RETRY_AFTER, odd)]), None, "{odd}");
        }
    }

    #[test]
    fn an_address_is_shown_without_what_may_be_secret() {
        let shown = |text| without_query(text).unwrap_or_default();
        assert_eq!(
            shown("https://ann:pw@acme.example.com/login?token=x#y"),
            "https://acme.example.com/login"
        );
        assert_eq!(shown("/login?token=x"), "");
    }
}
