//! The async client.

use std::sync::Arc;

use super::config::Config;
use super::course::{Action, Course, RawAnswer};
use super::error::{Error, Trouble};
use super::http;
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
