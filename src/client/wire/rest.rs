//! The REST API.

use http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_METHODS, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER,
};
use http::{HeaderMap, HeaderValue, Method};

use super::{Beginning, Exchange, Speaks, Written};
use crate::api::{Login, Secret};
use crate::client::blocking;
use crate::client::config::Config;
use crate::client::driver::Client;
use crate::client::http::{Incoming, Outgoing};
use crate::client::problem::{Problem, Trouble};
use crate::client::secrets::Secrets;
use crate::protocol::RetryPolicy;
use crate::rest::{self, Reply, ReplyError, RestCommand};
use crate::xml::Limits;
use crate::xml::exchange::{AnswerError, RequestRefusal};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The REST API with its resource of time entries. Only access tokens let requests in, fixed ones or those
/// of a [`TokenSource`](crate::client::TokenSource), which is asked for a new one on HTTP 401.
///
/// ```no_run
/// use suiteprojects::api::{Application, Login};
/// use suiteprojects::client::{Config, Rest, blocking};
/// use suiteprojects::rest::{List, Query};
///
/// let config = Config::new(
///     "https://acme.app.netsuitesuiteprojectspro.com".parse()?,
///     Application::new("payroll bridge", "2.1", "the key"),
///     Login::access_token("the token"),
/// );
/// let client = blocking::Client::over(Rest::new(), config)?;
/// let list = List::new().with_query(Query::parse("userId EQUAL 251")?);
/// for entry in client.time_entries(list) {
///     println!("{:?}", entry?.id);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Rest;

impl Rest {
    /// The REST API.
    pub const fn new() -> Self {
        Self
    }
}

impl Speaks for Rest {
    type Pass = Secret;

    const MEDIA_TYPE: &'static str = "json";

    const READS_STATUS: bool = true;

    fn pass(login: &Login) -> Option<Secret> {
        match login {
            Login::AccessToken(token) => Some(token.clone()),
            Login::Password { .. } => None,
        }
    }

    fn add_to(token: &Secret, secrets: &mut Secrets) {
        secrets.add(token);
    }

    fn tells_by(status: u16) -> bool {
        matches!(status, 400..=499)
    }

    fn begin(_: &Client<Self>, _: RetryPolicy) -> Beginning<'_, Secret> {
        Box::pin(async { no_session() })
    }

    fn begin_blocking(_: &blocking::Client<Self>, _: RetryPolicy) -> Result<Secret, Trouble> {
        no_session()
    }
}

/// There are no sessions that a password would begin.
fn no_session() -> Result<Secret, Trouble> {
    Err(Problem::Setup("the login is a password, expected an access token for REST").into())
}

impl<C: RestCommand + ?Sized> Exchange<Rest> for C {
    fn needs_pass(&self) -> bool {
        true
    }

    fn encode(
        &self,
        _: &Rest,
        config: &Config,
        token: Option<&Secret>,
    ) -> Result<Written, Problem> {
        let request = self.request();
        let mut headers = HeaderMap::from_iter([(ACCEPT, JSON)]);
        if request.body.is_some() {
            headers.insert(CONTENT_TYPE, JSON);
        }
        if let Some(token) = token {
            let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose()))
                .map_err(|_| Problem::Setup("the access token cannot stand in a header"))?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        let mut url = config.endpoint.join(&request.path);
        url.set_query(request.query().as_deref());
        Ok(Written {
            outgoing: Outgoing {
                method: method(request.method),
                url: url.into(),
                headers,
                body: request.body.unwrap_or_default().into_bytes(),
            },
            commands: request.method.to_string(),
        })
    }

    fn decode(&self, answer: &Incoming, _: Limits) -> Result<C::Answer, AnswerError> {
        let reply = Reply::new(answer.status, &answer.body)
            .with_retry_after(answer.header(RETRY_AFTER))
            .with_allowed_methods(answer.header(ACCESS_CONTROL_ALLOW_METHODS));
        self.read(&reply).map_err(|error| match error {
            // How long to wait is for the status to say.
            ReplyError::Refused {
                status, refusal, ..
            } if status != 429 => AnswerError::Refused(RequestRefusal {
                code: refusal.code,
                text: refusal.text,
                bare: false,
            }),
            ReplyError::Unreadable(error) => AnswerError::unexpected(
                format!("a body at whose byte {} is {error}", error.offset()),
                "JSON",
            ),
            error => AnswerError::unexpected(error.to_string(), "an answer of the resource"),
        })
    }
}

fn method(method: rest::Method) -> Method {
    match method {
        rest::Method::Get => Method::GET,
        rest::Method::Post => Method::POST,
        rest::Method::Delete => Method::DELETE,
        rest::Method::Options => Method::OPTIONS,
    }
}
