//! The blocking client.

use std::fmt;
use std::io::Read as _;
use std::sync::Arc;

use super::config::Config;
use super::course::{Action, Course};
use super::driver::Reading;
use super::error::{Error, Problem, Trouble};
use super::login::{Held, Need, Shared};
use super::system::{Listing, System};
use super::wire::{self, Body};
use super::{Call, Outgoing, Response};

/// The blocking client: like [`Client`](super::Client), without a runtime. Cheap to clone; clones share all.
#[derive(Debug)]
pub struct Client<S: System> {
    shared: Arc<Shared<S>>,
    http: reqwest::blocking::Client,
}

impl<S: System> Clone for Client<S> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            http: self.http.clone(),
        }
    }
}

impl<S: System> Client<S> {
    /// A client with these settings.
    ///
    /// # Errors
    ///
    /// [`Error`] if the certificates of the system cannot be read, or there is an async runtime.
    pub fn new(config: Config<S>) -> Result<Self, Error<S>> {
        check_no_runtime()?;
        // What is the whole time of a try for the async client is here the time of each of its waits.
        let http = reqwest::blocking::ClientBuilder::from(wire::builder(&config)?)
            .timeout(config.total_timeout)
            .build()
            .map_err(wire::not_built)?;
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
    pub fn send<C: Call<System = S> + ?Sized>(&self, call: &C) -> Result<C::Answer, Error<S>> {
        check_no_runtime()?;
        let mut course = Course::new(&self.shared, call);
        loop {
            match course.next() {
                Action::Send(outgoing) => course.answered(self.exchange(outgoing)),
                Action::Wait(delay) => std::thread::sleep(delay),
                Action::Renew { refused } => course.let_in(self.renew(refused)),
                Action::End(result) => return result,
            }
        }
    }

    /// All records of a list, page after page, as [`Client::listing`](super::Client::listing) has them.
    pub fn listing<L>(&self, listing: L) -> Records<S, L>
    where
        L: Listing,
        L::Call: Call<System = S>,
    {
        Records {
            client: self.clone(),
            reading: Reading::new(listing),
        }
    }

    fn renew(&self, refused: Option<u64>) -> Result<Held<S::Pass>, Trouble<S>> {
        let turn = self.shared.turn_blocking();
        match turn.need(refused)? {
            Need::Nothing(held) => Ok(held),
            Need::Ask(renewal, outgoing) => {
                let answer = self.exchange(outgoing);
                turn.renewed(&renewal, answer)
            }
        }
    }

    fn exchange(&self, outgoing: Outgoing) -> Result<Response, Trouble<S>> {
        let host = outgoing.host();
        let mut response = self
            .http
            .request(outgoing.method, outgoing.url)
            .headers(outgoing.headers)
            .body(outgoing.body)
            .send()
            .map_err(|error| wire::not_answered(host, error))?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Body::new(self.shared.config.answer_bytes, response.content_length())?;
        let mut piece = [0; 8 << 10];
        loop {
            match response.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => body.push(piece.get(..read).unwrap_or_default())?,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(wire::cut_off_io(error)),
            }
        }
        Ok(wire::response(status, &headers, body))
    }
}

/// The records of a list, page after page. It ends after an error.
pub struct Records<S: System, L: Listing> {
    client: Client<S>,
    reading: Reading<S, L>,
}

impl<S: System, L: Listing> fmt::Debug for Records<S, L> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Records").finish_non_exhaustive()
    }
}

impl<S: System, L: Listing> Iterator for Records<S, L>
where
    L::Call: Call<System = S>,
{
    type Item = Result<L::Record, Error<S>>;

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

fn check_no_runtime<S: System>() -> Result<(), Error<S>> {
    match tokio::runtime::Handle::try_current() {
        Err(_) => Ok(()),
        Ok(_) => Err(Error::before(Problem::Setup(
            "there is an async runtime, expected none: use the async client",
        ))),
    }
}
