//! The async client.

use std::collections::VecDeque;
use std::sync::Arc;

use super::super::{ListTimeEntries, Operation, Paging, TimeEntry};
use super::config::Config;
use super::course::{Action, Course};
use super::error::{Error, Problem, Trouble};
use super::http::{self, Body, Incoming, Outgoing};
use super::session::{Need, Pass, Shared};

/// The async client, for a runtime of tokio with time and input and output. Cheap to clone; clones share
/// their connections, their budget and their access token.
///
/// ```no_run
/// # async fn example(config: suiteprojects_connectors::zoho::client::Config) -> Result<(), Box<dyn std::error::Error>> {
/// use suiteprojects_connectors::zoho::client::Client;
/// use suiteprojects_connectors::zoho::{FilterBy, ListTimeEntries, RunningTimer};
///
/// let client = Client::new(config)?;
/// let timed = client.send(&RunningTimer).await?;
/// let mut entries = client.time_entries(ListTimeEntries::new(FilterBy::ThisMonth));
/// while let Some(entry) = entries.next().await {
///     println!("{:?}", entry?.notes);
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
    /// [`LogTimeEntry`](super::super::LogTimeEntry) without an answer is not: look it up first.
    ///
    /// # Errors
    ///
    /// [`Error`] if there is no answer that says success.
    pub async fn send<O: Operation + ?Sized>(&self, operation: &O) -> Result<O::Answer, Error> {
        check_runtime()?;
        let mut course = Course::new(&self.shared, operation);
        loop {
            match course.next() {
                Action::Send(outgoing) => course.answered(self.exchange(outgoing).await),
                Action::Wait(delay) => tokio::time::sleep(delay).await,
                Action::Renew { refused } => course.let_in(self.renew(refused).await),
                Action::End(result) => return result,
            }
        }
    }

    /// All time entries of a listing, page after page.
    ///
    /// An entry that comes twice because others were made meanwhile is given once; see [`Paging`].
    pub fn time_entries(&self, list: ListTimeEntries) -> TimeEntries {
        TimeEntries {
            client: self.clone(),
            paging: Paging::new(list),
            ready: VecDeque::new(),
        }
    }

    async fn renew(&self, refused: Option<u64>) -> Result<Pass, Trouble> {
        let turn = self.shared.turn().await;
        match turn.need(refused)? {
            Need::Nothing(pass) => Ok(pass),
            Need::Ask(request) => {
                let answer = self.exchange(turn.outgoing(&request)).await;
                turn.renewed(&request, answer)
            }
        }
    }

    async fn exchange(&self, outgoing: Outgoing) -> Result<Incoming, Trouble> {
        let host = outgoing.host();
        let mut response = self
            .http
            .request(outgoing.method, outgoing.url)
            .headers(outgoing.headers)
            .body(outgoing.body)
            .send()
            .await
            .map_err(|error| http::not_answered(host, error))?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Body::new(&self.shared.config, response.content_length())?;
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

/// The time entries of a listing, page after page.
#[derive(Debug)]
pub struct TimeEntries {
    client: Client,
    paging: Paging,
    ready: VecDeque<TimeEntry>,
}

impl TimeEntries {
    /// The next one; `None` after the last, and after an error.
    pub async fn next(&mut self) -> Option<Result<TimeEntry, Error>> {
        loop {
            if let Some(entry) = self.ready.pop_front() {
                return Some(Ok(entry));
            }
            let page = self.client.send(self.paging.next()?).await;
            match take(&mut self.paging, page) {
                Ok(entries) => self.ready.extend(entries),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// What a page brings; after an error the listing is over.
pub(super) fn take(
    paging: &mut Paging,
    page: Result<super::super::TimeEntryPage, Error>,
) -> Result<Vec<TimeEntry>, Error> {
    let entries = page.and_then(|page| {
        let entries = paging.received(page);
        entries.map_err(|error| Error::before(Problem::Paging(error)))
    });
    if entries.is_err() {
        paging.end();
    }
    entries
}

fn check_runtime() -> Result<(), Error> {
    match tokio::runtime::Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::before(Problem::Setup(
            "there is no runtime of tokio, expected one, or use the blocking client",
        ))),
    }
}
