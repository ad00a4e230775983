//! The records of all pages as a stream.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::PageError;
use super::listing::Listing;
use super::reading::{Next, Page, Reading};
use crate::api::Read;
use crate::client::{Client, CommandProtocol, Error, Protocol, Rest, Xml};
use crate::record::FromRecord;
use crate::rest;
use crate::task::Task;

/// The records of a Read, page after page, as a stream; see [`Client::pages`].
#[must_use = "nothing is read before records are asked for"]
pub struct Pages<T, P: Protocol = Xml> {
    client: Client<P>,
    reading: Reading<T>,
    /// The page that is being read.
    page: Option<PageFuture<T>>,
}

type PageFuture<T> = Pin<Box<dyn Future<Output = Page<T>> + Send>>;

impl<T: FromRecord + Send + 'static, P: CommandProtocol> Pages<T, P> {
    pub(in crate::client) fn new(client: Client<P>, read: Read<T>) -> Self {
        Self {
            client,
            reading: Reading::new(read),
            page: None,
        }
    }

    /// The next record; `None` after the last one. It can be dropped and called again without a loss.
    pub async fn next(&mut self) -> Option<Result<T, PageError>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, PageError>>> {
        loop {
            if let Some(page) = &mut self.page {
                let received = ready!(page.as_mut().poll(context));
                self.page = None;
                self.reading.received(received);
            }
            match self.reading.next() {
                Next::Item(item) => return Poll::Ready(Some(item)),
                Next::End => return Poll::Ready(None),
                Next::Read(read) => {
                    let client = self.client.clone();
                    self.page = Some(Box::pin(async move {
                        let policy = client.shared().config().retry;
                        client.send_common(policy, &read).await
                    }));
                }
            }
        }
    }
}

/// No reference to the inside is ever pinned.
impl<T, P: Protocol> Unpin for Pages<T, P> {}

impl<T: FromRecord + Send + 'static, P: CommandProtocol> Stream for Pages<T, P> {
    type Item = Result<T, PageError>;

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, PageError>>> {
        self.get_mut().poll(context)
    }
}

impl<T, P: Protocol> fmt::Debug for Pages<T, P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

/// The time entries of a list over REST, page after page, as a stream; see [`Client::time_entries`].
#[must_use = "nothing is read before time entries are asked for"]
pub struct TimeEntries {
    client: Client<Rest>,
    listing: Listing,
    /// The page that is being read.
    page: Option<ListFuture>,
}

type ListFuture = Pin<Box<dyn Future<Output = Result<rest::Page, Error>> + Send>>;

impl TimeEntries {
    pub(in crate::client) fn new(client: Client<Rest>, list: rest::List) -> Self {
        Self {
            client,
            listing: Listing::new(list),
            page: None,
        }
    }

    /// The next time entry; `None` after the last one. It can be dropped and called again without a loss.
    pub async fn next(&mut self) -> Option<Result<Task, PageError>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Task, PageError>>> {
        loop {
            if let Some(page) = &mut self.page {
                let received = ready!(page.as_mut().poll(context));
                self.page = None;
                self.listing.received(received);
            }
            if let Some(item) = self.listing.item() {
                return Poll::Ready(Some(item));
            }
            let Some(list) = self.listing.page() else {
                return Poll::Ready(None);
            };
            let client = self.client.clone();
            self.page = Some(Box::pin(async move { client.send(&list).await }));
        }
    }
}

impl Stream for TimeEntries {
    type Item = Result<Task, PageError>;

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Task, PageError>>> {
        self.get_mut().poll(context)
    }
}

impl fmt::Debug for TimeEntries {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TimeEntries")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
