//! The async client.

use std::sync::Arc;

use super::config::{Config, LoginSource};
use super::course::{Action, Course};
use super::error::Error;
use super::http::{self, Body, Bound, Incoming, Outgoing};
use super::oauth::{AuthorizationCode, Grant, Held, OAuthApplication, Tokens};
use super::pages::Pages;
use super::problem::{Problem, Trouble};
use super::shared::Shared;
use crate::api::{Application, Read};
use crate::protocol::RetryPolicy;
use crate::record::FromRecord;
use crate::xml::exchange::XmlCommand;

/// The async client, for a runtime of tokio with time and input and output. Cheap to clone; clones
/// share their connections, their budget and their login.
#[derive(Clone, Debug)]
pub struct Client {
    shared: Arc<Shared>,
    http: reqwest::Client,
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
        let http = http::builder(&config)?
            .read_timeout(config.read_timeout)
            .build()
            .map_err(http::not_built)?;
        Ok(Self {
            shared: Arc::new(Shared::new(config)),
            http,
        })
    }

    /// Sends a command, or several as a tuple, an array or a slice, and brings the answer.
    ///
    /// A future that is dropped before it is ready leaves the fate of its request unknown: it is as if
    /// the connection had broken. Nothing else is harmed by it.
    ///
    /// # Errors
    ///
    /// [`Error`] if there is no answer to the request as a whole. That the server refused one of
    /// several objects is part of the answer.
    pub async fn send<C: XmlCommand + ?Sized>(&self, command: &C) -> Result<C::Answer, Error> {
        self.send_by(self.shared.config.retry, command).await
    }

    /// The same by another policy.
    pub(super) async fn send_by<C: XmlCommand + ?Sized>(
        &self,
        policy: RetryPolicy,
        command: &C,
    ) -> Result<C::Answer, Error> {
        check_runtime()?;
        let mut course = Course::new(&self.shared, command, policy);
        loop {
            match course.next() {
                Action::Send(outgoing) => {
                    course.answered(self.post(outgoing, Bound::Commands).await);
                }
                Action::Wait(delay) => tokio::time::sleep(delay).await,
                Action::LogIn { refused } => course.logged_in(self.log_in(refused).await),
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
    pub fn pages<T: FromRecord + Send + 'static>(&self, read: Read<T>) -> Pages<T> {
        Pages::new(self.clone(), read)
    }

    async fn log_in(&self, refused: Option<u64>) -> Result<Held, Trouble> {
        let LoginSource::Tokens(source) = self.shared.config.login.clone() else {
            return Err(Problem::NoRefreshToken.into());
        };
        // In a task of its own: where each refresh token is good for one time only, a call that is
        // dropped must not lose the next one.
        let client = self.clone();
        let task = tokio::spawn(async move {
            source
                .login(refused, |request| {
                    let outgoing = Outgoing::for_tokens(request);
                    let client = client.clone();
                    async move { client.post(outgoing, Bound::Tokens).await?.into_tokens() }
                })
                .await
        });
        task.await
            .unwrap_or_else(|error| Err(Trouble::new(Problem::Lost, error)))
    }

    async fn post(&self, outgoing: Outgoing, bound: Bound) -> Result<Incoming, Trouble> {
        let config = &self.shared.config;
        let mut response = self
            .http
            .post(outgoing.url)
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
        async move { client.post(outgoing, Bound::Tokens).await?.into_tokens() }
    });
    tokens.await.map_err(Error::of_exchange)
}

/// The settings of a client that asks for tokens alone.
pub(super) fn for_tokens(application: &OAuthApplication) -> Config {
    Config::without_login(application.endpoint().clone(), Application::new("", "", ""))
}

fn check_runtime() -> Result<(), Error> {
    match tokio::runtime::Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::before(Problem::Setup(
            "there is no runtime of tokio, expected one, or use the blocking client",
        ))),
    }
}
