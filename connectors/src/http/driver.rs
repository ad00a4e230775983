//! The async client.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

use super::config::Config;
use super::course::{Action, Course};
use super::error::{Error, Problem, Trouble};
use super::login::{Held, Need, Shared};
use super::system::{Listing, System};
use super::wire::{self, Body};
use super::{Call, Outgoing, Response};

/// The async client, for a runtime of tokio with time and input and output. Cheap to clone; clones share
/// their connections, what lets them in, and what the server said about its limits.
#[derive(Debug)]
pub struct Client<S: System> {
    shared: Arc<Shared<S>>,
    http: reqwest::Client,
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
    /// [`Error`] if the certificates of the system cannot be read.
    pub fn new(config: Config<S>) -> Result<Self, Error<S>> {
        let http = wire::builder(&config)?.build().map_err(wire::not_built)?;
        Ok(Self {
            shared: Arc::new(Shared::new(config)),
            http,
        })
    }

    /// Sends a request and brings the answer.
    ///
    /// What may have been carried out is sent again only if it changes nothing. So a call that makes an entry
    /// is not when its answer is lost: look the entry up first.
    ///
    /// # Errors
    ///
    /// [`Error`] if there is no answer that says success.
    pub async fn send<C: Call<System = S> + ?Sized>(
        &self,
        call: &C,
    ) -> Result<C::Answer, Error<S>> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Error::before(Problem::Setup(
                "there is no runtime of tokio, expected one, or use the blocking client",
            )));
        }
        let mut course = Course::new(&self.shared, call);
        loop {
            match course.next() {
                Action::Send(outgoing) => course.answered(self.exchange(outgoing).await),
                Action::Wait(delay) => tokio::time::sleep(delay).await,
                Action::Renew { refused } => course.let_in(self.renew(refused).await),
                Action::End(result) => return result,
            }
        }
    }

    /// All records of a list, page after page.
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

    async fn renew(&self, refused: Option<u64>) -> Result<Held<S::Pass>, Trouble<S>> {
        let turn = self.shared.turn().await;
        match turn.need(refused)? {
            Need::Nothing(held) => Ok(held),
            Need::Ask(renewal, outgoing) => {
                let answer = self.exchange(outgoing).await;
                turn.renewed(&renewal, answer)
            }
        }
    }

    async fn exchange(&self, outgoing: Outgoing) -> Result<Response, Trouble<S>> {
        let host = outgoing.host();
        let mut response = self
            .http
            .request(outgoing.method, outgoing.url)
            .headers(outgoing.headers)
            .body(outgoing.body)
            .send()
            .await
            .map_err(|error| wire::not_answered(host, error))?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Body::new(self.shared.config.answer_bytes, response.content_length())?;
        while let Some(piece) = response.chunk().await.map_err(wire::cut_off)? {
            body.push(&piece)?;
        }
        Ok(wire::response(status, &headers, body))
    }
}

/// The records of a list, page after page.
pub struct Records<S: System, L: Listing> {
    client: Client<S>,
    reading: Reading<S, L>,
}

impl<S: System, L: Listing> fmt::Debug for Records<S, L> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Records").finish_non_exhaustive()
    }
}

impl<S: System, L: Listing> Records<S, L>
where
    L::Call: Call<System = S>,
{
    /// The next one; `None` after the last, and after an error.
    pub async fn next(&mut self) -> Option<Result<L::Record, Error<S>>> {
        loop {
            if let Some(record) = self.reading.ready() {
                return Some(record);
            }
            let page = self.client.send(self.reading.next_call()?).await;
            self.reading.take(page);
        }
    }
}

/// A list that is read, as both drivers do it.
pub(super) struct Reading<S: System, L: Listing> {
    listing: L,
    ready: VecDeque<L::Record>,
    /// What comes behind the records.
    error: Option<Error<S>>,
}

impl<S: System, L: Listing> Reading<S, L>
where
    L::Call: Call<System = S>,
{
    pub(super) const fn new(listing: L) -> Self {
        Self {
            listing,
            ready: VecDeque::new(),
            error: None,
        }
    }

    pub(super) fn ready(&mut self) -> Option<Result<L::Record, Error<S>>> {
        match self.ready.pop_front() {
            Some(record) => Some(Ok(record)),
            None => self.error.take().map(Err),
        }
    }

    pub(super) fn next_call(&self) -> Option<&L::Call> {
        self.listing.next_call()
    }

    pub(super) fn take(&mut self, page: Result<<L::Call as Call>::Answer, Error<S>>) {
        match page {
            Ok(page) => {
                let (records, wrong) = self.listing.take(page);
                self.ready.extend(records);
                if let Some(wrong) = wrong {
                    self.error = Some(Error::before(Problem::List(wrong)));
                    self.listing.end();
                }
            }
            Err(error) => {
                self.error = Some(error);
                self.listing.end();
            }
        }
    }
}
