//! The async client.

use std::collections::VecDeque;
use std::sync::Arc;

use super::super::{Call, List, Page, Paging};
use super::config::Config;
use super::course::{Action, Course, Shared};
use super::error::{Error, Problem, Trouble};
use super::http::{self, Body, Incoming, Outgoing};

/// The async client, for a runtime of tokio with time and input and output. Cheap to clone; clones share
/// their connections and what the server said about its limit.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use suiteprojects_connectors::moneybird::client::{Client, Config};
/// use suiteprojects_connectors::moneybird::{AdministrationId, Endpoint, Filter, ListTimeEntries, Period};
///
/// let client = Client::new(Config::new(Endpoint::vendor(), "the token"))?;
/// let list = ListTimeEntries::new(AdministrationId::parse("123")?, Filter::new(Period::THIS_YEAR));
/// let mut entries = client.records(list);
/// while let Some(entry) = entries.next().await {
///     println!("{:?}", entry?.description);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    shared: Arc<Shared>,
    http: reqwest::Client,
}

impl Client {
    /// A client with these settings.
    ///
    /// # Errors
    ///
    /// [`Error`] if the certificates of the system cannot be read.
    pub fn new(config: Config) -> Result<Self, Error> {
        let http = http::builder(&config)?.build().map_err(http::not_built)?;
        Ok(Self {
            shared: Arc::new(Shared::new(config)),
            http,
        })
    }

    /// Sends a request and brings the answer.
    ///
    /// What may have been carried out is sent again only if it changes nothing. So a
    /// [`CreateTimeEntry`](super::super::CreateTimeEntry) without an answer is not: look it up first.
    ///
    /// # Errors
    ///
    /// [`Error`] if there is no answer that says success.
    pub async fn send<C: Call + ?Sized>(&self, call: &C) -> Result<C::Answer, Error> {
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
                Action::End(result) => return result,
            }
        }
    }

    /// All records of a list, page after page; see [`Paging`].
    pub fn records<L: List + Clone>(&self, list: L) -> Records<L> {
        Records {
            client: self.clone(),
            reading: Reading::new(list),
        }
    }

    async fn exchange(&self, outgoing: Outgoing) -> Result<Incoming, Trouble> {
        let config = &self.shared.config;
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
        let mut body = Body::new(config, response.content_length())?;
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

/// The records of a list, page after page.
#[derive(Debug)]
pub struct Records<L: List> {
    client: Client,
    reading: Reading<L>,
}

impl<L: List + Clone> Records<L> {
    /// The next one; `None` after the last, and after an error.
    pub async fn next(&mut self) -> Option<Result<L::Record, Error>> {
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
#[derive(Debug)]
pub(super) struct Reading<L: List> {
    paging: Option<Paging<L>>,
    ready: VecDeque<L::Record>,
    /// What comes behind the records.
    error: Option<Error>,
}

impl<L: List + Clone> Reading<L> {
    pub(super) fn new(list: L) -> Self {
        Self {
            paging: Some(Paging::new(list)),
            ready: VecDeque::new(),
            error: None,
        }
    }

    pub(super) fn ready(&mut self) -> Option<Result<L::Record, Error>> {
        match self.ready.pop_front() {
            Some(record) => Some(Ok(record)),
            None => self.error.take().map(Err),
        }
    }

    pub(super) fn next_call(&self) -> Option<&L> {
        self.paging.as_ref()?.next_call()
    }

    pub(super) fn take(&mut self, page: Result<Page<L::Record>, Error>) {
        let Some(paging) = &mut self.paging else {
            return;
        };
        match page.map(|page| paging.answered(page)) {
            Ok(Ok(records)) => self.ready.extend(records),
            Ok(Err(incomplete)) => {
                self.ready.extend(incomplete.records);
                let (seen, total) = (incomplete.seen, incomplete.total);
                self.error = Some(Error::before(Problem::Incomplete { seen, total }));
            }
            Err(error) => {
                self.error = Some(error);
                self.paging = None;
            }
        }
    }
}
