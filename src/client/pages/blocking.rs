//! The records of all pages as an iterator.

use std::fmt;

use super::PageError;
use super::reading::{Next, Reading};
use crate::api::Read;
use crate::client::blocking::Client;
use crate::record::FromRecord;

/// The records of a Read, page after page, as an iterator; see [`Client::pages`].
#[must_use = "nothing is read before records are asked for"]
pub struct Pages<T> {
    client: Client,
    reading: Reading<T>,
}

impl<T: FromRecord> Pages<T> {
    pub(in crate::client) fn new(client: Client, read: Read<T>) -> Self {
        Self {
            client,
            reading: Reading::new(read),
        }
    }
}

impl<T: FromRecord> Iterator for Pages<T> {
    type Item = Result<T, PageError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.reading.next() {
                Next::Item(item) => return Some(item),
                Next::End => return None,
                Next::Read(read) => {
                    let page = self.client.send(&read);
                    self.reading.received(page);
                }
            }
        }
    }
}

impl<T: FromRecord> std::iter::FusedIterator for Pages<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
