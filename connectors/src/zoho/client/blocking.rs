//! The blocking client.

use std::collections::VecDeque;
use std::io::Read as _;
use std::sync::Arc;

use super::super::{ListTimeEntries, Operation, Paging, TimeEntry};
use super::config::Config;
use super::course::{Action, Course};
use super::driver;
use super::error::{Error, Problem, Trouble};
use super::http::{self, Body, Incoming, Outgoing};
use super::session::{Need, Pass, Shared};

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
    pub fn send<O: Operation + ?Sized>(&self, operation: &O) -> Result<O::Answer, Error> {
        check_no_runtime()?;
        let mut course = Course::new(&self.shared, operation);
        loop {
            match course.next() {
                Action::Send(outgoing) => course.answered(self.exchange(outgoing)),
                Action::Wait(delay) => std::thread::sleep(delay),
                Action::Renew { refused } => course.let_in(self.renew(refused)),
                Action::End(result) => return result,
            }
        }
    }

    /// All time entries of a listing, page after page, as
    /// [`Client::time_entries`](super::Client::time_entries) has them.
    pub fn time_entries(&self, list: ListTimeEntries) -> TimeEntries {
        TimeEntries {
            client: self.clone(),
            paging: Paging::new(list),
            ready: VecDeque::new(),
        }
    }

    fn renew(&self, refused: Option<u64>) -> Result<Pass, Trouble> {
        let turn = self.shared.turn_blocking();
        match turn.need(refused)? {
            Need::Nothing(pass) => Ok(pass),
            Need::Ask(request) => {
                let answer = self.exchange(turn.outgoing(&request));
                turn.renewed(&request, answer)
            }
        }
    }

    fn exchange(&self, outgoing: Outgoing) -> Result<Incoming, Trouble> {
        let host = outgoing.host();
        let mut response = self
            .http
            .request(outgoing.method, outgoing.url)
            .headers(outgoing.headers)
            .body(outgoing.body)
            .send()
            .map_err(|error| http::not_answered(host, error))?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Body::new(&self.shared.config, response.content_length())?;
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

/// The time entries of a listing, page after page. It ends after an error.
#[derive(Debug)]
pub struct TimeEntries {
    client: Client,
    paging: Paging,
    ready: VecDeque<TimeEntry>,
}

impl Iterator for TimeEntries {
    type Item = Result<TimeEntry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.ready.pop_front() {
                return Some(Ok(entry));
            }
            let page = self.client.send(self.paging.next()?);
            match driver::take(&mut self.paging, page) {
                Ok(entries) => self.ready.extend(entries),
                Err(error) => return Some(Err(error)),
            }
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
