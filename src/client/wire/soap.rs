//! The SOAP API.

use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Method};

use super::{Beginning, Exchange, Speaks, Written};
use crate::api::Login;
use crate::client::blocking;
use crate::client::config::Config;
use crate::client::driver::Client;
use crate::client::endpoint::Endpoint;
use crate::client::error::Error;
use crate::client::http::{Incoming, Outgoing};
use crate::client::problem::{Problem, Trouble};
use crate::client::secrets::Secrets;
use crate::protocol::RetryPolicy;
use crate::soap::exchange::{self, LogIn, LoggedIn, SoapCommand};
use crate::soap::{Binding, Service, Session};
use crate::xml::Limits;
use crate::xml::exchange::AnswerError;

/// The media type of SOAP 1.1.
const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");

const SOAP_ACTION: HeaderName = HeaderName::from_static("soapaction");

/// The SOAP API in one of its bindings.
///
/// A password is sent once, to begin a session that all clones of a client share; when it is over,
/// the next call begins a new one, once for all that wait. An access token needs no session. A request
/// has one operation.
///
/// ```no_run
/// use suiteprojects::api::{Application, Login, Whoami};
/// use suiteprojects::client::{Config, Soap, blocking};
///
/// let config = Config::new(
///     "https://acme.app.netsuitesuiteprojectspro.com".parse()?,
///     Application::new("payroll bridge", "2.1", "the key"),
///     Login::password("acme", "ann", "the password"),
/// );
/// let client = blocking::Client::over(Soap::rpc_encoded(), config)?;
/// println!("{:?}", client.send(&Whoami::new())?);
/// client.log_out()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Soap {
    service: Service,
}

impl Soap {
    /// In the binding rpc/encoded, which has every operation.
    pub fn rpc_encoded() -> Self {
        Service::rpc_encoded().into()
    }

    /// In the binding document/literal of the account at this address. It has fewer operations: what
    /// it does not have is refused before anything is sent.
    pub fn document_literal(endpoint: &Endpoint) -> Self {
        Service::document_literal(&endpoint.to_string()).into()
    }

    /// In this binding for the account at this address.
    pub fn in_binding(binding: Binding, endpoint: &Endpoint) -> Self {
        match binding {
            Binding::RpcEncoded => Self::rpc_encoded(),
            Binding::DocumentLiteral => Self::document_literal(endpoint),
        }
    }

    /// The binding and the namespace.
    pub const fn service(&self) -> &Service {
        &self.service
    }
}

impl From<Service> for Soap {
    fn from(service: Service) -> Self {
        Self { service }
    }
}

impl Speaks for Soap {
    type Pass = Session;

    fn pass(login: &Login) -> Option<Session> {
        match login {
            Login::AccessToken(token) => Some(Session::AccessToken(token.clone())),
            Login::Password { .. } => None,
        }
    }

    fn add_to(session: &Session, secrets: &mut Secrets) {
        secrets.add(session.secret());
    }

    /// A fault comes with 500, by SOAP 1.1, 6.2.
    fn tells_by(status: u16) -> bool {
        status == 500
    }

    fn begin(client: &Client<Self>, policy: RetryPolicy) -> Beginning<'_, Session> {
        Box::pin(async move {
            let log_in = log_in(client.shared().config())?;
            session(client.send_by(policy, &log_in).await)
        })
    }

    fn begin_blocking(
        client: &blocking::Client<Self>,
        policy: RetryPolicy,
    ) -> Result<Session, Trouble> {
        let log_in = log_in(client.shared().config())?;
        session(client.send_by(policy, &log_in))
    }
}

fn log_in(config: &Config) -> Result<LogIn<'_>, Trouble> {
    let login = config.login.fixed();
    login
        .and_then(|login| LogIn::new(&config.application, login))
        .ok_or_else(|| Problem::Setup("there is no password, expected one").into())
}

fn session(begun: Result<LoggedIn, Error>) -> Result<Session, Trouble> {
    match begun {
        Ok(begun) => Ok(begun.session),
        Err(error) => Err(error.into_no_session()),
    }
}

impl<C: SoapCommand + ?Sized> Exchange<Soap> for C {
    fn needs_pass(&self) -> bool {
        self.operation().needs_session()
    }

    fn encode(
        &self,
        soap: &Soap,
        config: &Config,
        session: Option<&Session>,
    ) -> Result<Written, Problem> {
        let request = exchange::encode(&soap.service, session, self).map_err(Problem::Write)?;
        let action = HeaderValue::from_str(request.soap_action())
            .map_err(|_| Problem::Setup("the namespace of the service cannot stand in a header"))?;
        Ok(Written {
            outgoing: Outgoing {
                method: Method::POST,
                url: config.endpoint.soap_url().to_owned(),
                headers: [(CONTENT_TYPE, MEDIA_TYPE), (SOAP_ACTION, action)]
                    .into_iter()
                    .collect(),
                body: request.expose().as_bytes().to_vec(),
            },
            commands: request.operation().to_string(),
        })
    }

    fn decode(&self, answer: &Incoming, limits: Limits) -> Result<C::Answer, AnswerError> {
        exchange::decode(self, &answer.body, limits)
    }
}
