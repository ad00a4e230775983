//! The records of all pages as an iterator.

use std::fmt;

use super::PageError;
use super::listing::Listing;
use super::reading::{Next, Reading};
use crate::api::Read;
use crate::client::blocking::Client;
use crate::client::{CommandProtocol, Protocol, Rest, Xml};
use crate::record::FromRecord;
use crate::rest::List;
use crate::task::Task;

/// The records of a Read, page after page, as an iterator; see [`Client::pages`].
#[must_use = "nothing is read before records are asked for"]
pub struct Pages<T, P: Protocol = Xml> {
    client: Client<P>,
    reading: Reading<T>,
}

impl<T: FromRecord, P: CommandProtocol> Pages<T, P> {
    pub(in crate::client) fn new(client: Client<P>, read: Read<T>) -> Self {
        Self {
            client,
            reading: Reading::new(read),
        }
    }
}

impl<T: FromRecord, P: CommandProtocol> Iterator for Pages<T, P> {
    type Item = Result<T, PageError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.reading.next() {
                Next::Item(item) => return Some(item),
                Next::End => return None,
                Next::Read(read) => {
                    let policy = self.client.shared().config().retry;
                    let page = self.client.send_common(policy, &read);
                    self.reading.received(page);
                }
            }
        }
    }
}

impl<T: FromRecord, P: CommandProtocol> std::iter::FusedIterator for Pages<T, P> {}

impl<T, P: Protocol> fmt::Debug for Pages<T, P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

/// The time entries of a list over REST, page after page, as an iterator; see [`Client::time_entries`].
#[derive(Debug)]
#[must_use = "nothing is read before time entries are asked for"]
pub struct TimeEntries {
    client: Client<Rest>,
    listing: Listing,
}

impl TimeEntries {
    pub(in crate::client) fn new(client: Client<Rest>, list: List) -> Self {
        Self {
            client,
            listing: Listing::new(list),
        }
    }
}

impl Iterator for TimeEntries {
    type Item = Result<Task, PageError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.listing.item() {
                return Some(item);
            }
            let page = self.client.send(&self.listing.page()?);
            self.listing.received(page);
        }
    }
}

impl std::iter::FusedIterator for TimeEntries {}
