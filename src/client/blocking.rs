//! The blocking client.

use std::io::Read as _;
use std::sync::Arc;

use super::config::Config;
use super::course::{Action, Course, RawAnswer};
use super::error::{Error, Trouble};
use super::http;
use crate::xml::exchange::{Request, XmlCommand};

/// The blocking client. Cheap to clone; clones share their connections. Not for use within an async
/// runtime: take [`Client`](super::Client) there.
#[derive(Clone, Debug)]
pub struct Client {
    config: Arc<Config>,
    http: reqwest::blocking::Client,
}

impl Client {
    /// A client.
    ///
    /// # Errors
    ///
    /// [`Error`] if the certificates of the system cannot be read.
    pub fn new(config: Config) -> Result<Self, Error> {
        // What is the whole time of a try for the async client is here the time of each of its waits.
        let builder = reqwest::blocking::ClientBuilder::from(http::builder(&config)?)
            .timeout(config.read_timeout);
        let http = builder.build().map_err(http::not_built)?;
        Ok(Self {
            config: Arc::new(config),
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
        let mut course = Course::new(&self.config, command);
        loop {
            match course.next() {
                Action::Send(request) => course.answered(self.post(&request)),
                Action::Wait(delay) => std::thread::sleep(delay),
                Action::End(result) => return result,
            }
        }
    }

    fn post(&self, request: &Request) -> Result<RawAnswer, Trouble> {
        let (url, media_type, body) = http::parts(&self.config, request);
        let mut response = self
            .http
            .post(url)
            .header(::http::header::CONTENT_TYPE, media_type)
            .body(body)
            .send()
            .map_err(|error| http::not_answered(&self.config, error))?;
        http::check_head(response.status().as_u16(), response.headers())?;
        let odd_content_type = http::odd_content_type(response.headers());
        let mut body = http::Body::new(self.config.answer_bytes, response.content_length())?;
        let mut piece = [0; 8 << 10];
        loop {
            match response.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => body.push(piece.get(..read).unwrap_or_default())?,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(http::cut_off_io(error)),
            }
        }
        Ok(RawAnswer {
            body: body.finish(),
            odd_content_type,
        })
    }
}
