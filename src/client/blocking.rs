//! The blocking client.

use std::io::Read as _;
use std::sync::Arc;

use super::config::{Config, LoginSource};
use super::course::{Action, Course};
use super::driver::for_tokens;
use super::error::Error;
use super::http::{self, Body, Bound, Incoming, Outgoing};
use super::oauth::Tokens;
use super::oauth::{AuthorizationCode, Grant, Held, OAuthApplication, TokenAnswer, TokenRequest};
use super::problem::{Problem, Trouble};
use super::shared::Shared;
use crate::api::Read;
use crate::protocol::RetryPolicy;
use crate::record::FromRecord;
use crate::xml::exchange::XmlCommand;

pub use super::pages::BlockingPages as Pages;

/// The blocking client. Cheap to clone; clones share their connections, their budget and their login.
///
/// It is not for use within an async runtime, which it would bring to a halt: there its methods return
/// an error, and [`Client`](super::Client) is to be taken. The threads of `spawn_blocking` count as within;
/// there `Handle::current().block_on(…)` waits for the async client.
#[derive(Clone, Debug)]
pub struct Client {
    shared: Arc<Shared>,
    http: reqwest::blocking::Client,
}

impl Client {
    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// A client.
    ///
    /// # Errors
    ///
    /// [`Error`] if the certificates of the system cannot be read.
    pub fn new(config: Config) -> Result<Self, Error> {
        check_no_runtime()?;
        // What is the whole time of a try for the async client is here the time of each of its waits.
        let http = reqwest::blocking::ClientBuilder::from(http::builder(&config)?)
            .timeout(config.read_timeout)
            .build()
            .map_err(http::not_built)?;
        Ok(Self {
            shared: Arc::new(Shared::new(config)),
            http,
        })
    }

    /// Sends a command, or several as a tuple, an array or a slice, and brings the answer.
    ///
    /// # Errors
    ///
    /// [`Error`] if there is no answer to the request as a whole. That the server refused one of
    /// several objects is part of the answer.
    pub fn send<C: XmlCommand + ?Sized>(&self, command: &C) -> Result<C::Answer, Error> {
        self.send_by(self.shared.config.retry, command)
    }

    /// The same by another policy.
    pub(super) fn send_by<C: XmlCommand + ?Sized>(
        &self,
        policy: RetryPolicy,
        command: &C,
    ) -> Result<C::Answer, Error> {
        check_no_runtime()?;
        let mut course = Course::new(&self.shared, command, policy);
        loop {
            match course.next() {
                Action::Send(outgoing) => course.answered(self.post(outgoing, Bound::Commands)),
                Action::Wait(delay) => std::thread::sleep(delay),
                Action::LogIn { refused } => course.logged_in(self.log_in(refused)),
                Action::End(result) => return result,
            }
        }
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
    pub fn pages<T: FromRecord>(&self, read: Read<T>) -> Pages<T> {
        Pages::new(self.clone(), read)
    }

    fn log_in(&self, refused: Option<u64>) -> Result<Held, Trouble> {
        let LoginSource::Tokens(source) = &self.shared.config.login else {
            return Err(Problem::NoRefreshToken.into());
        };
        source.login_blocking(refused, |request| self.post_for_tokens(request))
    }

    fn post_for_tokens(&self, request: TokenRequest) -> Result<TokenAnswer, Trouble> {
        self.post(Outgoing::for_tokens(request), Bound::Tokens)?
            .into_tokens()
    }

    fn post(&self, outgoing: Outgoing, bound: Bound) -> Result<Incoming, Trouble> {
        let config = &self.shared.config;
        let mut response = self
            .http
            .post(outgoing.url)
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
