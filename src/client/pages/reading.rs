//! A Read in its course from page to page: what both clients share.

use std::collections::VecDeque;

use super::PageError;
use crate::api::{Read, Refusal};
use crate::client::Error;
use crate::protocol::Paging;
use crate::record::{FromRecord, Received, RecordError};
use crate::task::Id;

/// A record with its id, by which it is told apart from others, whatever it is turned into.
#[derive(Debug)]
pub(super) struct Identified<T> {
    id: Option<Id>,
    record: Result<T, RecordError>,
}

impl<T: FromRecord> FromRecord for Identified<T> {
    fn from_record(received: Received) -> Result<Self, RecordError> {
        Ok(Self {
            id: received.id(),
            record: T::from_record(received),
        })
    }
}

/// What a page brought.
pub(super) type Page<T> = Result<Result<Vec<Result<Identified<T>, RecordError>>, Refusal>, Error>;

/// A Read in its course.
#[derive(Debug)]
pub(super) struct Reading<T> {
    read: Read<Identified<T>>,
    paging: Paging,
    ready: VecDeque<Result<T, PageError>>,
    is_over: bool,
}

/// What comes next.
pub(super) enum Next<T> {
    /// A record, or why there is none.
    Item(Result<T, PageError>),
    /// A page has to be read first.
    Read(Read<Identified<T>>),
    /// That was all.
    End,
}

impl<T: FromRecord> Reading<T> {
    pub(super) fn new(read: Read<T>) -> Self {
        Self {
            paging: Paging::new(read.offset(), read.page_size()),
            read: read.into_records(),
            ready: VecDeque::new(),
            is_over: false,
        }
    }

    pub(super) fn next(&mut self) -> Next<T> {
        if let Some(item) = self.ready.pop_front() {
            return Next::Item(item);
        }
        if self.is_over {
            return Next::End;
        }
        if let Some(page) = self.paging.next() {
            return Next::Read(self.read.clone().with_page(page.offset, page.size));
        }
        self.is_over = true;
        match self.paging.finish() {
            Ok(()) => Next::End,
            Err(why) => Next::Item(Err(PageError::Incomplete(why))),
        }
    }

    pub(super) fn received(&mut self, page: Page<T>) {
        match page {
            Ok(Ok(records)) => {
                let records = self.paging.received(records, |record| match record {
                    Ok(record) => record.id,
                    Err(error) => error.id(),
                });
                self.ready.extend(records.into_iter().map(|record| {
                    record
                        .and_then(|record| record.record)
                        .map_err(PageError::Record)
                }));
            }
            Ok(Err(refusal)) => {
                if !self.paging.refused(refusal.code) {
                    self.ready.push_back(Err(PageError::Refused(refusal)));
                }
            }
            Err(error) => {
                self.is_over = true;
                self.ready.push_back(Err(PageError::Call(error)));
            }
        }
    }
}
