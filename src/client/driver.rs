//! The async client.

use std::sync::Arc;

use tracing::Instrument as _;

use super::config::{Config, LoginSource};
use super::course::{Action, Course};
use super::error::Error;
use super::http::{self, Body, Bound, Incoming, Outgoing};
use super::oauth::{AuthorizationCode, Grant, OAuthApplication, TokenSource, Tokens};
use super::pages::{Pages, TimeEntries};
use super::problem::{Problem, Trouble};
use super::renewal::Held;
use super::shared::Shared;
use super::wire::{CommandOver, CommandProtocol, Common, Exchange, Protocol, Rest, Soap, Xml};
use crate::api::{Application, Login, Read};
use crate::error_code::ErrorCode;
use crate::protocol::RetryPolicy;
use crate::record::FromRecord;
use crate::rest::List;
use crate::soap::exchange::{LogOut, SoapCommand};
use crate::xml::exchange::XmlCommand;

/// The async client, for a runtime of tokio with time and input and output. Cheap to clone; clones
/// share their connections, their budget and their login.
///
/// It speaks the XML API, or SOAP or REST if it is made [`over`](Client::over) [`Soap`] or [`Rest`].
#[derive(Debug)]
pub struct Client<P: Protocol = Xml> {
    shared: Arc<Shared<P>>,
    http: reqwest::Client,
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
        let http = http::builder(&config)?
            .read_timeout(config.read_timeout)
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
    /// A future that is dropped before it is ready leaves the fate of its request unknown: it is as if
    /// the connection had broken. Nothing else is harmed by it.
    ///
    /// # Errors
    ///
    /// [`Error`] if there is no answer to the request as a whole. That the server refused one of
    /// several objects is part of the answer.
    pub async fn send<C: CommandOver<P> + ?Sized>(&self, command: &C) -> Result<C::Answer, Error> {
        self.send_by(self.shared.config().retry, command).await
    }

    /// The same by another policy.
    pub(super) async fn send_by<C: Exchange<P> + ?Sized>(
        &self,
        policy: RetryPolicy,
        command: &C,
    ) -> Result<C::Answer, Error> {
        self.run(Course::new(&self.shared, command, policy)).await
    }

    async fn run<C: Exchange<P> + ?Sized>(
        &self,
        mut course: Course<'_, P, C>,
    ) -> Result<C::Answer, Error> {
        check_runtime()?;
        loop {
            match course.next() {
                Action::Send(outgoing) => {
                    let bound = Bound::Commands(P::tells_by);
                    course.answered(self.transmit(outgoing, bound).await);
                }
                Action::Wait(delay) => tokio::time::sleep(delay).await,
                Action::LogIn { refused, policy } => {
                    course.logged_in(self.log_in(refused, policy).await);
                }
                Action::End(result) => return result,
            }
        }
    }

    async fn log_in(
        &self,
        refused: Option<u64>,
        policy: RetryPolicy,
    ) -> Result<Held<P::Pass>, Trouble> {
        match &self.shared.config().login {
            LoginSource::None => Err(Problem::Setup("there is no login, expected one").into()),
            LoginSource::Fixed(_) => self.session(refused, policy).await,
            LoginSource::Tokens(source) => {
                let Held { pass, generation } = self.token(source.clone(), refused).await?;
                let pass = P::pass(&pass).ok_or(Problem::Setup("a token lets nothing in"))?;
                Ok(Held { pass, generation })
            }
        }
    }

    /// A session that is newer than the one that was refused.
    async fn session(
        &self,
        refused: Option<u64>,
        policy: RetryPolicy,
    ) -> Result<Held<P::Pass>, Trouble> {
        // The others wait for it: a call that is not polled for a while must not keep them waiting.
        let client = self.clone();
        in_own_task(async move {
            let mut turn = client.shared.session().turn().await;
            if let Some(held) = turn.session(refused)? {
                return Ok(held);
            }
            let begun = P::begin(&client, policy).await;
            turn.begun(begun)
        })
        .await?
    }

    async fn token(
        &self,
        source: TokenSource,
        refused: Option<u64>,
    ) -> Result<Held<Login>, Trouble> {
        // Where each refresh token is good for one time only, a call that is dropped must not lose the
        // next one.
        let client = self.clone();
        in_own_task(async move {
            source
                .login(refused, |request| {
                    let outgoing = Outgoing::for_tokens(request);
                    let client = client.clone();
                    async move {
                        client
                            .transmit(outgoing, Bound::Tokens)
                            .await?
                            .into_tokens()
                    }
                })
                .await
        })
        .await?
    }

    async fn transmit(&self, outgoing: Outgoing, bound: Bound) -> Result<Incoming, Trouble> {
        let config = self.shared.config();
        let mut response = self
            .http
            .request(outgoing.method, outgoing.url)
            .headers(outgoing.headers)
            .body(outgoing.body)
            .send()
            .await
            .map_err(|error| http::not_answered(config, error))?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let declared = response.content_length();
        let mut body = Body::after_head(config, bound, status, &headers, declared)?;
        while let Some(piece) = response.chunk().await.map_err(http::cut_off)? {
            body.push(&piece)?;
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
    pub(super) async fn send_common<C: XmlCommand + SoapCommand + ?Sized>(
        &self,
        policy: RetryPolicy,
        command: &C,
    ) -> Result<C::Answer, Error> {
        self.send_by(policy, &Common(command)).await
    }

    /// All records of a Read, page after page, from the place on that it asks for.
    ///
    /// A record that comes twice because others were stored meanwhile is given once. What is moved
    /// off a page in the same way is missed, unless the Read has an order that does not change, such as
    /// that of the ids. If the account allows only smaller pages than the Read has, smaller ones are read.
    ///
    /// ```no_run
    /// # async fn example(client: suiteprojects::client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use suiteprojects::api::{Direction, Read};
    /// use suiteprojects::task::Task;
    ///
    /// let mut tasks = client.pages(Read::<Task>::all().with_order("id", Direction::Ascending));
    /// while let Some(task) = tasks.next().await {
    ///     println!("{:?}", task?.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages<T: FromRecord + Send + 'static>(&self, read: Read<T>) -> Pages<T, P> {
        Pages::new(self.clone(), read)
    }
}

impl Client<Soap> {
    /// Ends the session, if there is one, even if the future is dropped meanwhile. The next call begins
    /// another.
    ///
    /// # Errors
    ///
    /// [`Error`] if the server does not say that it has ended. It is held on then, and can be ended later.
    pub async fn log_out(&self) -> Result<(), Error> {
        check_runtime()?;
        let client = self.clone();
        let ended = in_own_task(async move { client.end_session().await });
        ended
            .await
            .unwrap_or_else(|trouble| Err(Error::before(trouble)))
    }

    async fn end_session(&self) -> Result<(), Error> {
        let Some(Held { pass, generation }) = self.shared.session().turn().await.current() else {
            return Ok(());
        };
        let policy = self.shared.config().retry;
        let course = Course::within(&self.shared, &LogOut, policy, pass);
        logged_out(self.run(course).await)?;
        self.shared.session().turn().await.ended(generation);
        Ok(())
    }
}

/// A session that the server does not know any more has ended too.
pub(super) fn logged_out(answer: Result<String, Error>) -> Result<(), Error> {
    match answer {
        Err(error) if error.server_code() != Some(ErrorCode::SESSION_EXPIRED) => Err(error),
        _ => Ok(()),
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
pub async fn exchange_code(
    application: &OAuthApplication,
    code: AuthorizationCode,
) -> Result<Tokens, Error> {
    check_runtime()?;
    let client = Client::new(for_tokens(application))?;
    let tokens = Grant::Code(code).tokens(application, |request| {
        let outgoing = Outgoing::for_tokens(request);
        let client = client.clone();
        async move {
            client
                .transmit(outgoing, Bound::Tokens)
                .await?
                .into_tokens()
        }
    });
    tokens.await.map_err(Error::of_exchange)
}

/// The settings of a client that asks for tokens alone.
pub(super) fn for_tokens(application: &OAuthApplication) -> Config {
    Config::without_login(application.endpoint().clone(), Application::new("", "", ""))
}

/// Does something to its end, whether the call that waits for it is polled, left alone or dropped.
async fn in_own_task<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Result<T, Trouble> {
    let task = tokio::spawn(work.in_current_span());
    task.await
        .map_err(|error| Trouble::new(Problem::Lost, error))
}

fn check_runtime() -> Result<(), Error> {
    match tokio::runtime::Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::before(Problem::Setup(
            "there is no runtime of tokio, expected one, or use the blocking client",
        ))),
    }
}
