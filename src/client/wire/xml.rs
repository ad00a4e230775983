//! The XML API.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};

use super::{Beginning, Exchange, Speaks, Written};
use crate::api::Login;
use crate::client::blocking;
use crate::client::config::Config;
use crate::client::driver::Client;
use crate::client::http::{Incoming, Outgoing};
use crate::client::problem::{Problem, Trouble};
use crate::client::secrets::Secrets;
use crate::protocol::RetryPolicy;
use crate::xml::Limits;
use crate::xml::exchange::{self, AnswerError, XmlCommand};

/// The media type that the vendor's pages tell to send.
const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/xml");

/// The XML API: the login goes with every request, and a request may have several commands.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Xml;

impl Xml {
    /// The XML API.
    pub const fn new() -> Self {
        Self
    }
}

impl Speaks for Xml {
    type Pass = Login;

    fn pass(login: &Login) -> Option<Login> {
        Some(login.clone())
    }

    fn add_to(login: &Login, secrets: &mut Secrets) {
        secrets.add_login(login);
    }

    /// What the server refuses it refuses in an answer that is no failure of HTTP.
    fn tells_by(_: u16) -> bool {
        false
    }

    fn begin(client: &Client<Self>, _: RetryPolicy) -> Beginning<'_, Login> {
        let login = known(client.shared().config());
        Box::pin(async { login })
    }

    fn begin_blocking(client: &blocking::Client<Self>, _: RetryPolicy) -> Result<Login, Trouble> {
        known(client.shared().config())
    }
}

/// There are no sessions: the login is all there is.
fn known(config: &Config) -> Result<Login, Trouble> {
    let login = config.login.fixed().cloned();
    login.ok_or_else(|| Problem::Setup("there is no login, expected one").into())
}

impl<C: XmlCommand + ?Sized> Exchange<Xml> for C {
    /// Whether a command is carried out without one is for the server to say.
    fn needs_pass(&self) -> bool {
        true
    }

    fn encode(&self, _: &Xml, config: &Config, login: Option<&Login>) -> Result<Written, Problem> {
        let request = exchange::encode(&config.application, login, self)
            .map_err(|error| Problem::Write(error.into()))?;
        Ok(Written {
            outgoing: Outgoing {
                method: Method::POST,
                url: config.endpoint.xml_url().to_owned(),
                headers: [(CONTENT_TYPE, MEDIA_TYPE)].into_iter().collect(),
                body: request.expose().as_bytes().to_vec(),
            },
            commands: request.commands(),
        })
    }

    fn decode(&self, answer: &Incoming, limits: Limits) -> Result<C::Answer, AnswerError> {
        exchange::decode(self, &answer.body, limits)
    }
}
