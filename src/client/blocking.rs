//! The blocking client.

use std::io::Read as _;
use std::sync::Arc;

use super::config::{Config, LoginSource};
use super::course::{Action, Course};
use super::driver::{for_tokens, logged_out};
use super::error::Error;
use super::http::{self, Body, Bound, Incoming, Outgoing};
use super::oauth::{AuthorizationCode, Grant, OAuthApplication, TokenAnswer, TokenRequest, Tokens};
use super::problem::{Problem, Trouble};
use super::renewal::Held;
use super::shared::Shared;
use super::wire::{CommandOver, CommandProtocol, Common, Exchange, Protocol, Rest, Soap, Xml};
use crate::api::Read;
use crate::protocol::RetryPolicy;
use crate::record::FromRecord;
use crate::rest::List;
use crate::soap::exchange::{LogOut, SoapCommand};
use crate::xml::exchange::XmlCommand;

pub use super::pages::{BlockingPages as Pages, BlockingTimeEntries as TimeEntries};

/// The blocking client. Cheap to clone; clones share their connections, their budget and their login.
///
/// It is not for use within an async runtime, which it would bring to a halt: there its methods return
/// an error, and [`Client`](super::Client) is to be taken. The threads of `spawn_blocking` count as within;
/// there `Handle::current().block_on(…)` waits for the async client.
///
/// It speaks the XML API, or SOAP or REST if it is made [`over`](Client::over) [`Soap`] or [`Rest`].
#[derive(Debug)]
pub struct Client<P: Protocol = Xml> {
    shared: Arc<Shared<P>>,
    http: reqwest::blocking::Client,
}

impl Client {
    /// A client over the XML API.
    ///
    /// # Errors
    ///
    /// [`Error`] if the certificates of the system cannot be read.
    pub fn new(config: Config) -> Result<Self, Error> {
        Self::over(Xml, config)
    }
}

impl<P: Protocol> Client<P> {
    pub(super) fn shared(&self) -> &Shared<P> {
        &self.shared
    }

    /// A client over this protocol.
    ///
    /// # Errors
    ///
    /// [`Error`] if the certificates of the system cannot be read.
    pub fn over(protocol: P, config: Config) -> Result<Self, Error> {
        check_no_runtime()?;
        // What is the whole time of a try for the async client is here the time of each of its waits.
        let http = reqwest::blocking::ClientBuilder::from(http::builder(&config)?)
            .timeout(config.read_timeout)
            .build()
            .map_err(http::not_built)?;
        Ok(Self {
            shared: Arc::new(Shared::new(protocol, config)),
            http,
        })
    }

    /// Sends a command and brings the answer. Over the XML API a tuple, an array or a slice of commands
    /// is one too; over SOAP a list of Reads.
    ///
    /// # Errors
    ///
    /// [`Error`] if there is no answer to the request as a whole. That the server refused one of
    /// several objects is part of the answer.
    pub fn send<C: CommandOver<P> + ?Sized>(&self, command: &C) -> Result<C::Answer, Error> {
        self.send_by(self.shared.config().retry, command)
    }

    /// The same by another policy.
    pub(super) fn send_by<C: Exchange<P> + ?Sized>(
        &self,
        policy: RetryPolicy,
        command: &C,
    ) -> Result<C::Answer, Error> {
        self.run(Course::new(&self.shared, command, policy))
    }

    fn run<C: Exchange<P> + ?Sized>(
        &self,
        mut course: Course<'_, P, C>,
    ) -> Result<C::Answer, Error> {
        check_no_runtime()?;
        loop {
            match course.next() {
                Action::Send(outgoing) => {
                    course.answered(self.transmit(outgoing, Bound::Commands(P::tells_by)));
                }
                Action::Wait(delay) => std::thread::sleep(delay),
                Action::LogIn { refused, policy } => {
                    course.logged_in(self.log_in(refused, policy));
                }
                Action::End(result) => return result,
            }
        }
    }

    fn log_in(&self, refused: Option<u64>, policy: RetryPolicy) -> Result<Held<P::Pass>, Trouble> {
        match &self.shared.config().login {
            LoginSource::None => Err(Problem::Setup("there is no login, expected one").into()),
            LoginSource::Fixed(_) => {
                let mut turn = self.shared.session().turn_blocking();
                match turn.session(refused)? {
                    Some(held) => Ok(held),
                    None => turn.begun(P::begin_blocking(self, policy)),
                }
            }
            LoginSource::Tokens(source) => {
                let Held { pass, generation } =
                    source.login_blocking(refused, |request| self.post_for_tokens(request))?;
                let pass = P::pass(&pass).ok_or(Problem::Setup("a token lets nothing in"))?;
                Ok(Held { pass, generation })
            }
        }
    }

    fn post_for_tokens(&self, request: TokenRequest) -> Result<TokenAnswer, Trouble> {
        self.transmit(Outgoing::for_tokens(request), Bound::Tokens)?
            .into_tokens()
    }

    fn transmit(&self, outgoing: Outgoing, bound: Bound) -> Result<Incoming, Trouble> {
        let config = self.shared.config();
        let mut response = self
            .http
            .request(outgoing.method, outgoing.url)
            .headers(outgoing.headers)
            .body(outgoing.body)
            .send()
            .map_err(|error| http::not_answered(config, error))?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let declared = response.content_length();
        let mut body = Body::after_head(config, bound, status, &headers, declared)?;
        let mut piece = [0; 8 << 10];
        loop {
            match response.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => body.push(piece.get(..read).unwrap_or_default())?,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(http::cut_off_io(error)),
            }
        }
        Ok(Incoming {
            status,
            headers,
            body: body.finish(),
        })
    }
}

impl<P: CommandProtocol> Client<P> {
    /// Sends a command that the XML API and SOAP have, by this policy.
    pub(super) fn send_common<C: XmlCommand + SoapCommand + ?Sized>(
        &self,
        policy: RetryPolicy,
        command: &C,
    ) -> Result<C::Answer, Error> {
        self.send_by(policy, &Common(command))
    }

    /// All records of a Read, page after page, from the place on that it asks for.
    ///
    /// A record that comes twice because others were stored meanwhile is given once. What is moved
    /// off a page in the same way is missed, unless the Read has an order that does not change, such as
    /// that of the ids. If the account allows only smaller pages than the Read has, smaller ones are read.
    ///
    /// ```no_run
    /// # fn example(client: suiteprojects::client::blocking::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use suiteprojects::api::{Direction, Read};
    /// use suiteprojects::task::Task;
    ///
    /// for task in client.pages(Read::<Task>::all().with_order("id", Direction::Ascending)) {
    ///     println!("{:?}", task?.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages<T: FromRecord>(&self, read: Read<T>) -> Pages<T, P> {
        Pages::new(self.clone(), read)
    }
}

impl Client<Soap> {
    /// Ends the session, if there is one. The next call begins another.
    ///
    /// # Errors
    ///
    /// [`Error`] if the server does not say that it has ended. It is held on then, and can be ended later.
    pub fn log_out(&self) -> Result<(), Error> {
        check_no_runtime()?;
        let Some(Held { pass, generation }) = self.shared.session().turn_blocking().current()
        else {
            return Ok(());
        };
        let policy = self.shared.config().retry;
        let course = Course::within(&self.shared, &LogOut, policy, pass);
        logged_out(self.run(course))?;
        self.shared.session().turn_blocking().ended(generation);
        Ok(())
    }
}

impl Client<Rest> {
    /// All time entries of a list, page after page, from the page on that it asks for. One that comes twice
    /// because others were stored meanwhile is given once.
    pub fn time_entries(&self, list: List) -> TimeEntries {
        TimeEntries::new(self.clone(), list)
    }
}

/// Shares everything.
impl<P: Protocol> Clone for Client<P> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            http: self.http.clone(),
        }
    }
}

/// Turns a code into tokens.
///
/// # Errors
///
/// [`Error`] if the server gives none. A code is good for one time only: if the request may have been
/// carried out, the user has to be asked again.
pub fn exchange_code(
    application: &OAuthApplication,
    code: AuthorizationCode,
) -> Result<Tokens, Error> {
    let client = Client::new(for_tokens(application))?;
    Grant::Code(code)
        .tokens_blocking(application, |request| client.post_for_tokens(request))
        .map_err(Error::of_exchange)
}

fn check_no_runtime() -> Result<(), Error> {
    match tokio::runtime::Handle::try_current() {
        Err(_) => Ok(()),
        Ok(_) => Err(Error::before(Problem::Setup(
            "there is an async runtime, expected none: use the async client",
        ))),
    }
}
