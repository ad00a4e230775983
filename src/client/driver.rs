//! The async client.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use super::config::Config;
use super::course::{Action, Course, RawAnswer};
use super::error::{Error, Trouble};
use super::http;
use super::push::{self, PushEnd, PushError, PushProgress, Sender};
use crate::protocol::journal::Journal;
use crate::protocol::push::{OpenError, Options, Push};
use crate::xml::exchange::{Request, XmlCommand};

/// The async client. Cheap to clone; clones share their connections.
#[derive(Clone, Debug)]
pub struct Client {
    config: Arc<Config>,
    http: reqwest::Client,
}

impl Client {
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
            config: Arc::new(config),
            http,
        })
    }

    /// Sends a command, or several as a tuple, an array or a slice, and brings the answer.
    ///
    /// A future that is dropped before it is ready leaves the fate of its request unknown: it is as if
    /// the connection had broken.
    ///
    /// # Errors
    ///
    /// [`Error`] if there is no answer to the request as a whole. That the server refused one of
    /// several objects is part of the answer.
    pub async fn send<C: XmlCommand + ?Sized>(&self, command: &C) -> Result<C::Answer, Error> {
        let mut course = Course::new(&self.config, command);
        loop {
            match course.next() {
                Action::Send(request) => course.answered(self.post(&request).await),
                Action::Wait(delay) => tokio::time::sleep(delay).await,
                Action::End(result) => return result,
            }
        }
    }

    /// A push through this client with a journal, which belongs to its account from then on.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if the journal cannot be used, or belongs to another account or user.
    pub fn open_push<J: Journal>(
        &self,
        journal: J,
        options: Options,
    ) -> Result<Push<J>, OpenError<J::Error>> {
        push::open(&self.config, journal, options)
    }

    /// Sends the waiting entries of a push, each exactly once. See
    /// [`protocol::push`](crate::protocol::push).
    ///
    /// A future that is dropped leaves its last request unknown; the next push looks it up.
    ///
    /// # Errors
    ///
    /// [`PushError`] if it has to end before all is done. What is done is in the journal.
    pub async fn push<J: Journal>(
        &self,
        push: &mut Push<J>,
    ) -> Result<PushEnd, PushError<J::Error>> {
        self.push_observed(push, |_| ControlFlow::Continue(()))
            .await
    }

    /// The same, with an observer that is told of the progress and may ask to stop.
    ///
    /// # Errors
    ///
    /// [`PushError`] if it has to end before all is done. What is done is in the journal.
    pub async fn push_observed<J: Journal>(
        &self,
        push: &mut Push<J>,
        observer: impl FnMut(PushProgress) -> ControlFlow<()>,
    ) -> Result<PushEnd, PushError<J::Error>> {
        push::drive(self, push, observer).await
    }

    async fn post(&self, request: &Request) -> Result<RawAnswer, Trouble> {
        let (url, media_type, body) = http::parts(&self.config, request);
        let mut response = self
            .http
            .post(url)
            .header(::http::header::CONTENT_TYPE, media_type)
            .body(body)
            .send()
            .await
            .map_err(|error| http::not_answered(&self.config, error))?;
        http::check_head(response.status().as_u16(), response.headers())?;
        let odd_content_type = http::odd_content_type(response.headers());
        let mut body = http::Body::new(self.config.answer_bytes, response.content_length())?;
        while let Some(piece) = response.chunk().await.map_err(http::cut_off)? {
            body.push(&piece)?;
        }
        Ok(RawAnswer {
            body: body.finish(),
            odd_content_type,
        })
    }
}

impl Sender for Client {
    async fn send<C: XmlCommand + ?Sized>(&self, command: &C) -> Result<C::Answer, Error> {
        Self::send(self, command).await
    }

    async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}
