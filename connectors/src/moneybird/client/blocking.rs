//! The blocking client.

use std::io::Read as _;
use std::sync::Arc;

use super::super::{Call, List};
use super::config::Config;
use super::course::{Action, Course, Shared};
use super::driver::Reading;
use super::error::{Error, Problem, Trouble};
use super::http::{self, Body, Incoming, Outgoing};

/// The blocking client: like [`Client`](super::Client), without a runtime. Cheap to clone; clones share all.
#[derive(Clone, Debug)]
pub struct Client {
    shared: Arc<Shared>,
    http: reqwest::blocking::Client,
}

impl Client {
    /// A client with these settings.
    ///
    /// # Errors
    ///
    /// [`Error`] if the certificates of the system cannot be read, or there is an async runtime.
    pub fn new(config: Config) -> Result<Self, Error> {
        check_no_runtime()?;
        // What is the whole time of a try for the async client is here the time of each of its waits.
        let http = reqwest::blocking::ClientBuilder::from(http::builder(&config)?)
            .timeout(config.total_timeout)
            .build()
            .map_err(http::not_built)?;
        Ok(Self {
            shared: Arc::new(Shared::new(config)),
            http,
        })
    }

    /// Sends a request and brings the answer, as [`Client::send`](super::Client::send) does.
    ///
    /// # Errors
    ///
    /// [`Error`] if there is no answer that says success.
    pub fn send<C: Call + ?Sized>(&self, call: &C) -> Result<C::Answer, Error> {
        check_no_runtime()?;
        let mut course = Course::new(&self.shared, call);
        loop {
            match course.next() {
                Action::Send(outgoing) => course.answered(self.exchange(outgoing)),
                Action::Wait(delay) => std::thread::sleep(delay),
                Action::End(result) => return result,
            }
        }
    }

    /// All records of a list, page after page, as [`Client::records`](super::Client::records) has them.
    pub fn records<L: List + Clone>(&self, list: L) -> Records<L> {
        Records {
            client: self.clone(),
            reading: Reading::new(list),
        }
    }

    fn exchange(&self, outgoing: Outgoing) -> Result<Incoming, Trouble> {
        let config = &self.shared.config;
        let mut response = self
            .http
            .request(outgoing.method, outgoing.url)
            .headers(outgoing.headers)
            .body(outgoing.body)
            .send()
            .map_err(|error| http::not_answered(config, error))?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Body::new(config, response.content_length())?;
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

/// The records of a list, page after page. It ends after an error.
#[derive(Debug)]
pub struct Records<L: List> {
    client: Client,
    reading: Reading<L>,
}

impl<L: List + Clone> Iterator for Records<L> {
    type Item = Result<L::Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.reading.ready() {
                return Some(record);
            }
            let page = self.client.send(self.reading.next_call()?);
            self.reading.take(page);
        }
    }
}

fn check_no_runtime() -> Result<(), Error> {
    match tokio::runtime::Handle::try_current() {
        Err(_) => Ok(()),
        Ok(_) => Err(Error::before(Problem::Setup(
            "there is an async runtime, expected none: use the async client",
        ))),
    }
}
